"""終了と報告: from top to bottom, what a class came to, what is missing, and the report."""

import streamlit as st

from database import reading, writing
from models import Absence, Booking, Course, Event, EventStatus, Staff
from pages._ui import closing as drawing
from pages._ui import events as heading
from pages._ui.class_choice import choose_class
from pages._ui.day_links import day_links
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, open_screen, outcome, telling
from services import absences, attendance, closing, events
from services.permissions import Permission, allows

STATUSES = (*attendance.TAKES_PLACE, EventStatus.REPORTED)


def mark(booking_id: int, absence: Absence) -> None:
    with telling(f"{absence.label}にしました。", place="awaited"), writing() as db:
        booking = db.get_one(Booking, booking_id)
        absences.set_absent(db, booking=booking, absence=absence, by=me())


def mark_rest(event_id: int, absence: Absence) -> None:
    with telling("", place="awaited") as told, writing() as db:
        event = db.get_one(Event, event_id)
        count = absences.set_rest_absent(db, event=event, absence=absence, by=me())
        told.done = f"{count}名を{absence.label}にしました。"


def note(event_id: int, *, is_report: bool = False) -> None:
    done = "報告しました。ありがとうございました。" if is_report else "保存しました。"
    with telling(done, place="form", forget=[idem_name("report")]), writing() as db:
        event, by = db.get_one(Event, event_id), me()
        courses = [db.get_one(Course, one) for one in st.session_state["k_taught"]]
        minutes, incident = st.session_state["k_minutes"], st.session_state["k_incident"]
        said = {"minutes": minutes, "incident": incident, **drawing.optional()}
        closing.note(db, event=event, taught=courses, **said, by=by)
        if is_report:
            closing.report(db, event=event, by=by)


def report(event_id: int, idem_key: str) -> None:
    note(event_id, is_report=True)


def reopen(event_id: int, idem_key: str) -> None:
    forget = ["k_reason", idem_name("reopen")]
    done = "訂正をはじめました。直したら、もう一度報告してください。"
    with telling(done, place="form", forget=forget), writing() as db:
        row, reason = db.get_one(Event, event_id), st.session_state["k_reason"]
        closing.reopen(db, event=row, reason=reason, by=me())


staff = open_screen("closing")
card = choose_class(staff, key="k_event", statuses=STATUSES)
event = card.event
entries = heading.names(event.id)
with reading() as db:
    state = closing.state(db, event=event, by=staff)
    awaited = {one.id for one in absences.awaited(db, event=event, by=staff)}
    courses = {one.id: f"{one.code} {one.title}" for one in events.courses(db)}
    for one in (state.planned | state.taught) - set(courses):
        courses[one] = db.get_one(Course, one).title
    corrections = closing.corrections(db, event=event, by=staff)
    reporter = db.get_one(Staff, event.reported_by_id).name if event.reported_by_id else ""

heading.heading(card)
drawing.counts(state)
drawing.links(event)
outcome("awaited")
is_reported = event.status is EventStatus.REPORTED
if is_reported:
    outcome("form")
    drawing.reported(event, reporter)
else:
    drawing.missing(state)
    drawing.awaited([one for one in entries if one.booking.id in awaited], mark)
    if len(awaited) > 1:
        drawing.rest(event, len(awaited), mark_rest)
    drawing.form(event, state, courses)
    outcome("form")
    st.button("保存する", key="k_note", on_click=note, args=(event.id,), width="stretch")
    save_button("報告する", "report", report, event.id, width="stretch")
drawing.corrections(corrections)
if is_reported and allows(staff, Permission.EVENT_CORRECT):
    drawing.correction()
    save_button("訂正をはじめる", "reopen", reopen, event.id)
day_links(event.public_id, here="closing")
