"""相談コーナー: one day's tables; who came, who just comes, who waits, and whose talk to record."""

import streamlit as st

from database import Db, reading, writing
from models import Appointment, Event, Person, Way
from pages._ui import corner as drawing
from pages._ui import corner_walk_in
from pages._ui import events as event_drawing
from pages._ui.events import Link
from pages._ui.forms import idem_key
from pages._ui.screen import me, open_screen, outcome, telling
from services import (
    attendance,
    bookings,
    calendar,
    card_closures,
    consultations,
    corner_day,
    corners,
    people,
    places,
)

FORM = corner_walk_in.FORM


def came(number: int) -> None:
    with telling("「来ました」にしました。", place="corner"), writing() as db:
        corner_day.came(db, appointment=db.get_one(Appointment, number), by=me())


def absent(number: int) -> None:
    with telling("", place="corner") as told, writing() as db:
        row = db.get_one(Appointment, number)
        rows = corner_day.absent(db, appointment=row, by=me())
        told.done = f"「{row.status.label}」にしました。{drawing.seated(rows)}"


def undo(number: int) -> None:
    with telling("元にもどしました。", place="corner"), writing() as db:
        corner_day.undo(db, appointment=db.get_one(Appointment, number), by=me())


def walk_in(event_id: int, idem_key: str) -> None:
    with telling("", place="corner", forget=corner_walk_in.FORGET) as told, writing() as db:
        row = corner_day.walk_in(
            db,
            event=db.get_one(Event, event_id),
            kinds=corner_walk_in.kinds(db),
            who=FORM.newcomer(db),
            idem_key=idem_key,
            by=me(),
        )
        told.done = drawing.arrived(row)


def with_card(event_id: int) -> None:
    if not corner_walk_in.code():
        return  # the scanner's Enter was heard before the button
    with telling("", place="corner", forget=corner_walk_in.FORGET) as told, writing() as db:
        person = people.with_card(db, code=corner_walk_in.code(), by=me())
        told.done = arrive(db, event_id, person, idem_key(FORM.name), way=Way.CARD)


def by_name(event_id: int, idem_key: str) -> None:
    with telling("", place="corner", forget=corner_walk_in.FORGET) as told, writing() as db:
        person = db.get_one(Person, st.session_state["k_person"])
        told.done = arrive(db, event_id, person, idem_key)


def arrive(db: Db, event_id: int, person: Person, key: str, **how: Way) -> str:
    row, about = db.get_one(Event, event_id), corner_walk_in.kinds(db)
    come = corner_day.arrive(
        db, event=row, person=person, kinds=about, idem_key=key, by=me(), **how
    )
    return f"{people.called(person)}　{drawing.arrived(come)}"


staff = open_screen("corner")
with reading() as db:
    asked = calendar.find(db, public_id=st.query_params.get("event", ""), by=staff)
    choices = [card for card in calendar.around_today(db, by=staff) if card.event.tables]
card = asked or next(iter(choices), None)
if card is None or not card.event.tables:
    st.warning("受け持ちの相談コーナーが見つかりません。「教室・相談会」から選んでください。")
    st.stop()
if st.session_state.get("corner_looked") != card.event.id:
    with writing() as db:
        bookings.look(db, event=db.get_one(Event, card.event.id), by=staff)
    st.session_state["corner_looked"] = card.event.id
with reading() as db:
    event = db.get_one(Event, card.event.id)
    visits = corners.of_event(db, event=event, by=staff)
    closed = card_closures.on(db, day=event.local_date)
    towns = {one.code: one.name for one in places.districts(db)}
    kinds = {kind.id: kind for kind in consultations.kinds(db, by=staff)}

event_drawing.heading(card)
here = card.event.public_id
event_drawing.links(
    [
        Link(f"/staff/files/corner/{here}.pdf", "予約の一覧（PDF）"),
        Link(f"/staff/events?event={here}", "教室へもどる"),
    ]
)
if closed:
    for sentence in card_closures.told([closed]):
        st.warning(sentence)
outcome("corner")
taps = {"came": came, "absent": absent, "undo": undo}
open_now = event.status in attendance.TAKES_PLACE and card.is_today
if open_now:
    with reading() as db:
        known = corner_day.known(db, event=event, by=staff)
    takes = corner_walk_in.Takes(new=walk_in, named=by_name, card=with_card)
    corner_walk_in.draw(towns, card.district.code, kinds, known, takes, event.id)
drawing.line(visits, taps if open_now else {})
drawing.grid(event, visits, taps, open_now=open_now)
