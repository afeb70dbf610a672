"""当日の受付: who is here. One tap a person, ten seconds for a walk-in."""

import streamlit as st

from database import reading, writing
from models import AgeBand, Booking, Event, EventStatus, Person, Sex
from pages._ui import door
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, outcome, telling
from services import attendance, calendar, people, places

OPEN = (EventStatus.PUBLISHED, EventStatus.CLOSED, EventStatus.HELD)
BOOKED, WALK_IN, HERE = "申込", "当日参加", "来た方"


def arrive(booking_id: int) -> None:
    with telling("", place="door") as told, writing() as db:
        booking = db.get_one(Booking, booking_id)
        told.done = attendance.check_in(db, booking=booking, by=me()).sentence


def sit_down(event_id: int, person_id: int) -> None:
    with telling("", place="door") as told, writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Person, person_id)
        told.done = attendance.walk_in_again(db, event=row, person=one, by=me()).sentence


def with_card(event_id: int) -> None:
    with telling("", place="door", forget=["w_code"]) as told, writing() as db:
        one = people.with_card(db, code=st.session_state["w_code"], by=me())
        row = db.get_one(Event, event_id)
        told.done = attendance.walk_in_again(db, event=row, person=one, by=me()).sentence


def walk_in(event_id: int, idem_key: str) -> None:
    town, band, sex, name = (st.session_state.get(key) for key in door.WALK_IN)
    forget = [*door.WALK_IN, idem_name("walk_in")]
    with telling("", place="door", forget=forget) as told, writing() as db:
        told.done = attendance.walk_in(
            db,
            event=db.get_one(Event, event_id),
            district=places.district(db, code=town),
            age_band=AgeBand(band),
            sex=sex or Sex.UNKNOWN,
            name=name or "",
            is_resident=town != door.OUTSIDE,
            idem_key=idem_key,
            by=me(),
        ).sentence


def undo(event_id: int, person_id: int) -> None:
    with telling("受付を取り消しました。", place="door"), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Person, person_id)
        attendance.undo(db, event=row, person=one, by=me())


staff = open_screen("check_in")
asked = st.query_params.get("event", "")
with reading() as db:
    around = [card for card in calendar.around_today(db, by=staff) if card.event.status in OPEN]
    cards = {card.event.public_id: card for card in around}
    if asked and (card := calendar.find(db, public_id=asked, by=staff)):
        cards.setdefault(asked, card)
    towns = {one.code: one.name for one in places.districts(db)}

if asked and asked not in cards:
    st.error("その教室は見つかりません。名簿と日にちを確かめて、下から選び直してください。")
if not cards:
    st.markdown("この1週間に、受け持ちの教室はありません。")
    drawing.links([Link("/staff/events", "教室の一覧を見る")])
    st.stop()
chosen = st.selectbox(
    "教室",
    list(cards),
    format_func=lambda one: cards[one].label,
    index=list(cards).index(asked) if asked in cards else None if asked else 0,
    key="d_event",
    placeholder="選びます",
)
if chosen is None:
    st.stop()
card = cards[chosen]
event = card.event
entries = drawing.names(event.id)
with reading() as db:
    guests = attendance.guests(db, event=event, by=staff)
    counts = attendance.counts(db, event=event)
come = {one.person.id for one in guests}

drawing.heading(card)
with st.container(key="door"):
    door.counts(counts, card.seats.waiting)
    outcome("door")
titles = {
    BOOKED: f"{BOOKED} あと{counts.booked - counts.came}",
    WALK_IN: WALK_IN,
    HERE: f"{HERE} {len(guests)}",
}
view = st.segmented_control(
    "だれを受け付けますか",
    list(titles),
    format_func=titles.get,
    default=BOOKED,
    required=True,
    key="d_view",
    width="stretch",
    label_visibility="collapsed",
)
if view == BOOKED:
    door.expected(entries, come, arrive)
    door.queue(entries, come, event, sit_down)
elif view == WALK_IN:
    door.walk_in(towns, card.district.code, event, walk_in)
    door.card_code(event, with_card)
else:
    door.present(guests, event, undo)
