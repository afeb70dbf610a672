"""カード相談の予約: a time at a table, told and read back in the same call."""

from datetime import datetime

import streamlit as st

from database import reading, writing
from models import Appointment, ConsultationKind, Event, Person
from pages._ui import appointments as drawing
from pages._ui import people as people_drawing
from pages._ui.events import Link, links
from pages._ui.focus import focus
from pages._ui.forms import idem_name, save_button
from pages._ui.phone_call import PARTY
from pages._ui.screen import me, open_screen, outcome, telling
from services import appointments, cautions, consultations, corners, openings, people

FORM, PLACE, MOVING, DONE, LOOKED = "appointment", "a_place", "a_moving", "a_done", "a_looked"
LEAVE = "a_leave"
FORGET = ["a_kinds", idem_name(FORM)]


def choose(event_id: int, at: str) -> None:
    st.session_state[PLACE] = (event_id, at)


def back() -> None:
    st.session_state[PLACE] = None


def take_up(number: int) -> None:
    st.session_state[MOVING], st.session_state[PLACE] = number, None


def cancel(number: int) -> None:
    with telling("取り消しました。", place="top"), writing() as db:
        row, reason = db.get_one(Appointment, number), st.session_state[f"reason-{number}"]
        appointments.cancel(db, appointment=row, reason=reason, by=me())


def store(person_id: int, idem_key: str) -> None:
    event_id, at = st.session_state[PLACE]
    moving = st.session_state.get(MOVING)
    with telling("予約しました。", place="appointment", forget=FORGET), writing() as db:
        where = {"event": db.get_one(Event, event_id), "starts_at": datetime.fromisoformat(at)}
        where |= {"idem_key": idem_key, "by": me()}
        if moving:
            row = db.get_one(Appointment, moving)
            row = appointments.move(db, appointment=row, **where)
        else:
            chosen = st.session_state["a_kinds"]
            row = appointments.book(
                db,
                person=db.get_one(Person, person_id),
                kinds=[db.get_one(ConsultationKind, one) for one in chosen],
                told_to_bring=bool(st.session_state.get("a_told")),
                **where,
            )
        st.session_state[DONE], st.session_state[MOVING] = row.id, None
        st.session_state[PLACE] = None


def go_on() -> None:
    st.session_state[DONE], st.session_state[PARTY], st.session_state[LEAVE] = None, [], True


staff = open_screen("appointments")
if st.session_state.pop(LEAVE, False):
    st.switch_page("phone.py")
number = st.query_params.get("person", "")
with reading() as db:
    ids = [int(number)] if number.isascii() and number.isdecimal() and len(number) < 10 else []
    one = next(iter(people.of_call(db, ids=ids, by=staff)), None)
if one is None:
    st.markdown("先に「電話受付」で、どなたかを探すか登録してから、ここへ進みます。")
    links([Link("/staff/phone", "電話受付をひらく", is_main=True)])
    st.stop()
if st.session_state.get(LOOKED) != one.person.id:
    with writing() as db:
        people.look(db, person=db.get_one(Person, one.person.id), by=staff)
    for key in (PLACE, MOVING, DONE):
        st.session_state[key] = None
    st.session_state[LOOKED] = one.person.id
with reading() as db:
    kinds = {kind.id: kind for kind in consultations.kinds(db, by=staff)}
    mine = corners.coming_of(db, person=one.person, by=staff)
    near = corners.near(db, home=one.district)
    done = corners.find(db, number=str(st.session_state[DONE] or ""), by=staff)
    place = st.session_state[PLACE] or (done and (done.appointment.event_id, ""))
    card = next(iter(openings.of(db, ids=[place[0]])), None) if place else None

if done and card:
    drawing.done(one, done, card, go_on)
    focus("a_next", turn=st.session_state[DONE])
    st.stop()
people_drawing.found(one)
moving = next(
    (visit for visit, _ in mine if visit.appointment.id == st.session_state[MOVING]), None
)
if not moving:
    drawing.booked(mine, take_up, cancel)
if card is None:
    st.subheader("変更先の時刻" if moving else "1　空いている時刻", anchor=False)
    drawing.times(near, choose)
    focus("arrive-time", turn=(one.person.id, moving))
else:
    drawing.chosen(card, place[1], back)
    chosen = list(moving.kinds) if moving else drawing.choose_kinds(kinds)
    with reading() as db:
        before = cautions.before(db, person=one.person, kinds=chosen, by=staff)
        drawing.warn([one.words for one in before[:2]])
        drawing.warn(cautions.of(db, kinds=chosen, event=card.event) if chosen else [])
    if chosen:
        drawing.aloud(chosen)
    outcome("appointment")
    words = "この時刻に変える" if moving else "この時刻で予約する"
    save_button(words, FORM, store, one.person.id, shortcut="Alt+Enter", width="stretch")
    focus("a_kinds", turn=place)
