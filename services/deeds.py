"""到達: what was done in a period, by the district of the hall. Nobody is counted, so it adds up.

Months are counted beforehand by services/upkeep.py; here is the count itself, from the rows.
"""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import exists, extract, func, or_
from sqlmodel import Session, col, select

from models import Absence, Attendance, Booking, BookingStatus, Event, EventStatus, Shift, Venue
from services.periods import Period

CLOSED = (EventStatus.HELD, EventStatus.REPORTED)


class Deeds(NamedTuple):
    """Classes that were held, and what came of them.

    last: the day of the last one. staff: 講師 and 補助, each once a class.
    """

    held: int = 0
    visited: int = 0
    seats: int = 0
    taken: int = 0
    no_shows: int = 0
    excused: int = 0
    visits: int = 0
    staff: int = 0
    last: date | None = None

    @property
    def fill_rate(self) -> float | None:
        """定員充足率: seats taken in advance ÷ seats."""
        return self.taken / self.seats if self.seats else None

    @property
    def no_show_rate(self) -> float | None:
        """Of those with a seat."""
        return self.no_shows / self.taken if self.taken else None

    @property
    def people_per_staff(self) -> float | None:
        """受講者:支援者比: how many visitors one of the staff looks after."""
        return self.visits / self.staff if self.staff else None

    def __add__(self, other: "Deeds") -> "Deeds":
        days = [one.last for one in (self, other) if one.last]
        sums = (one + more for one, more in zip(self[:-1], other[:-1], strict=True))
        return Deeds(*sums, last=max(days, default=None))


def count(db: Session, *, period: Period) -> dict[tuple[int, int], Deeds]:
    """By month and district, from the rows."""
    held = _held(period)
    group = (held.c.month, held.c.district_id)
    found: dict[tuple, dict[str, Any]] = defaultdict(dict)
    seated = func.count().filter(col(Booking.status) == BookingStatus.CONFIRMED)
    questions = {
        "held": select(*group, func.count()),
        "visited": select(*group, func.count().filter(held.c.visited)),
        "seats": select(*group, func.sum(held.c.capacity)),
        "last": select(*group, func.max(held.c.local_date)),
        "taken": _joined(held, Booking, seated),
        "no_shows": _joined(held, Booking, _absent(Absence.NO_SHOW)),
        "excused": _joined(held, Booking, _absent(Absence.EXCUSED)),
        "visits": _joined(held, Attendance, func.count()),
        "staff": _joined(held, Shift, func.count().filter(col(Shift.is_published))),
    }
    for name, question in questions.items():
        for month, district, value in db.exec(question.group_by(*group)):
            found[month, district][name] = value if name == "last" else int(value)
    return {key: Deeds(**values) for key, values in found.items()}


def _held(period: Period):
    """The classes of the period that were held; served by ix_event_local_date."""
    day = col(Event.local_date)
    visited = exists().where(col(Attendance.event_id) == Event.id)
    return (
        select(
            Event.id,
            (extract("year", day) * 100 + extract("month", day)).label("month"),
            Venue.district_id,
            Event.capacity,
            day,
            visited.label("visited"),
        )
        .join(Venue, col(Venue.id) == Event.venue_id)
        .where(
            day.between(period.starts_on, period.last_day),
            or_(col(Event.status).in_(CLOSED), visited),
        )
        .subquery()
    )


def _joined(held, table: type, value):
    return select(held.c.month, held.c.district_id, value).join(
        table, col(table.event_id) == held.c.id
    )


def _absent(kind: Absence):
    return func.count().filter(
        col(Booking.status) == BookingStatus.CONFIRMED, col(Booking.absence) == kind
    )
