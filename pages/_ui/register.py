"""What stands in the form of 教室を登録する: from a plan into the form, and back into a plan."""

from datetime import date, datetime, time, timedelta
from typing import Any

import streamlit as st
from sqlmodel import Session

import clock
from database import reading
from models import Admission, Course, Event, EventTemplate, Municipality, Room, Staff, Venue
from services import drafts, templates, venues
from services.drafts import Draft

PREFIX = "r_"
TEXTS = ("title", "helpers_reason", "funding", "host", "note")
PLAIN = ("format", "day", "start", "minutes", "capacity", "audience", "admission", "fee", *TEXTS)
PLAIN += ("tables", "table_minutes")
NOTHING = 0  # chosen on purpose; Streamlit would draw None as an empty choice
SOURCE = "register-source"  # not a widget: the address the form was filled for
USUAL_CAPACITY = 12
SOON, FAR = timedelta(days=7), timedelta(days=400)
TEN, NINETY_MINUTES = time(10), 90


def typed(name: str) -> Any:
    return st.session_state.get(PREFIX + name)


def put(name: str, value: Any) -> None:
    st.session_state[PREFIX + name] = value


def begin(halls: list[Venue], *, copied: Event | None, changed: Event | None) -> None:
    """Fill the form when the screen is opened, or asked for another class."""
    wished = [st.query_params.get(name, "") for name in ("day", "venue")]
    source = (copied and copied.id, changed and changed.id, *wished)
    if typed("format") is not None and st.session_state.get(SOURCE) == source:
        return
    st.session_state[SOURCE] = source
    with reading() as db:
        plan = (
            drafts.of(db, event=changed or copied) if changed or copied else _usual(halls, *wished)
        )
    fill(drafts.again(plan) if copied else plan)


def _usual(halls: list[Venue], day: str, venue: str) -> Draft:
    """The usual class; on the day and in the hall that were pressed in the calendar, if any."""
    hall = next((one for one in halls if str(one.id) == venue), halls[0])
    day = _coming(day) or clock.today() + SOON
    size = min(USUAL_CAPACITY, hall.capacity)
    return drafts.with_dates(Draft(hall, day, TEN, NINETY_MINUTES, size))


def _coming(day: str) -> date | None:
    """The day of an address, when it is one on which a class can be held yet."""
    try:
        wished = date.fromisoformat(day)
    except ValueError:
        return None
    return wished if clock.today() <= wished <= clock.today() + FAR else None


def fill(plan: Draft) -> None:
    """Put a plan into the form."""
    for name in PLAIN:
        put(name, getattr(plan, name))
    put("helpers", plan.people_needed)
    put("venue", plan.venue.id)
    put("room", plan.room.id if plan.room and plan.room.is_active else NOTHING)
    put("course", plan.course.code if plan.course else None)
    put("further", [one.code for one in plan.further])
    put("equipment", list(plan.equipment))
    put("lecturer", plan.lecturer.id if plan.lecturer else NOTHING)
    put("opens", plan.opens_at.date() if plan.opens_at else None)
    put("closes", plan.closes_on)
    put("press", plan.press_on)


def drafted(db: Session, courses: dict[str, Course]) -> Draft:
    """The plan as it stands in the form."""
    lecturer, room = typed("lecturer"), typed("room")
    return Draft(
        **{name: typed(name) or "" for name in TEXTS},
        **{name: typed(name) for name in PLAIN if name not in TEXTS},
        venue=db.get_one(Venue, typed("venue")),
        room=db.get(Room, room) if room else None,
        course=courses.get(typed("course")),
        further=tuple(courses[code] for code in typed("further") or () if code != typed("course")),
        helpers=typed("helpers"),
        lecturer=db.get(Staff, lecturer) if lecturer else None,
        equipment=tuple(typed("equipment") or ()),
        opens_at=_opening(db, typed("opens")),
        closes_on=typed("closes"),
        press_on=typed("press"),
    )


def _opening(db: Session, day: date | None) -> datetime | None:
    """Applications open when the office does."""
    office = db.get_one(Municipality, 1)
    return datetime.combine(day, office.opens, clock.JST) if day else None


def another(event_id: int) -> None:
    """Begin the next class as this one, a week later."""
    afresh()
    with reading() as db:
        fill(drafts.again(drafts.of(db, event=db.get_one(Event, event_id))))
    st.session_state[SOURCE] = (None, None, "", "")


def afresh() -> None:
    """Begin with an empty form."""
    st.query_params.clear()
    for name in [one for one in st.session_state if str(one).startswith(PREFIX)]:
        del st.session_state[name]


def take_over(courses: dict[str, Course]) -> None:
    """Fill the form from the class or the template that was chosen."""
    kind, _, row_id = (typed("from") or "").partition("-")
    with reading() as db:
        if kind == "event":
            plan = drafts.again(drafts.of(db, event=db.get_one(Event, int(row_id))))
        elif kind == "template":
            row = db.get_one(EventTemplate, int(row_id))
            plan = templates.used(db, template=row, draft=drafted(db, courses))
        else:
            return
    fill(plan)


def course_chosen(courses: dict[str, Course]) -> None:
    if typed("course"):
        put("minutes", courses[typed("course")].minutes)


def place_chosen(*, hall: bool) -> None:
    """Another hall has other rooms; neither holds more people than it holds."""
    with reading() as db:
        venue = db.get_one(Venue, typed("venue"))
        known = {one.id: one for one in venues.rooms(db, venue=venue)}
    room = None if hall else known.get(typed("room"))
    put("room", room.id if room else NOTHING)
    most = (room or venue).capacity
    if typed("capacity") > most:
        put("capacity", most)
        size_chosen()


def size_chosen() -> None:
    put("helpers", drafts.helpers_for(typed("capacity")))


def day_chosen() -> None:
    """The deadlines go along with the day."""
    put("press", drafts.press_day(typed("day")))
    rule_chosen()


def rule_chosen() -> None:
    """Who decides once needs a last day; first come, first served goes on to the class itself."""
    first_come = typed("admission") is Admission.FIRST_COME
    put("closes", None if first_come else drafts.closing_day(typed("day")))
