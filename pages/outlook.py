"""カード相談の見通し: what people came with, and how many renewals will come."""

import streamlit as st

from database import reading
from pages._ui import outlook as drawing
from pages._ui import renewals as renewing
from pages._ui.screen import open_screen
from services import outlook, renewals

staff = open_screen("outlook")
with reading() as db:
    years = outlook.years(db, by=staff)
    known = renewals.recorded(db, by=staff)
    town = renewals.town(db, by=staff)
renewing.draw(known, town)
st.divider()
year = drawing.choose_year(years)
with reading() as db:
    figures = outlook.figures(db, year=year, by=staff)
drawing.year(figures)
