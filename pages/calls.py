"""電話リスト: whom to call today, a household once; what came of it in one tap."""

import streamlit as st

import clock
from database import reading, writing
from models import Call, CallOutcome, Municipality
from pages._ui import calls as drawing
from pages._ui import events
from pages._ui.events import Link
from pages._ui.screen import me, open_screen, outcome, telling
from refusal import Refusal
from services import call_notes, calls
from services.call_things import Topic

MOST = 12  # households drawn at once: what is done makes room for the next ones


def say(topics: list[Topic], what: CallOutcome) -> None:
    key = drawing.note_key(topics)
    said = st.session_state.get(key, "")
    with telling("", place="calls", forget=[key]) as told, writing() as db:
        offered = call_notes.note(db, topics=topics, outcome=what, note=said, by=me())
        told.done = drawing.done(what, offered, topics)


def take_back(ids: list[int]) -> None:
    with telling("記録を取り消しました。", place="calls"), writing() as db:
        rows = [db.get(Call, one) for one in ids]
        if None in rows:
            raise Refusal("この記録は、もう取り消してあります。")
        call_notes.undo(db, calls=rows, by=me())


def more() -> None:
    st.session_state["calls_shown"] = st.session_state.get("calls_shown", MOST) + MOST


staff = open_screen("calls")
day = clock.today()
if st.session_state.get("calls_looked") != day:
    with writing() as db:
        calls.look(db, day=day, by=staff)
    st.session_state["calls_looked"] = day
with reading() as db:
    homes = calls.of_day(db, day=day, by=staff)
    taps = calls.noted_on(db, day=day, by=staff)
    city = db.get_one(Municipality, 1)

drawing.progress(homes, calls.settled(taps, homes))
events.links([Link(f"/staff/files/calls/{day}.pdf", "紙の電話リスト（PDF）")])
drawing.greeting(city, staff)
shown = drawing.of_kind(homes, drawing.kind_filter())
outcome("calls")

if not shown:
    st.markdown("いま電話するところは、ありません。")
most = st.session_state.get("calls_shown", MOST)
heading = False
for number, home in enumerate(shown[:most], start=1):
    if not (home.phone or heading):
        heading = True
        st.subheader("電話のない方", anchor=False)
        st.markdown("手紙やご近所を通じてお知らせし、済んだら押します。")
    drawing.household(number, home, say)
if len(shown) > most:
    st.button(f"続きを出す（あと{len(shown) - most}軒）", key="calls_more", on_click=more)
if taps:
    drawing.noted(taps, take_back, MOST)
