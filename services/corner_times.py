"""相談の時刻: when talks begin at the tables of an event, and how many of these times are free."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import Appointment, AppointmentStatus, Event

SITTING = (AppointmentStatus.BOOKED, AppointmentStatus.CAME)  # who is absent has left the place


class Times(NamedTuple):
    """The times of all tables together: all of the day, people who booked one (延べ), and those
    that are free and have not begun."""

    total: int
    booked: int
    free: int


def times(event: Event) -> list[datetime]:
    """When talks begin, in Japan; the last one ends with the event."""
    if not event.tables:
        return []
    one, first = timedelta(minutes=event.table_minutes), clock.local(event.starts_at)
    count = (event.ends_at - event.starts_at) // one
    return [first + number * one for number in range(count)]


def of(db: Session, *, events: Iterable[Event]) -> dict[int, Times]:
    """By event id, of those that have tables; read in one query, and in none when none has any."""
    corners = {event.id: event for event in events if event.tables}
    rows = defaultdict(list)
    if corners:
        wanted = select(Appointment).where(
            col(Appointment.event_id).in_(corners),
            Appointment.status != AppointmentStatus.CANCELLED,
        )
        for row in db.exec(wanted):
            rows[row.event_id].append(row)
    return {number: _counted(event, rows[number]) for number, event in corners.items()}


def _counted(event: Event, rows: Iterable[Appointment]) -> Times:
    every, now = times(event), clock.now()
    taken = {(row.starts_at, row.table_no) for row in rows if row.status in SITTING}
    taken_later = sum(at >= now for at, table in taken if table)
    return Times(
        total=len(every) * event.tables,
        booked=sum(not row.is_walk_in for row in rows),
        free=sum(at >= now for at in every) * event.tables - taken_later,
    )
