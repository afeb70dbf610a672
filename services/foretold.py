"""見込みと実際: what a proposal expected of a class, beside who came once it was held.

The expectation stays as it was when the draft was made of it, whatever is moved afterwards.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import Subquery
from sqlalchemy.orm import aliased
from sqlmodel import Session, and_, col, exists, func, or_, select

from models import Attendance, District, Event, ProposedClass, Staff, Venue
from models.age import SENIOR
from services.permissions import Permission, require
from services.worked import HELD


class Foretold(NamedTuple):
    """expected: residents of 65 and over to come for the first time; came: those who did; visits:
    everybody who was there (延べ)."""

    day: date
    title: str
    town: str
    expected: float
    came: int
    visits: int


def of_year(db: Session, *, year: int, by: Staff) -> list[Foretold]:
    """The classes of a fiscal year that began as a proposal and were held, in their order."""
    require(by, Permission.REACH_VIEW)
    first = _firsts()
    visits = select(func.count()).where(Attendance.event_id == Event.id).scalar_subquery()
    rows = db.exec(
        select(
            Event.local_date,
            Event.title,
            District.name,
            ProposedClass.people,
            func.coalesce(first.c.came, 0),
            visits,
        )
        .join(Event, col(Event.id) == ProposedClass.event_id)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .outerjoin(first, first.c.event_id == Event.id)
        .where(Event.fiscal_year == year, col(Event.status).in_(HELD))
        .order_by(Event.starts_at, Event.id)
    )
    return [Foretold(*row) for row in rows]


def _firsts() -> Subquery:
    """Of each class of a proposal: for how many it was the first class ever."""
    earlier, before = aliased(Attendance), aliased(Event)
    came_before = (
        exists()
        .where(earlier.person_id == Attendance.person_id, before.id == earlier.event_id)
        .where(
            or_(
                before.starts_at < Event.starts_at,
                and_(before.starts_at == Event.starts_at, before.id < Event.id),
            )
        )
    )
    return (
        select(Attendance.event_id, func.count().label("came"))
        .join(Event, col(Event.id) == Attendance.event_id)
        .join(ProposedClass, col(ProposedClass.event_id) == Event.id)
        .where(col(Attendance.is_resident), col(Attendance.age_band).in_(SENIOR), ~came_before)
        .group_by(Attendance.event_id)
        .subquery()
    )


def total(found: Sequence[Foretold]) -> Foretold:
    """The sums of them all."""
    sums = (sum(column) for column in zip(*(one[3:] for one in found), strict=True))
    return found[-1]._replace(**dict(zip(Foretold._fields[3:], sums, strict=True)))


def by_town(found: Sequence[Foretold]) -> dict[str, list[Foretold]]:
    """The classes of each town, in the order of its first class."""
    towns: dict[str, list[Foretold]] = defaultdict(list)
    for one in found:
        towns[one.town].append(one)
    return towns
