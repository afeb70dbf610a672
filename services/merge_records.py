"""まとめた控え: what a merge of two people did, row by row, so that it can be taken back."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple

from sqlalchemy import Column
from sqlmodel import Session, SQLModel, col, select

import clock
from models import (
    Attendance,
    Base,
    Booking,
    Offer,
    OfferOutcome,
    Person,
    PersonBefore,
    PersonMerge,
    Staff,
    VisitBefore,
)
from models.base import Guarded
from services.permissions import Permission, require
from services.seats import OFFERED

WITHIN = timedelta(days=365)  # as long a merge can be taken back, unless somebody is erased
RECORDS = (PersonMerge, PersonBefore, VisitBefore)
FIELDS = {  # what is known of somebody, and the columns that say it
    "name": ("name", "name_key"),
    "kana": ("kana", "kana_key"),
    "phone": ("phone",),
    "home": ("district_id", "is_resident"),
    "born": ("birth_year",),
    "band": ("age_band",),
    "sex": ("sex",),
    "handset": ("handset",),
    "support": ("support",),
    "call_note": ("call_note",),
}
NAMES = {
    "name": "お名前",
    "kana": "読み",
    "phone": "電話",
    "home": "町",
    "born": "生まれた年",
    "band": "年代",
    "sex": "性別",
    "handset": "お持ちの電話",
    "support": "お手伝い",
    "call_note": "電話のメモ",
}
COLUMNS = tuple(column for columns in FIELDS.values() for column in columns)
Rows = dict[type[SQLModel], dict[int, dict[str, Any]]]


class Before(NamedTuple):
    """Two people before they are one. own: ids of what the one that stays has, by table."""

    rows: Rows
    own: dict[str, list[int]]
    people: list[PersonBefore]
    visits: list[VisitBefore]


def pointing() -> Iterator[tuple[type[SQLModel], Column]]:
    """Every table that points to a person, and the column it does so with."""
    for mapper in Base._sa_registry.mappers:
        for column in mapper.local_table.columns:
            if column.references(Person.__table__.c.id) and mapper.class_ not in RECORDS:
                yield mapper.class_, column


def before(db: Session, *, person: Person, other: Person) -> Before:
    """Look at everything a merge may touch; nothing is stored yet."""
    db.flush()
    rows, own = {}, {}
    for table, column in pointing():
        found = db.exec(select(table).where(column.in_((person.id, other.id)))).all()
        rows[table] = {row.id: values(row) for row in found}
        own[table.__tablename__] = [
            row.id for row in found if getattr(row, column.key) == person.id
        ]
    rows[Offer] = {row.id: values(row) for row in _offers(db, rows[Booking])}
    people = [
        PersonBefore(person_id=one.id, **{name: getattr(one, name) for name in COLUMNS})
        for one in (person, other)
    ]
    copied = VisitBefore.__table__.columns.keys()[1:]
    visits = [
        VisitBefore(**{name: getattr(db.get_one(Attendance, number), name) for name in copied})
        for number in rows[Attendance]
    ]
    return Before(rows, own, people, visits)


def _offers(db: Session, bookings: Collection[int]) -> list[Offer]:
    held = (Offer.event_id == Booking.event_id) & (Offer.party == Booking.party)
    query = select(Offer).join(Booking, held).where(col(Booking.id).in_(list(bookings)))
    wanted = (Booking.status == OFFERED, Offer.outcome == OfferOutcome.OPEN)
    return list(db.exec(query.where(*wanted).distinct()))


def values(row: SQLModel) -> dict[str, Any]:
    """What may be kept of a row as it is; free text never is."""
    columns = [one for one in row.__table__.columns if not isinstance(one.type, Guarded)]
    return {one.key: plain(getattr(row, one.key)) for one in columns if one.key != "updated_at"}


def plain(value: Any) -> Any:
    """For JSON; a moment as a number, which is the same in every time zone."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.timestamp()
    return value.isoformat() if isinstance(value, date) else value


def keep(db: Session, *, was: Before, fields: Collection[str], by: Staff) -> PersonMerge:
    """Write down what the merge has done since `was`; `fields` were taken over."""
    require(by, Permission.BOOKING_CHANGE)
    db.flush()
    person, other = was.people
    taken = [
        field
        for field in fields
        if any(getattr(person, name) != getattr(other, name) for name in FIELDS[field])
    ]
    ids = {"person_id": person.person_id, "other_id": other.person_id}
    record = PersonMerge(
        at=clock.now(), staff_id=by.id, taken=taken, own=was.own, changed=_changed(db, was), **ids
    )
    db.add(record)
    db.flush()
    gone = [one for one in was.visits if db.get(Attendance, one.id) is None]
    for one in (*was.people, *gone):
        one.merge_id = record.id
        db.add(one)
    db.flush()
    return record


def _changed(db: Session, was: Before) -> dict[str, dict[str, dict[str, list[Any]]]]:
    changed: dict[str, dict[str, dict[str, list[Any]]]] = {}
    for table, rows in was.rows.items():
        for number, old in rows.items():
            row = db.get(table, number)
            new = values(row) if row else old
            if differ := {name: [old[name], new[name]] for name in old if old[name] != new[name]}:
                changed.setdefault(table.__tablename__, {})[str(number)] = differ
    return changed


def forget(db: Session, *, person: Person) -> None:
    """Somebody is erased: nothing of who they were may come back, of none of their records."""
    ids = {person.id}
    while more := set(
        db.exec(
            select(Person.id).where(col(Person.merged_into_id).in_(ids), col(Person.id).not_in(ids))
        )
    ):
        ids |= more
    theirs = col(PersonMerge.person_id).in_(ids) | col(PersonMerge.other_id).in_(ids)
    _delete(db, theirs)


def forget_old(db: Session) -> None:
    """Nothing personal is kept for longer than it may be needed."""
    _delete(db, col(PersonMerge.at) < clock.now() - WITHIN)


def _delete(db: Session, wanted: Any) -> None:
    for row in db.exec(select(PersonMerge).where(wanted)).all():
        db.delete(row)
    db.flush()
