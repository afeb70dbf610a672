"""到達: who has been reached, who has not, out of how many."""

import streamlit as st

from database import reading
from pages._ui import reach as drawing
from pages._ui import reach_measures
from pages._ui.screen import open_screen
from services import reach

staff = open_screen("reach")
with reading() as db:
    periods = reach.periods(db, by=staff)
left, right = st.columns([2, 1])  # the name of all years of the plan is long
with left:
    period = drawing.choose_period(periods)
with right:
    sex = drawing.choose_sex()
with reading() as db:
    figures = reach.figures(db, period=period, sex=sex, by=staff)

for sentence in drawing.sentences(figures):
    st.markdown(sentence)
drawing.definitions()
drawing.rates(figures)
drawing.by_district(figures)
reach_measures.draw(figures, sex, staff)
if figures.city.everyone.people:
    drawing.ages(figures)
    drawing.people_and_visits(figures)
else:
    st.info("この期間に来た人はまだいません。「当日の受付」で受け付けると、ここに出ます。")
