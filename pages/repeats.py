"""くり返される質問: what is asked most, and what has no common answer yet."""

import streamlit as st

from database import reading
from pages._ui import repeats as drawing
from pages._ui.events import Link, links
from pages._ui.screen import open_screen
from services import events, places, questions, repeats

staff = open_screen("repeats")
links([Link("/staff/faqs", "よくある質問へもどる"), Link("/staff/questions", "質問の一覧")])
with reading() as db:
    filters, count = drawing.chosen(
        places.districts(db), questions.categories(db), events.courses(db)
    )
    months = repeats.months(count)
    groups = repeats.ranked(db, by=staff, since=months[0], **filters)

if not groups:
    st.markdown("この条件の質問はありません。")
else:
    st.markdown(drawing.sentence(groups, count))
    drawing.missing(groups)
    drawing.ranking(groups, months)
