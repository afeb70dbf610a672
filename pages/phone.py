"""電話受付: find or write down who calls, book the party, read it back; under a minute."""

import streamlit as st

from database import reading, writing
from models import Event, Offer, OfferOutcome, Person
from pages._ui import phone as drawing
from pages._ui import phone_booked as booked_drawing
from pages._ui import phone_call as call
from pages._ui import spoken
from pages._ui.focus import focus
from pages._ui.forms import idem_name
from pages._ui.phone_call import BOOKED, CHOSEN, PARTY, QUERY, SEARCH, TASK, WORDS
from pages._ui.screen import me, open_screen, outcome, telling
from services import bookings, corners, offers, openings, people, places


def add(person_id: int) -> None:
    with telling("", place="party", forget=SEARCH) as told, writing() as db:
        person = db.get_one(Person, person_id)
        people.look(db, person=person, by=me())
        told.done = call.take(db, person)


def create(idem_key: str) -> None:
    with telling("", place="new", forget=[*SEARCH, idem_name("person")]) as told, writing() as db:
        told.done = call.take(db, people.create(db, **drawing.typed(db), by=me()))


def cancel(booking_id: int) -> None:
    with telling("", place="party") as told, writing() as db:
        row, reason = call.own(db, booking_id), st.session_state[f"reason-{booking_id}"]
        offered = bookings.cancel(db, booking=row, reason=reason, by=me())
        told.done = spoken.offered_sentence("取り消しました。", offered)


def answer(offer_id: int, accepts: bool) -> None:
    outcome = OfferOutcome.ACCEPTED if accepts else OfferOutcome.DECLINED
    with telling("", place="party") as told, writing() as db:
        offer = db.get_one(Offer, offer_id)
        offered = offers.answer(db, offer=offer, outcome=outcome, by=me())
        told.done = spoken.offered_sentence(f"{outcome.label}を承りました。", offered)
        if accepts:
            call.read_back_next(bookings.of_party(db, offer=offer))


def store(idem_key: str) -> None:
    forget = [idem_name("phone"), WORDS]
    with telling("", place="booked", forget=forget) as told, writing() as db:
        event = db.get_one(Event, st.session_state[CHOSEN])
        told.done, rows = call.book(db, event, idem_key)
        call.read_back_next(rows)


def go_on(*, same_people: bool) -> None:
    st.session_state[BOOKED], st.session_state[CHOSEN] = [], None
    if not same_people:
        st.session_state[PARTY] = []


staff = open_screen("phone")
call.begin()
task = st.session_state[TASK]
with reading() as db:
    party = call.party(db)
    done = call.done(db, staff)
    members = people.of_call(db, ids=party, by=staff)
    plans = {one.person.id: bookings.coming_of(db, person=one.person, by=staff) for one in members}
    talks = {one.person.id: corners.told(db, person=one.person, by=staff) for one in members}
    chosen = next(iter(openings.of(db, ids=[st.session_state[CHOSEN] or 0])), None)
    districts = places.districts(db)

if done:
    outcome("booked")
    outcome("party")
    spoken.done(spoken.read_back(*done), done[1], go_on)
    focus("p_next", turn=st.session_state[BOOKED])
    st.stop()

spoken.purpose()
left, right = st.columns(2, gap="large")
with left:
    st.subheader("1　どなたですか", anchor=False)
    query = drawing.search_box(QUERY)
    with reading() as db:
        found = drawing.searched(db, query, staff)
        alike = drawing.alike(db, districts, staff)
    drawing.results(found, party, add)
    outcome("new")
    towns = {one.code: one.name for one in districts}
    drawing.new_person(towns, query, bool(query and not found), create)
    drawing.namesakes(alike, {one.id: one.name for one in districts}, add)

    st.subheader(f"2　参加する方（{len(party)}名）", anchor=False)
    outcome("party")
    if task:
        booked_drawing.task(task[0], call.drop)
    acts = booked_drawing.Acts(call.leave, cancel, answer, call.take_up)
    for one in members:
        if booked_drawing.member(one, plans[one.person.id], acts):
            st.switch_page("person.py", query_params={"person": str(one.person.id)})
    if asked := booked_drawing.card_matters(members, talks):
        st.switch_page("appointments.py", query_params={"person": str(asked)})
    if not members and booked_drawing.nobody():
        st.switch_page("person.py")

with right:
    st.subheader("3　教室", anchor=False)
    outcome("booked")
    if not members:
        st.markdown("参加する方を選ぶと、お住まいの町に近い教室から並びます。")
    elif chosen is None:
        booked = {plan.event.id for every in plans.values() for plan in every}
        words = drawing.words_box(WORDS)
        drawing.classes(members, booked, call.choose, words=words, by_key=not query)
    else:
        drawing.decide(chosen, members, call.choose, store, moves=call.moves())
focus("p_do" if chosen and members else QUERY, turn=(party, chosen and chosen.event.id, task))
