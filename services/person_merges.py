"""同じ人をひとりに: the same person was written down twice, online and by telephone for instance.

Everything that was written of the one belongs to the other from then on. The row that goes stays,
empty, so that its participation card still leads to the right person.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import union
from sqlmodel import Session, SQLModel, col, func, select

import clock
from japanese import dates
from models import (
    Absence,
    AgeBand,
    Appointment,
    AppointmentStatus,
    Attendance,
    Booking,
    Event,
    Handset,
    Person,
    Sex,
    Staff,
)
from refusal import Refusal
from services import merge_records, seating, staying
from services.bookings import hold
from services.merge_records import FIELDS, pointing
from services.permissions import Permission, require
from services.seats import APPLIED, CANCELLED, CONFIRMED, OFFERED, WAITING

BEST_FIRST = (CONFIRMED, OFFERED, APPLIED, WAITING)
TWICE = "同じ方の申込が2つあったため"
FILLED = ("name", "kana", "kana_key", "name_key", "phone", "birth_year", "support", "call_note")
OWNED = {  # what belongs to somebody, as it is called on the screens
    "booking": "申込",
    "attendance": "出席",
    "appointment": "カード相談の予約",
    "consultation": "カード相談の記録",
    "question": "質問",
    "loan": "機器の貸し出し",
    "door_entry": "受付の控え",
}


class Joining(NamedTuple):
    """What a merge would do, before it is done. owned: what moves, by its name on the screens;
    told: what becomes one; problem: why it cannot be done."""

    owned: dict[str, int]
    told: list[str]
    problem: str


def before(db: Session, *, person: Person, other: Person, by: Staff) -> Joining:
    """What would become of everything that is written of `other`."""
    require(by, Permission.BOOKING_CHANGE)
    try:
        _check(db, person, other)
    except Refusal as no:
        return Joining({}, [], str(no))
    visits = [_of_class(db, one, "出席") for one, *_ in _pairs(db, Attendance, person, other)]
    live = Booking.status != CANCELLED
    booked = [_of_class(db, one, "申込") for one, *_ in _pairs(db, Booking, person, other, live)]
    return Joining(owned(db, person=other, by=by), visits + booked, "")


def owned(db: Session, *, person: Person, by: Staff) -> dict[str, int]:
    """How much is written of somebody, by its name on the screens; nothing is left out."""
    require(by, Permission.BOOKING_CHANGE)
    counts = {}
    for table, column in pointing():
        if name := OWNED.get(table.__tablename__):
            count = select(func.count()).select_from(table).where(column == person.id)
            counts[name] = db.exec(count).one()
    return {name: counts[name] for name in OWNED.values() if counts[name]}


def _of_class(db: Session, event_id: int, what: str) -> str:
    event = db.get_one(Event, event_id)
    freed = "空いた席は、次の方へまわります。" if event.ends_at > clock.now() else ""
    words = f"{dates.short(event.local_date)}「{event.title}」に、{what}が2つあります。"
    return f"{words}1つにします。{freed if what == '申込' else ''}"


def differing(person: Person, other: Person) -> list[str]:
    """The fields of which each of the two says something else."""
    both = [name for name in FIELDS if knows(person, name) and knows(other, name)]
    if person.birth_year or other.birth_year:  # the band follows from it
        both = [name for name in both if name != "band"]
    return [
        name
        for name in both
        if any(getattr(person, one) != getattr(other, one) for one in FIELDS[name])
    ]


def knows(person: Person, field: str) -> bool:
    """Whether anything is known of this."""
    first = getattr(person, FIELDS[field][0])
    outside = field == "home" and not person.is_resident
    return outside or first not in ("", None, AgeBand.UNKNOWN, Sex.UNKNOWN, Handset.UNKNOWN)


def merge(
    db: Session, *, person: Person, other: Person, by: Staff, taken: Collection[str] = ()
) -> None:
    """`person` goes on, with everything of `other`; what both say, `person` says, but for the
    FIELDS in `taken`: those are taken over as well.

    Of two visits or two bookings of one class one stays: no seat is taken twice, and whoever waits
    is offered the other one. What was done is kept, and can be taken back (`taking_apart.undo`).
    """
    require(by, Permission.BOOKING_CHANGE)
    people = (person.id, other.id)
    staying.hold_two(db, people=people, classes=lambda: classes_of(db, person_id=other.id))
    _check(db, person, other)
    _hold_both(db, person, other)
    was = merge_records.before(db, person=person, other=other)
    _join_visits(db, person, other)
    _join_bookings(db, person, other, by)
    for table, column in pointing():
        for row in db.exec(select(table).where(column == other.id)).all():
            setattr(row, column.key, person.id)
    db.flush()
    _seat_visits(db, person)
    fields = _fill(person, other, taken)
    other.merged_into_id = person.id
    merge_records.keep(db, was=was, fields=fields, by=by)


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


def classes_of(db: Session, *, person_id: int) -> set[int]:
    """Every class in which something is written of somebody."""
    found = [
        select(table.event_id).where(column == person_id, col(table.event_id).is_not(None))
        for table, column in pointing()
        if hasattr(table, "event_id")
    ]
    return set(db.execute(union(*found)).scalars())


def _hold_both(db: Session, person: Person, other: Person) -> None:
    """The line stands as it should before anybody looks at it, so that only the merge moves it."""
    for event_id, *_ in _pairs(db, Booking, person, other, Booking.status != CANCELLED):
        hold(db, event=db.get_one(Event, event_id))


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


def _fill(person: Person, other: Person, taken: Collection[str]) -> list[str]:
    """What is not known of the one is known of the other. Nothing personal stays behind. Returns
    the fields that were taken over."""
    fields = [field for field in FIELDS if field in taken or not knows(person, field)]
    for column in (column for field in fields for column in FIELDS[field]):
        setattr(person, column, getattr(other, column))
    empty(other)
    return fields


def empty(person: Person) -> None:
    """Without anything to be known by; town, age band and sex stay, for they are counted."""
    for column in FILLED:
        setattr(person, column, None if column == "birth_year" else "")
    person.handset = Handset.UNKNOWN
