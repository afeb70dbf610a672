"""到達: what was done in a period, by district. These are no people but deeds, so they add up.

Months are counted beforehand (services/done.py); here is the count itself, from the rows.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import case, extract, func
from sqlmodel import Session, col, select

from models import (
    Absence,
    Appointment,
    AppointmentStatus,
    Attendance,
    Booking,
    BookingStatus,
    Event,
    Format,
    Person,
    Shift,
    Survey,
    Venue,
)
from models.survey import SATISFIED
from services import unmet
from services.counts import Cut, Key
from services.held_classes import OF_CLASSES, visited, was_held
from services.periods import Period

NOWHERE = 0  # instead of a district that is not known


class Deeds(NamedTuple):
    """Classes that were held in a district, and what came of them; all but `unmet` by the hall.

    seats: none where a time at a table is booked. staff: 講師 and 補助, each once a class.
    talks: who came to a table of a corner. rated, satisfied: sheets that answer 満足度, and those
    of them that say とても満足 or 満足. unmet: bookings of people who live there that ended without
    a seat. last: the last day.
    """

    held: int = 0
    visited: int = 0
    seats: int = 0
    taken: int = 0
    no_shows: int = 0
    excused: int = 0
    visits: int = 0
    staff: int = 0
    talks: int = 0
    rated: int = 0
    satisfied: int = 0
    unmet: int = 0
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

    @property
    def satisfaction(self) -> float | None:
        """満足度: (とても満足 + 満足) ÷ sheets that answer it."""
        return self.satisfied / self.rated if self.rated else None

    def __add__(self, other: "Deeds") -> "Deeds":
        days = [one.last for one in (self, other) if one.last]
        sums = (one + more for one, more in zip(self[:-1], other[:-1], strict=True))
        return Deeds(*sums, last=max(days, default=None))


def count(
    db: Session, *, period: Period, only: Mapping[Cut, Key] = {}
) -> dict[tuple[int, int], Deeds]:
    """By month and district, from the rows; NOWHERE: of people whose district is not known.

    only: no others than the classes of this format or course; other cuts tell nothing of a class.
    """
    held = held_classes(period, only)
    group = (held.c.month, held.c.district_id)
    found: dict[tuple, dict[str, Any]] = defaultdict(dict)
    seated = func.count().filter(col(Booking.status) == BookingStatus.CONFIRMED)
    talked = func.count().filter(col(Appointment.status) == AppointmentStatus.CAME)
    questions = {
        "held": select(*group, func.count()),
        "visited": select(*group, func.count().filter(held.c.visited)),
        "seats": select(*group, func.sum(held.c.seats)),
        "last": select(*group, func.max(held.c.local_date)),
        "taken": _joined(held, Booking, seated),
        "no_shows": _joined(held, Booking, _absent(Absence.NO_SHOW)),
        "excused": _joined(held, Booking, _absent(Absence.EXCUSED)),
        "visits": _joined(held, Attendance, func.count()),
        "staff": _joined(held, Shift, func.count().filter(col(Shift.is_published))),
        "talks": _joined(held, Appointment, talked),
        "rated": _joined(held, Survey, func.count(col(Survey.satisfaction))),
        "satisfied": _joined(held, Survey, _said(*SATISFIED)),
    }
    asked = [(name, one.group_by(*group)) for name, one in questions.items()]
    for name, question in [*asked, ("unmet", _without_seat(held))]:
        for month, district, value in db.exec(question):
            found[month, district or NOWHERE][name] = value if name == "last" else int(value)
    return {key: Deeds(**values) for key, values in found.items() if any(values.values())}


def held(db: Session, *, period: Period, only: Mapping[Cut, Key]) -> Counter[int]:
    """How many classes, by district; only: as `count`, but much less to read."""
    rows = held_classes(period, only)
    return Counter(
        dict(db.exec(select(rows.c.district_id, func.count()).group_by(rows.c.district_id)).all())
    )


def held_classes(period: Period, only: Mapping[Cut, Key] = {}):
    """The classes of the period that were held; served by ix_event_local_date."""
    day = col(Event.local_date)
    by_time = (col(Event.tables) > 0) & (col(Event.format) == Format.CONSULTATION)
    return (
        select(
            Event.id,
            (extract("year", day) * 100 + extract("month", day)).label("month"),
            Venue.district_id,
            case((by_time, 0), else_=col(Event.capacity)).label("seats"),
            day,
            visited().label("visited"),
        )
        .join(Venue, col(Venue.id) == Event.venue_id)
        .where(
            day.between(period.starts_on, period.last_day),
            was_held(),
            *(col(OF_CLASSES[cut]) == only[cut] for cut in OF_CLASSES if cut in only),
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


def _said(*answers: int):
    return func.count().filter(col(Survey.satisfaction).in_(answers))


def _without_seat(held):
    """By where the people live, who may live elsewhere than the hall stands."""
    return (
        select(held.c.month, Person.district_id, func.count())
        .select_from(held)
        .join(Booking, col(Booking.event_id) == held.c.id)
        .join(Person, col(Person.id) == Booking.person_id)
        .where(unmet.ended_without_seat())
        .group_by(held.c.month, Person.district_id)
    )
