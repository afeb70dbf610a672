"""確かめる受付: what a phone or a paper roster noted and the office doubts. A person decides."""

import streamlit as st

from database import reading, writing
from models import DoorEntry
from pages._ui import doubts as drawing
from pages._ui import events
from pages._ui.events import Link
from pages._ui.screen import me, open_screen, outcome, telling
from services import calendar, door, hall


def decide(entry_id: int, accept: bool) -> None:
    with telling("", place="doubts") as told, writing() as db:
        row = db.get_one(DoorEntry, entry_id)
        told.done = drawing.decided(door.decide(db, entry=row, accept=accept, by=me()))


staff = open_screen("conflicts")
asked = st.query_params.get("event", "")
with reading() as db:
    waiting = hall.doubtful(db, by=staff)
    card = calendar.find(db, public_id=asked, by=staff) if asked else None
    doubts = door.conflicts(db, event=card.event, by=staff) if card else []

if card:
    events.heading(card)
outcome("doubts")
if card and not doubts:
    st.markdown("この教室に、確かめる受付はありません。")
for doubt in doubts:
    drawing.doubt(doubt, decide)
if not card and not waiting:
    st.markdown("確かめる受付はありません。")
drawing.others([(event, count) for event, count in waiting if event.public_id != asked])
if card:
    events.links([Link(f"/staff/check_in?event={asked}", "当日の受付へもどる")])
