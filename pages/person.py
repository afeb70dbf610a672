"""参加者の記録: one person written down twice becomes one, or two again, and who asks for
it is forgotten."""

import streamlit as st

from database import reading, writing
from models import Person
from pages._ui import person as drawing
from pages._ui import person_apart as apart
from pages._ui import person_twice as twice
from pages._ui.screen import me, open_screen, outcome, telling
from services import doubles, erasure, handsets, people, person_merges, taking_apart

SEEN = "r_looked_at"


def merge(person_id: int, other_id: int) -> None:
    words = "1人にまとめました。どちらの参加証でも、この方が見つかります。"
    with telling(words, place="person", forget=[twice.SURE]), writing() as db:
        one, other = db.get_one(Person, person_id), db.get_one(Person, other_id)
        taken = twice.taken(one, other)
        person_merges.merge(db, person=one, other=other, taken=taken, by=me())
        st.query_params.pop("with", None)


def undo(merge_id: int) -> None:
    forget = [f"{apart.SURE}{merge_id}"]
    with telling("", place=apart.APART, forget=forget) as told, writing() as db:
        merge = taking_apart.find(db, number=merge_id, by=me())
        told.done = apart.done(taking_apart.undo(db, merge=merge, by=me()))


def has(person_id: int) -> None:
    with telling("お持ちの電話を保存しました。", place=drawing.FACTS), writing() as db:
        handset = st.session_state[f"{drawing.HANDSET}{person_id}"]
        handsets.put_down(db, person=db.get_one(Person, person_id), handset=handset, by=me())


def erase(person_id: int) -> None:
    words = "この方の記録を消しました。来た回数と公表した数字は、変わりません。"
    with telling(words, place=drawing.ERASURE, forget=[drawing.TYPED]), writing() as db:
        one = db.get_one(Person, person_id)
        erasure.erase(db, person=one, typed=st.session_state[drawing.TYPED], by=me())


staff = open_screen("person")
with reading() as db:
    person, other = (
        people.find(db, number=st.query_params.get(name, ""), by=staff)
        for name in ("person", "with")
    )
    gone = person and person.merged_into_id
for one in filter(None, (person, other)):
    if one.id not in st.session_state.setdefault(SEEN, []):
        with writing() as db:
            people.look(db, person=db.get_one(Person, one.id), by=staff)
        st.session_state[SEEN].append(one.id)

with st.container():  # when it has been read, what is open below stays open
    outcome("person")
if person is None:
    with reading() as db:
        twice.listed(doubles.listed(db, by=staff))
elif gone:
    drawing.went_to(gone)
elif other:
    with reading() as db:
        found = people.of_call(db, ids=[person.id, other.id], by=staff)
        joining = person_merges.before(db, person=person, other=other, by=staff)
    twice.compare(*found, joining, merge)
else:
    with reading() as db:
        (found,) = people.of_call(db, ids=[person.id], by=staff)
        owned = person_merges.owned(db, person=person, by=staff)
        alike = doubles.of(db, person=person, by=staff)
        merges = taking_apart.foreseen(db, person=person, by=staff)
        warnings = erasure.warnings(db, person=person, by=staff)
    drawing.record(found, owned)
    drawing.ask_handset(person, has)
    apart.made(merges, undo)
    twice.candidates(person, alike, staff)
    drawing.ask_erasure(person, owned, warnings, erase)
if st.button("電話受付へもどる", key="r_back"):  # the call goes on where it was
    st.switch_page("phone.py")
