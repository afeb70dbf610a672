"""実績: what one class came to, for many classes: read in batches, so that a year fits in memory.

Every count is taken from the rows now, as services/closing.py does for a single class.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

import clock
from models import (
    Absence,
    Appointment,
    AppointmentStatus,
    Attendance,
    Booking,
    BookingStatus,
    Consultation,
    Course,
    District,
    Duty,
    Equipment,
    Event,
    EventCourse,
    EventStatus,
    Handout,
    HandoutKind,
    Loan,
    Question,
    Role,
    Shift,
    Staff,
    Survey,
    Venue,
)
from models.equipment import EquipmentKind
from services.held_classes import CLOSED
from services.periods import Period

AT_ONCE = 500  # classes in memory
LENT = (EquipmentKind.PHONE, EquipmentKind.TABLET)


class Worker(NamedTuple):
    """Somebody with a published shift."""

    name: str
    duty: Duty
    is_volunteer: bool


class Counts(NamedTuple):
    """Of one class. applied: every booking, also those taken back; taken: with a seat; talks: who
    came to a table of a corner."""

    applied: int = 0
    taken: int = 0
    cancelled: int = 0
    waiting: int = 0
    excused: int = 0
    no_shows: int = 0
    came: int = 0
    walked_in: int = 0
    talks: int = 0
    lent: int = 0
    questions: int = 0
    consultations: int = 0
    surveys: int = 0


class Facts(NamedTuple):
    """A class with what is told of it. taught: titles; sheet: the lesson sheet of that day."""

    event: Event
    venue: Venue
    town: str
    course: Course | None
    counts: Counts
    team: tuple[Worker, ...]
    taught: tuple[str, ...]
    sheet: Handout | None

    @property
    def is_held(self) -> bool:
        """Closed as held, or somebody came (services/deeds.py)."""
        return self.event.status in CLOSED or self.counts.came > 0

    @property
    def seats(self) -> int:
        """0 where one books a time at a table."""
        return 0 if self.event.is_by_time else self.event.capacity

    @property
    def is_empty(self) -> bool:
        """Nobody came, to a seat or to a table."""
        return not (self.counts.came or self.counts.talks)

    @property
    def minutes(self) -> int:
        """As it really took, or as planned when nobody has written that down."""
        planned = (self.event.ends_at - self.event.starts_at).seconds // 60
        return self.event.minutes_held or planned

    @property
    def per_helper(self) -> float | None:
        """受講者:支援者比."""
        return self.counts.came / len(self.team) if self.team and self.is_held else None


def numbers(db: Session, *, period: Period) -> list[int]:
    """The classes of a period up to today, in the order of their days; drafts are none."""
    rows = select(Event.id).where(
        col(Event.local_date).between(period.starts_on, period.ends_on),
        Event.status != EventStatus.DRAFT,
    )
    return list(db.exec(rows.order_by(col(Event.local_date), col(Event.starts_at), col(Event.id))))


def read(db: Session, *, classes: Sequence[int]) -> Iterator[Facts]:
    """The facts of these classes, in their order."""
    sheets = _sheets(db)
    for begin in range(0, len(classes), AT_ONCE):
        some = classes[begin : begin + AT_ONCE]
        found = {row[0].id: row for row in db.exec(_rows(some))}
        counts, teams, taught = _counts(db, some), _teams(db, some), _taught(db, some)
        for number in some:
            if number in found:  # nobody has removed it meanwhile
                event, venue, town, course = found[number]
                yield Facts(
                    event,
                    venue,
                    town,
                    course,
                    counts[number],
                    tuple(teams[number]),
                    tuple(taught[number]),
                    _sheet_of(event, sheets),
                )


def _rows(some: Sequence[int]):
    return (
        select(Event, Venue, District.name, Course)
        .join(Venue, col(Venue.id) == Event.venue_id)
        .join(District, col(District.id) == Venue.district_id)
        .outerjoin(Course, col(Course.id) == Event.course_id)
        .where(col(Event.id).in_(some))
    )


def _counts(db: Session, some: Sequence[int]) -> dict[int, Counts]:
    seated = Booking.status == BookingStatus.CONFIRMED
    of_bookings = {
        "applied": func.count(),
        "taken": _where(seated),
        "cancelled": _where(Booking.status == BookingStatus.CANCELLED),
        "waiting": _where(Booking.status == BookingStatus.WAITING),
        "excused": _where(seated, Booking.absence == Absence.EXCUSED),
        "no_shows": _where(seated, Booking.absence == Absence.NO_SHOW),
    }
    of_visits = {"came": func.count(), "walked_in": _where(col(Attendance.booking_id).is_(None))}
    asked = {
        Booking: of_bookings,
        Attendance: of_visits,
        Appointment: {"talks": _where(Appointment.status == AppointmentStatus.CAME)},
        Loan: {"lent": func.count()},
        Question: {"questions": func.count()},
        Consultation: {"consultations": func.count()},
        Survey: {"surveys": func.count()},
    }
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for table, columns in asked.items():
        for number, *values in db.exec(_grouped(table, columns, some)):
            found[number] |= dict(zip(columns, values, strict=True))
    return defaultdict(Counts, {number: Counts(**values) for number, values in found.items()})


def _where(*wanted: object):
    return func.count().filter(*wanted)


def _grouped(table: type[SQLModel], columns: dict, some: Sequence[int]):
    rows = select(table.event_id, *columns.values()).where(col(table.event_id).in_(some))
    if table is Loan:
        rows = rows.join(Equipment, col(Equipment.id) == Loan.equipment_id).where(
            col(Equipment.kind).in_(LENT)
        )
    return rows.group_by(table.event_id)


def _teams(db: Session, some: Sequence[int]) -> dict[int, list[Worker]]:
    rows = (
        select(Shift.event_id, Staff.name, Shift.duty, Staff.role)
        .join(Staff, col(Staff.id) == Shift.staff_id)
        .where(col(Shift.event_id).in_(some), col(Shift.is_published))
        .order_by(col(Shift.id))
    )
    found = defaultdict(list)
    for number, name, duty, role in db.exec(rows):
        found[number].append(Worker(name, duty, role is Role.VOLUNTEER))
    return found


def _taught(db: Session, some: Sequence[int]) -> dict[int, list[str]]:
    rows = (
        select(EventCourse.event_id, Course.title)
        .join(Course, col(Course.id) == EventCourse.course_id)
        .where(col(EventCourse.event_id).in_(some), col(EventCourse.was_taught))
        .order_by(Course.code)
    )
    found = defaultdict(list)
    for number, title in db.exec(rows):
        found[number].append(title)
    return found


def _sheets(db: Session) -> dict[int, list[Handout]]:
    """The lesson sheets of each course, the oldest edition first."""
    rows = select(Handout).where(Handout.kind == HandoutKind.LESSON)
    found = defaultdict(list)
    for one in db.exec(rows.order_by(col(Handout.edition), col(Handout.id))):
        found[one.course_id].append(one)
    return found


def _sheet_of(event: Event, sheets: dict[int, list[Handout]]) -> Handout | None:
    """The newest that had been printed for its course by the day of the class."""
    known = sheets.get(event.course_id, []) if event.course_id else []
    there = (one for one in reversed(known) if _printed_on(one) <= event.local_date)
    return next(there, None)


def _printed_on(sheet: Handout) -> date:
    """First; its text may be older."""
    return clock.local(sheet.created_at).date()
