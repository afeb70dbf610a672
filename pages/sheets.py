"""印刷: choose a sheet, look at it, print it, and say how many copies were made."""

import streamlit as st

from pages._ui import reprints, runs, sheet_choice, sheet_shown
from pages._ui.screen import open_screen

staff = open_screen("sheets")
reprints.draw(staff)
event = sheet_choice.event_asked(staff)
_, sheet = sheet_choice.sheet(staff, event)
chosen = sheet_choice.about(sheet, event, staff)
if chosen:
    sheet_shown.draw(sheet, chosen, staff)
else:
    st.markdown("選ぶと、ここに紙の見本が出ます。")
runs.draw(sheet_choice.months())
