"""The week's list for 市民課 on paper: what was handed over in it, and what is open from before."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import Consultation, Person, Staff, audit
from services import consultation_queue as queue
from services import counter_list
from services.consultation_queue import OPEN, Contact
from services.counter_list import REACHED_COUNTER, Entry
from services.permissions import Permission, require

MOST = 150  # rows of each part: more than a week ever brought; the screen has the rest


class Line(NamedTuple):
    """One row; `contact` only where somebody wishes to hear from us."""

    entry: Entry
    contact: Contact | None


class Week(NamedTuple):
    """Monday to Sunday. `older` were handed over before it and are not finished yet."""

    first: date
    last: date
    new: tuple[Line, ...]
    older: tuple[Line, ...]


def of(db: Session, *, day: date, by: Staff) -> Week:
    """The list of the week that `day` lies in. Everybody named is written down as looked at."""
    require(by, Permission.CONSULTATION_CLOSE)
    first = day - timedelta(days=day.weekday())
    last = first + timedelta(days=6)
    handed = select(Consultation).where(REACHED_COUNTER).limit(MOST)
    in_order = (Consultation.local_date, Consultation.id)
    new = handed.where(col(Consultation.local_date).between(first, last)).order_by(*in_order)
    older = handed.where(
        col(Consultation.status).in_(OPEN), Consultation.local_date < first
    ).order_by(*in_order)
    week = Week(first, last, *(_lines(db, db.exec(rows).all()) for rows in (new, older)))
    _look(db, week)
    return week


def _lines(db: Session, rows: Sequence[Consultation]) -> tuple[Line, ...]:
    wanted = {row.person_id for row in rows if row.contact_again}
    people = {one.id: one for one in db.exec(select(Person).where(col(Person.id).in_(wanted)))}
    return tuple(
        Line(one, _contact(one.consultation, people)) for one in counter_list.entries(db, rows=rows)
    )


def _contact(row: Consultation, people: dict[int, Person]) -> Contact | None:
    return queue.told(row, people.get(row.person_id)) if row.contact_again else None


def _look(db: Session, week: Week) -> None:
    audit.opened(db, entity="consultation", entity_id=f"week-{week.first.isoformat()}")
    for number in sorted(
        {
            one.entry.consultation.person_id
            for one in (*week.new, *week.older)
            if one.contact and one.entry.consultation.person_id
        }
    ):
        audit.opened(db, entity="person", entity_id=str(number))
