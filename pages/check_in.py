"""当日の受付: who is here. One tap a person, ten seconds for a walk-in."""

from functools import partial

import streamlit as st

from database import reading, writing
from models import Absence, Booking, Event, Person, Way
from pages._ui import door, door_guests
from pages._ui import events as drawing
from pages._ui.class_choice import choose_class
from pages._ui.day_links import day_links
from pages._ui.door_guests import INSTEAD, WALK_IN
from pages._ui.screen import me, open_screen, outcome, telling
from services import absences, attendance, newcomers, people, places, who_came
from services import door as door_entries


def arrive(booking_id: int, *, late: bool = False) -> None:
    with telling("", place="door", forget=["d_act", "d_find"]) as told, writing() as db:
        booking = db.get_one(Booking, booking_id)
        come = attendance.check_in(db, booking=booking, late=late, by=me())
        told.done = door_guests.welcomed(db, come)


def turn_absence(booking_id: int) -> None:
    with telling("", place="door", forget=["d_act", "d_find"]) as told, writing() as db:
        booking = db.get_one(Booking, booking_id)
        wanted = Absence.EXCUSED if booking.absence is Absence.NONE else Absence.NONE
        absences.set_absent(db, booking=booking, absence=wanted, by=me())
        told.done = "欠席にしました。" if wanted is Absence.EXCUSED else "欠席を取り消しました。"


def hand_over(booking_id: int | None = None) -> None:
    st.session_state["d_seat"] = booking_id


def sit_instead(booking_id: int, idem_key: str) -> None:
    forget = [*INSTEAD.all, "d_act", "d_find", "d_seat"]
    with telling("", place="door", forget=forget) as told, writing() as db:
        person = newcomers.welcome(db, newcomer=INSTEAD.newcomer(db), by=me())
        booking = db.get_one(Booking, booking_id)
        told.done = absences.substitute(db, booking=booking, person=person, by=me()).sentence


def sit_down(event_id: int, person_id: int) -> None:
    with telling("", place="door", forget=["d_find"]) as told, writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Person, person_id)
        told.done = attendance.walk_in_again(db, event=row, person=one, by=me()).sentence


def with_card(event_id: int, code: str = "") -> None:
    with telling("", place="door", forget=["w_code"]) as told, writing() as db:
        one = people.with_card(db, code=code or st.session_state["w_code"], by=me())
        row = db.get_one(Event, event_id)
        come = attendance.walk_in_again(db, event=row, person=one, way=Way.CARD, by=me())
        told.done = door_guests.welcomed(db, come)


def scan(event_id: int) -> None:
    if code := door.code_in(st.session_state["d_find"]):
        st.session_state["d_find"] = ""  # the next card is scanned into an empty box
        with_card(event_id, code)


def walk_in(event_id: int, idem_key: str) -> None:
    with telling("", place="door", forget=WALK_IN.all) as told, writing() as db:
        row, one = db.get_one(Event, event_id), WALK_IN.newcomer(db)
        come = attendance.walk_in(db, event=row, newcomer=one, idem_key=idem_key, by=me())
        told.done = come.sentence


def mark(event_id: int, person_id: int, late: bool) -> None:
    done = "遅刻にしました。" if late else "遅刻を取り消しました。"
    with telling(done, place="door"), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Person, person_id)
        absences.set_late(db, event=row, person=one, late=late, by=me())


def undo(event_id: int, person_id: int) -> None:
    with telling("受付を取り消しました。", place="door"), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Person, person_id)
        attendance.undo(db, event=row, person=one, by=me())


staff = open_screen("check_in")
card = choose_class(staff, key="d_event", statuses=attendance.TAKES_PLACE)
event = card.event
entries = drawing.names(event.id)
with reading() as db:
    guests = who_came.guests(db, event=event, by=staff)
    counts = who_came.counts(db, event=event)
    doubts = door_entries.conflicts(db, event=event, by=staff)
    towns = {one.code: one.name for one in places.districts(db)}
come = {one.person.id for one in guests}

drawing.heading(card)
door.by_time(event)
with st.container(key="door"):
    door.counts(counts, card.seats.waiting)
    outcome("door")
if doubts:
    st.warning(f"下の「確かめる受付」に、決めていないものが{len(doubts)}件あります。")
view = door.view(counts)
if view == door.BOOKED:
    found = door.matching(entries, door.find_box(scan, event.id))
    seat = [one for one in entries if one.booking.id == st.session_state.get("d_seat")]
    if seat:
        door_guests.instead(seat[0], towns, card.district.code, sit_instead, hand_over)
    taps = (arrive, partial(arrive, late=True), turn_absence, hand_over)
    door.expected(found, come, dict(zip(door.ACTS, taps, strict=True)))
    door.queue(found, come, event.id, sit_down)
elif view == door.NEW:
    door_guests.newcomer(WALK_IN, towns, card.district.code, walk_in, event.id)
    door_guests.card_code(event, with_card)
else:
    door_guests.present(guests, event, mark, undo)
day_links(event.public_id, here="check_in")
