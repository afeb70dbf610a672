"""アンケート入力: the sheets of a class, keyed in by number, and what they say."""

import streamlit as st

from database import reading, writing
from models import Event, Survey
from pages._ui import events as drawing
from pages._ui import surveys as sheets
from pages._ui.events import Link
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import calendar, surveys

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
asked = st.query_params.get("event", "")
with reading() as db:
    cards = {card.event.public_id: card for card in calendar.around_today(db, by=staff)}
    if card := calendar.find(db, public_id=asked, by=staff):
        cards.setdefault(asked, card)
chosen = st.selectbox(
    "教室",
    list(cards),
    format_func=lambda one: cards[one].label,
    index=list(cards).index(asked) if asked in cards else None,
    key="v_event",
    placeholder="教室を選びます",
)
if chosen is None:
    st.markdown("アンケートの紙を集めた教室を選んでください。")
    st.stop()
card = cards[chosen]
event = card.event
with reading() as db:
    questions = surveys.asked(db)
    last = surveys.latest(db, event=event, by=staff)
    words = {one.id: surveys.said(db, survey=one) for one in last}
    tally = surveys.tally(db, event=event, by=staff)
    texts = surveys.texts(db, event=event, by=staff)

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
here = f"?event={event.public_id}"
drawing.links(
    [
        Link(f"/staff/files/survey/{event.public_id}.pdf", "アンケートの紙（PDF）"),
        Link(f"/staff/check_in{here}", "当日の受付"),
        Link(f"/staff/events{here}", "教室をくわしく"),
    ]
)
