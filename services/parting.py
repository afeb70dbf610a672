"""元にもどすとどうなるか: what of a merge can be taken back as things stand, and what cannot."""

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

from sqlmodel import Session, SQLModel, select

from japanese import dates
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Event,
    Offer,
    Person,
    PersonBefore,
    PersonMerge,
    VisitBefore,
)
from services import spare_seats
from services.merge_records import FIELDS, NAMES, plain, pointing
from services.person_merges import OWNED

ALSO = {Booking: ("absence",), Attendance: ("booking_id", "is_late")}  # beside whose the row is


class Plan(NamedTuple):
    """The same, row by row. moves: rows with the columns that go back; seats: bookings cancelled
    for the merge, with what they become and the offer that held them."""

    moves: list[tuple[SQLModel, dict[str, Any]]]
    visits: list[VisitBefore]
    seats: list[tuple[Booking, BookingStatus, Offer | None]]
    fields: list[str]
    back: list[str]
    told: list[str]


def plan(db: Session, *, merge: PersonMerge) -> Plan:
    """Ask under the locks; without them it is what would happen now."""
    found = Plan([], [], [], [], [], [])
    _visits(db, merge, found)
    _seats(db, merge, found)
    _moves(db, merge, found)
    _fields(db, merge, found)
    if counts := _since(db, merge):
        words = "、".join(f"{name} {count}件" for name, count in counts.items())
        found.told.append(f"まとめたあとに書いたもの（{words}）は、いまの記録に残ります。")
    return found


def _moves(db: Session, merge: PersonMerge, found: Plan) -> None:
    """Rows that still are where the merge put them."""
    for table, column in pointing():
        lost = 0
        for number, differ in merge.changed.get(table.__tablename__, {}).items():
            row = db.get(table, int(number))
            if row is None or getattr(row, column.key) != merge.person_id:
                lost += column.key in differ
                continue
            if isinstance(row, Booking) and _gave_up(row, merge, differ):
                found.told.append(f"{_of(db, row)}の申込は、まとめたあとの取り消しのままです。")
            columns = (column.key, *ALSO.get(table, ()))
            found.moves.append((row, _unchanged(row, differ, columns)))
        if lost and (name := OWNED.get(table.__tablename__)):
            found.told.append(f"{name} {lost}件は、まとめたあとに変わったため、いまのままです。")


def _gave_up(row: Booking, merge: PersonMerge, differ: dict[str, list[Any]]) -> bool:
    since = row.cancelled_at and row.cancelled_at > merge.at
    return bool(since) and "status" not in differ


def _unchanged(row: SQLModel, differ: dict, columns: Iterable[str]) -> dict[str, Any]:
    """What these columns held before the merge, of those that nobody has changed since."""
    return {
        name: _as(getattr(row, name), differ[name][0])
        for name in columns
        if name in differ and plain(getattr(row, name)) == differ[name][1]
    }


def _as(now: Any, old: Any) -> Any:
    return type(now)(old) if isinstance(now, Enum) else old


def _visits(db: Session, merge: PersonMerge, found: Plan) -> None:
    """Two visits again, where the one that stayed is still there."""
    for visit in db.exec(select(VisitBefore).where(VisitBefore.merge_id == merge.id)).all():
        same = (Attendance.event_id == visit.event_id, Attendance.person_id == merge.person_id)
        kept = db.exec(select(Attendance).where(*same)).first()
        if kept and spare_seats.is_moved(merge, kept) != (visit.person_id == merge.other_id):
            found.visits.append(visit)
            found.back.append(f"{_of(db, visit)}の出席は、2つにもどります。")
        else:
            found.told.append(
                f"{_of(db, visit)}の出席は、まとめたあとに変わったため、いまのままです。"
            )


def _seats(db: Session, merge: PersonMerge, found: Plan) -> None:
    sat = {visit.booking_id for visit in found.visits}
    for number, differ in merge.changed.get("booking", {}).items():
        row = db.get(Booking, int(number))
        if "status" not in differ or row.person_id != merge.person_id:
            continue
        seat = spare_seats.again(db, merge=merge, booking=row, is_used=row.id in sat)
        if isinstance(seat, str):
            found.told.append(f"{_of(db, row)}の申込は、{seat}")
        else:
            found.seats.append((row, *seat))
            found.back.append(f"{_of(db, row)}の申込は、2つにもどります（{seat[0].label}）。")


def _fields(db: Session, merge: PersonMerge, found: Plan) -> None:
    person = db.get_one(Person, merge.person_id)
    theirs = copy(db, merge=merge, person_id=merge.other_id)
    for field in merge.taken:
        if all(getattr(person, name) == getattr(theirs, name) for name in FIELDS[field]):
            found.fields.append(field)
        else:
            found.told.append(f"{NAMES[field]}は、まとめたあとに直したため、いまのままです。")


def _of(db: Session, row: Booking | VisitBefore) -> str:
    event = db.get_one(Event, row.event_id)
    return f"{dates.short(event.local_date)}「{event.title}」"


def _since(db: Session, merge: PersonMerge) -> dict[str, int]:
    """How much was written of the one that stayed since the merge, by its name on the screens."""
    counts = {}
    for table, column in pointing():
        name = table.__tablename__
        known = {*merge.own.get(name, []), *map(int, merge.changed.get(name, {}))}
        ids = set(db.exec(select(table.id).where(column == merge.person_id)))
        if name in OWNED and ids - known:
            counts[OWNED[name]] = len(ids - known)
    return counts


def copy(db: Session, *, merge: PersonMerge, person_id: int) -> PersonBefore:
    """What was known of this one of the two."""
    return db.get_one(PersonBefore, (merge.id, person_id))
