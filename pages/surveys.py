"""アンケート入力: the sheets of a class, keyed in by number, and what they say."""

import streamlit as st

from database import reading, writing
from models import Event, EventStatus, Survey
from pages._ui import events as drawing
from pages._ui import surveys as sheets
from pages._ui.class_choice import choose_class
from pages._ui.day_links import day_links
from pages._ui.events import Link
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import attendance, survey_results, surveys

STATUSES = (*attendance.TAKES_PLACE, EventStatus.REPORTED)
FIELDS = ("v_typed", "v_next_time", "v_trouble", "v_question")


def store(event_id: int, *, idem_key: str) -> None:
    typed, next_time, trouble, as_question = (st.session_state[key] for key in FIELDS)
    forget = [*FIELDS, idem_name("survey")]
    with telling("1枚入れました。", place="sheet", forget=forget), writing() as db:
        surveys.enter(
            db,
            event=db.get_one(Event, event_id),
            typed=typed,
            next_time=next_time,
            trouble=trouble,
            as_question=as_question,
            idem_key=idem_key,
            by=me(),
        )


def take_back(survey_id: int) -> None:
    with telling("1枚を取り消しました。", place="sheet"), writing() as db:
        surveys.take_back(db, survey=db.get_one(Survey, survey_id), by=me())


staff = open_screen("surveys")
card = choose_class(staff, key="v_event", statuses=STATUSES)
event = card.event
with reading() as db:
    questions = surveys.asked(db)
    last = surveys.latest(db, event=event, by=staff)
    words = {one.id: survey_results.said(db, survey=one) for one in last}
    tally = survey_results.tally(db, event=event, by=staff)
    texts = survey_results.texts(db, event=event, by=staff)

drawing.heading(card)
left, right = st.columns([3, 2])
with left, st.form("survey", border=True):
    sheets.boxes()
    save_button("この1枚を入れる", "survey", store, event.id, draw=st.form_submit_button)
    outcome("sheet")
with right:
    sheets.guide(questions)
sheets.stored(last, words, take_back)
sheets.summary(tally, questions)
sheets.written(texts)
drawing.links(
    [
        Link(f"/staff/files/survey/{event.public_id}.pdf", "アンケートの紙（PDF）"),
        Link(f"/staff/events?event={event.public_id}", "教室をくわしく"),
    ]
)
day_links(event.public_id, here="surveys")
