"""印刷: the sheets of a class, and the lesson sheet of any course."""

import streamlit as st

from database import reading
from models import Course
from pages._ui import class_sheets
from pages._ui import sheets as drawing
from pages._ui.screen import open_screen
from services import calendar, events, places

FILES = "/staff/files"

staff = open_screen("sheets")
with reading() as db:
    cards = {card.event.public_id: card for card in calendar.listed(db, by=staff)}
    asked = st.query_params.get("event", "")
    if card := calendar.find(db, public_id=asked, by=staff):
        cards.setdefault(asked, card)
    courses = {course.code: course for course in events.courses(db)}
    towns = places.districts(db)

st.markdown("PDFは新しいタブで開きます。そこで印刷のボタンを押してください。")
st.subheader("教室から選ぶ", anchor=False)
chosen = st.selectbox(
    "教室",
    list(cards),
    format_func=lambda public_id: cards[public_id].label,
    index=list(cards).index(asked) if asked in cards else None,
    key="s_event",
    placeholder="教室を選びます",
)
if chosen:
    event = cards[chosen].event
    with reading() as db:
        course = db.get(Course, event.course_id) if event.course_id else None
    class_sheets.groups(event, course, FILES, staff)
elif not cards:
    st.markdown("これからの教室がありません。講座のてびきは、下から印刷できます。")

st.subheader("講座から選ぶ", anchor=False)
code = st.selectbox(
    "講座",
    list(courses),
    format_func=lambda one: f"{one} {courses[one].title}",
    index=None,
    key="s_course",
    placeholder="講座を選びます",
)
if code:
    with st.container(border=True):
        address = f"{FILES}/lesson/course/{code}.pdf"
        drawing.lesson(courses[code], address, staff, place="course")

st.subheader("地区から選ぶ", anchor=False)
with st.container(border=True):
    drawing.month(towns, FILES)
