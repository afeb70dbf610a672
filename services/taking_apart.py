"""まとめを元にもどす: one record becomes the two it was made of.

What the merge moved goes back as far as it still is where the merge put it; what has changed since
stays as it is now, and is told. No seat is taken from anybody for it.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

import clock
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Event,
    Person,
    PersonBefore,
    PersonMerge,
    Staff,
    VisitBefore,
)
from refusal import Refusal
from services import parting, spare_seats, staying
from services.bookings import hold
from services.merge_records import COLUMNS, FIELDS, WITHIN
from services.people import called
from services.permissions import Permission, require
from services.person_merges import OWNED, classes_of

GONE = "このまとめは、もう元にもどしたか、消してあります。記録を開き直してください。"
CHANGED = "まとめたあとに記録が変わったため、元にもどせません。何も変えていません。"


class Made(NamedTuple):
    """A merge that can still be taken back: with whom, by whom, and until when."""

    id: int
    name: str
    day: date
    who: str
    until: date


class Return(NamedTuple):
    """What taking a merge back would do. owned: what goes to the other, by its name on the
    screens; back: what is two again; told: what stays as it is now; problem: why it cannot be."""

    owned: dict[str, int]
    back: list[str]
    told: list[str]
    problem: str = ""


def of(db: Session, *, person: Person, by: Staff) -> list[Made]:
    """The merges this record came out of, the last one first."""
    require(by, Permission.BOOKING_CHANGE)
    theirs = (PersonBefore.merge_id == PersonMerge.id) & (
        PersonBefore.person_id == PersonMerge.other_id
    )
    rows = db.exec(
        select(PersonMerge, PersonBefore, Person, Staff.name)
        .join(PersonBefore, theirs)
        .join(Person, col(Person.id) == PersonMerge.other_id)
        .join(Staff, col(Staff.id) == PersonMerge.staff_id)
        .where(PersonMerge.person_id == person.id)
        .order_by(col(PersonMerge.id).desc())
    )
    return [
        Made(
            row.id,
            called(Person(name=was.name, kana=was.kana, card_code=other.card_code)),
            clock.local(row.at).date(),
            who,
            _last_day(row),
        )
        for row, was, other, who in rows
    ]


def find(db: Session, *, number: int, by: Staff) -> PersonMerge:
    """The merge of this number; refused when somebody else has taken it back meanwhile."""
    require(by, Permission.BOOKING_CHANGE)
    row = db.get(PersonMerge, number, populate_existing=True)
    if row is None:
        raise Refusal(GONE)
    return row


def before(db: Session, *, merge: PersonMerge, by: Staff) -> Return:
    """What would come back, and what would not."""
    require(by, Permission.BOOKING_CHANGE)
    try:
        _check(db, merge)
    except Refusal as no:
        return Return({}, [], [], str(no))
    plan = parting.plan(db, merge=merge)
    counts = Counter(row.__tablename__ for row, old in plan.moves if "person_id" in old)
    counts["attendance"] += sum(one.person_id == merge.other_id for one in plan.visits)
    owned = {words: counts[name] for name, words in OWNED.items() if counts[name]}
    return Return(owned, plan.back, plan.told)


def foreseen(db: Session, *, person: Person, by: Staff) -> list[tuple[Made, Return]]:
    """The same for every merge this record came out of."""
    require(by, Permission.BOOKING_CHANGE)
    return [
        (one, before(db, merge=find(db, number=one.id, by=by), by=by))
        for one in of(db, person=person, by=by)
    ]


def undo(db: Session, *, merge: PersonMerge, by: Staff) -> list[str]:
    """Two people again, or nothing is changed. Returns what stays as it is now, in sentences.

    The record of the merge goes; the audit trail keeps who merged and who took it back.
    """
    require(by, Permission.BOOKING_CHANGE)
    number, kept, people = merge.id, merge.person_id, (merge.person_id, merge.other_id)
    doubled = _doubled(db, merge)
    staying.hold_two(db, people=people, classes=lambda: doubled | classes_of(db, person_id=kept))
    merge = find(db, number=number, by=by)
    _check(db, merge)
    events = [db.get_one(Event, number) for number in sorted(doubled)]
    for event in events:
        hold(db, event=event)
    plan = parting.plan(db, merge=merge)
    try:
        _carry_out(db, merge, plan)
    except IntegrityError as error:
        raise Refusal(CHANGED) from error
    for event in events:  # who waits again stands in the line, and is asked in turn
        hold(db, event=event)
    return plan.told


def _last_day(merge: PersonMerge) -> date:
    return clock.local(merge.at + WITHIN).date()


def _check(db: Session, merge: PersonMerge) -> None:
    if merge.at + WITHIN < clock.now():
        raise Refusal("まとめてから1年を過ぎたため、元にもどせません。あらためて登録してください。")
    pair = (merge.person_id, merge.other_id)
    later = select(PersonMerge.id).where(
        PersonMerge.id > merge.id,
        or_(col(PersonMerge.person_id).in_(pair), col(PersonMerge.other_id).in_(pair)),
    )
    if db.exec(later).first():
        raise Refusal(
            "このあとに、もう1回まとめています。あとのまとめから先に、元にもどしてください。"
        )
    if db.get_one(Person, merge.other_id).merged_into_id != merge.person_id:
        raise Refusal(CHANGED)


def _doubled(db: Session, merge: PersonMerge) -> set[int]:
    """The events in which both had a seat, or both had come."""
    spare = [int(one) for one, old in merge.changed.get("booking", {}).items() if "status" in old]
    visits = select(VisitBefore.event_id).where(VisitBefore.merge_id == merge.id)
    return {
        *db.exec(select(Booking.event_id).where(col(Booking.id).in_(spare))),
        *db.exec(visits),
    }


def _carry_out(db: Session, merge: PersonMerge, plan: parting.Plan) -> None:
    for row, columns in plan.moves:
        for name, value in columns.items():
            setattr(row, name, value)
    db.flush()  # before a second one of the same class comes
    for row, status, offer in plan.seats:
        row.status, row.cancelled_at, row.cancel_reason = status, None, ""
        if offer:
            spare_seats.reopen(merge=merge, offer=offer)
    for visit in plan.visits:
        db.add(_visit(db, visit))
    _fill(db, merge, plan.fields)
    db.delete(merge)
    db.flush()


def _visit(db: Session, was: VisitBefore) -> Attendance:
    """The row as it was; SQLite may have given its number to another one, and its seat may not
    have come back."""
    columns = {one.key: getattr(was, one.key) for one in Attendance.__table__.columns}
    seat = db.get(Booking, was.booking_id) if was.booking_id else None
    if seat is None or seat.person_id != was.person_id or seat.status is BookingStatus.CANCELLED:
        columns["booking_id"] = None
    if db.get(Attendance, was.id):
        del columns["id"]
    return Attendance(**columns)


def _fill(db: Session, merge: PersonMerge, fields: Iterable[str]) -> None:
    person, other = (db.get_one(Person, one) for one in (merge.person_id, merge.other_id))
    mine, theirs = (parting.copy(db, merge=merge, person_id=one.id) for one in (person, other))
    for name in (name for field in fields for name in FIELDS[field]):
        setattr(person, name, getattr(mine, name))
    for name in COLUMNS:
        setattr(other, name, getattr(theirs, name))
    other.merged_into_id = None
