"""担当の割り当て: which classes need people, the plan, stand-ins, and a fair share of work."""

import streamlit as st

from database import reading, writing
from models import Event, Staff, StandIn
from pages._ui import plans as drawing
from pages._ui import stand_ins as searches
from pages._ui.screen import me, open_screen, outcome, telling
from services import candidates, load, plans, shifts, stand_ins

GAPS, PLAN, SEARCHES, LOAD = "足りない", "案", "代わり", "負担"


def propose() -> None:
    with telling("", place="plan") as told, writing() as db:
        told.done = drawing.proposed(plans.propose(db, until=drawing.until(), by=me()))


def publish() -> None:
    with telling("", place="plan") as told, writing() as db:
        told.done = drawing.published(plans.publish(db, until=drawing.until(), by=me()))


def release(event_id: int, staff_id: int) -> None:
    with telling("案から外しました。", place="plan"), writing() as db:
        row, one = db.get_one(Event, event_id), db.get_one(Staff, staff_id)
        shifts.release(db, event=row, staff=one, by=me())


def decide(stand_in_id: int) -> None:
    chosen = st.session_state[f"instead-{stand_in_id}"]
    with telling("決めました。おふたりに、お知らせください。", place="plan"), writing() as db:
        row, one = db.get_one(StandIn, stand_in_id), db.get_one(Staff, chosen)
        stand_ins.decide(db, stand_in=row, staff=one, by=me())


def drop(stand_in_id: int) -> None:
    with telling("取り下げました。受け持ちはそのままです。", place="plan"), writing() as db:
        stand_ins.withdraw(db, stand_in=db.get_one(StandIn, stand_in_id), by=me())


staff = open_screen("shifts")
drawing.ask_until()
outcome("plan")
with reading() as db:
    gaps = plans.gaps(db, until=drawing.until(), by=staff)
    drafts = plans.drafts(db, until=drawing.until(), by=staff)
    asked = stand_ins.open_ones(db, by=staff)
counts = {GAPS: len(gaps), PLAN: len(drafts), SEARCHES: len(asked)}
views = [GAPS, PLAN, SEARCHES, LOAD]
wanted = st.query_params.get("view", GAPS)
view = st.segmented_control(
    "見るもの",
    views,
    format_func=lambda one: f"{one} {counts[one]}" if counts.get(one) else one,
    default=wanted if wanted in views else GAPS,
    required=True,
    key="g_view",
    width="stretch",
    label_visibility="collapsed",
)
if view == GAPS:
    drawing.gaps(gaps, propose)
elif view == PLAN:
    drawing.plan(drafts, publish, release)
elif view == SEARCHES:
    with reading() as db:
        free = {
            one.stand_in.id: candidates.fitting(db, event=one.post.event, by=staff) for one in asked
        }
    searches.desk(asked, free, decide, drop)
else:
    with reading() as db:
        table = load.table(db, by=staff)
    drawing.load(table)
