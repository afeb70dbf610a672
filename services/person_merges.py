"""同じ人をひとりに: the same person was written down twice, online and by telephone for instance.

Everything that was written of the one belongs to the other from then on. The row that goes stays,
empty, so that its participation card still leads to the right person.
"""

from collections.abc import Iterator

from sqlmodel import Session, SQLModel, col, select

import clock
from models import (
    Absence,
    AgeBand,
    Appointment,
    AppointmentStatus,
    Attendance,
    Base,
    Booking,
    Event,
    Person,
    Sex,
    Staff,
)
from refusal import Refusal
from services import seating
from services.bookings import hold
from services.permissions import Permission, require
from services.seats import APPLIED, CANCELLED, CONFIRMED, OFFERED, WAITING

BEST_FIRST = (CONFIRMED, OFFERED, APPLIED, WAITING)
TWICE = "同じ方の申込が2つあったため"
FILLED = ("name", "kana", "kana_key", "name_key", "phone", "birth_year", "support", "call_note")


def merge(db: Session, *, person: Person, other: Person, by: Staff) -> None:
    """`person` goes on, with everything of `other`; what both say, `person` says.

    Of two visits or two bookings of one class one stays: no seat is taken twice, and whoever waits
    is offered the other one. The audit trail keeps what was moved.
    """
    require(by, Permission.BOOKING_CHANGE)
    for one in sorted((person, other), key=lambda one: one.id):  # so that nobody waits in a ring
        db.refresh(one, with_for_update=True)
    _check(db, person, other)
    _join_visits(db, person, other)
    _join_bookings(db, person, other, by)
    for row, column in _rows_of(db, other):
        setattr(row, column, person.id)
    db.flush()
    _seat_visits(db, person)
    _fill(person, other)
    other.merged_into_id = person.id
    db.flush()


def _check(db: Session, person: Person, other: Person) -> None:
    if person.id == other.id:
        raise Refusal("同じ方です。まとめる相手の方を選んでください。")
    if person.merged_into_id or other.merged_into_id:
        raise Refusal("この方は、もう1人の方にまとめてあります。検索からやり直してください。")
    live = col(Appointment.status) != AppointmentStatus.CANCELLED
    events = [
        set(db.exec(select(Appointment.event_id).where(Appointment.person_id == one.id, live)))
        for one in (person, other)
    ]
    if set.intersection(*events):
        raise Refusal("同じ相談会に、予約が2つあります。先にどちらかを取り消してください。")


def _join_visits(db: Session, person: Person, other: Person) -> None:
    for _, kept, gone in _pairs(db, Attendance, person, other):
        kept.booking_id = kept.booking_id or gone.booking_id
        kept.is_late = kept.is_late and gone.is_late
        db.delete(gone)
    db.flush()


def _join_bookings(db: Session, person: Person, other: Person, by: Staff) -> None:
    """The one somebody came with stays, else the better one, else the earlier one."""
    came = set(
        db.exec(
            select(Attendance.booking_id).where(
                col(Attendance.person_id).in_((person.id, other.id)),
                col(Attendance.booking_id).is_not(None),
            )
        )
    )
    live = Booking.status != CANCELLED
    for event_id, *pair in _pairs(db, Booking, person, other, live):
        _, spare = sorted(
            pair, key=lambda one: (one.id not in came, BEST_FIRST.index(one.status), one.seq)
        )
        event = db.get_one(Event, event_id)
        if event.ends_at > clock.now():
            seating.release(db, booking=spare, reason=TWICE, clerk=by)
        else:
            hold(db, event=event)
            spare.status, spare.cancelled_at = CANCELLED, clock.now()
            spare.cancel_reason = TWICE
    db.flush()


def _seat_visits(db: Session, person: Person) -> None:
    """Booked under the one name, and let in under the other: the seat was used."""
    rows = db.exec(
        select(Attendance, Booking)
        .join(Booking, col(Booking.event_id) == Attendance.event_id)
        .where(
            Attendance.person_id == person.id,
            col(Attendance.booking_id).is_(None),
            Booking.person_id == person.id,
            Booking.status == CONFIRMED,
        )
    )
    for visit, booking in rows.all():
        visit.booking_id, booking.absence = booking.id, Absence.NONE


def _pairs(
    db: Session, table: type, person: Person, other: Person, *conditions
) -> Iterator[tuple[int, SQLModel, SQLModel]]:
    """Where both have a row of one event: the event, the row of `person`, that of `other`. In the
    order of the events, so that two who merge at once do not wait in a ring."""
    own, their = (
        {row.event_id: row for row in db.exec(select(table).where(whose, *conditions))}
        for whose in (table.person_id == person.id, table.person_id == other.id)
    )
    for event_id in sorted(own.keys() & their.keys()):
        yield event_id, own[event_id], their[event_id]


def _rows_of(db: Session, person: Person) -> Iterator[tuple[SQLModel, str]]:
    """Every row that points to a person, whatever the table, and the column it does so with."""
    for mapper in Base._sa_registry.mappers:
        for column in mapper.local_table.columns:
            if column.references(Person.__table__.c.id):
                rows = select(mapper.class_).where(column == person.id)
                yield from ((row, column.key) for row in db.exec(rows).all())


def _fill(person: Person, other: Person) -> None:
    """What is not known of the one is known of the other. Nothing personal stays behind."""
    if not person.kana:
        person.kana, person.kana_key = other.kana, other.kana_key
    if not person.name:
        person.name, person.name_key = other.name, other.name_key
    for column in ("phone", "birth_year", "support", "call_note", "district_id"):
        setattr(person, column, getattr(person, column) or getattr(other, column))
    if person.age_band is AgeBand.UNKNOWN:
        person.age_band = other.age_band
    if person.sex is Sex.UNKNOWN:
        person.sex = other.sex
    empty(other)


def empty(person: Person) -> None:
    """Without anything to be known by; town, age band and sex stay, for they are counted."""
    for column in FILLED:
        setattr(person, column, None if column == "birth_year" else "")
