"""電話受付: find or write down who calls, book the party, read it back; under a minute."""

import streamlit as st

from database import reading, writing
from models import Booking, Event, Person
from pages._ui import phone as drawing
from pages._ui import spoken
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, outcome, telling
from services import bookings, calendar, people, places

PARTY, CHOSEN, BOOKED, QUERY = "p_party", "p_class", "p_booked", "p_query"
SEARCH = [QUERY, drawing.OPEN, *drawing.NEW]
ADDED = "参加する方に加えました。"


def add(person_id: int) -> None:
    with telling(ADDED, place="party", forget=SEARCH), writing() as db:
        people.look(db, person=db.get_one(Person, person_id), by=me())
        st.session_state[PARTY] = [*st.session_state[PARTY], person_id]


def create(idem_key: str) -> None:
    forget = [*SEARCH, idem_name("person")]
    with telling(ADDED, place="new", forget=forget), writing() as db:
        person = people.create(db, **drawing.typed(db), by=me())
        st.session_state[PARTY] = [*st.session_state[PARTY], person.id]


def leave(person_id: int) -> None:
    st.session_state[PARTY] = [one for one in st.session_state[PARTY] if one != person_id]


def cancel(booking_id: int) -> None:
    with telling("", place="party") as told, writing() as db:
        row, reason = db.get_one(Booking, booking_id), st.session_state[f"reason-{booking_id}"]
        offered = bookings.cancel(db, booking=row, reason=reason, by=me())
        told.done = spoken.offered_sentence("取り消しました。", offered)


def choose_class(event_id: int | None = None) -> None:
    st.session_state[CHOSEN] = st.session_state["p_other"] if event_id is None else event_id


def book(idem_key: str) -> None:
    forget = [idem_name("phone")]
    with telling("申込を受け付けました。", place="booked", forget=forget), writing() as db:
        rows = bookings.book(
            db,
            event=db.get_one(Event, st.session_state[CHOSEN]),
            people=[db.get_one(Person, one) for one in st.session_state[PARTY]],
            idem_key=idem_key,
            by=me(),
        )
        st.session_state[BOOKED] = [row.id for row in rows]


def go_on(*, same_people: bool) -> None:
    st.session_state[BOOKED], st.session_state[CHOSEN] = [], None
    if not same_people:
        st.session_state[PARTY] = []


staff = open_screen("phone")
for key, empty in ((PARTY, []), (CHOSEN, None), (BOOKED, [])):
    st.session_state.setdefault(key, empty)
party = st.session_state[PARTY]
with reading() as db:
    members = people.of_call(db, ids=party, by=staff)
    plans = {one.person.id: bookings.coming_of(db, person=one.person, by=staff) for one in members}
    cards = calendar.bookable(db, home=drawing.home_of(members))
    districts = places.districts(db)
    rows = [row for one in st.session_state[BOOKED] if (row := db.get(Booking, one))]
    line = bookings.place_in_line(db, booking=rows[0]) if rows else 0
chosen = next((card for card in cards if card.event.id == st.session_state[CHOSEN]), None)

if rows and chosen:
    outcome("booked")
    spoken.done(spoken.read_back(chosen, [one.person for one in members], rows, line), go_on)
    st.stop()

spoken.purpose()
left, right = st.columns(2, gap="large")
with left:
    st.subheader("1　どなたですか", anchor=False)
    query = st.text_input(
        "読みがな、電話番号、参加証の番号、町",
        key=QUERY,
        type="search",
        live="300ms",
        placeholder="例: わたなべ 若葉",
    )
    with reading() as db:
        found = drawing.searched(db, query, staff)
        alike = drawing.alike(db, districts, staff)
    drawing.results(found, party, add)
    towns = {one.code: one.name for one in districts}
    outcome("new")
    drawing.new_person(towns, query, bool(query and not found), create)
    drawing.namesakes(alike, {one.id: one.name for one in districts}, add)

    st.subheader(f"2　参加する方（{len(party)}名）", anchor=False)
    outcome("party")
    for one in members:
        drawing.member(one, plans[one.person.id], leave, cancel)
    if not members:
        st.markdown("お名前を押すと、ここに入ります。ご夫婦などは続けて加えます。")

with right:
    st.subheader("3　教室", anchor=False)
    outcome("booked")
    if not members:
        st.markdown("参加する方を選ぶと、お住まいの町に近い教室から並びます。")
    elif chosen is None:
        drawing.classes(cards, choose_class)
    else:
        drawing.decide(chosen, members, choose_class, book)
