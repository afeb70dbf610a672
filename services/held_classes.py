"""開いた教室: which classes were held, and how many people came to each of a district."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Attendance, District, Event, EventStatus, Staff, Venue
from services.counts import Cut, Key
from services.periods import Period
from services.permissions import Permission, require

CLOSED = (EventStatus.HELD, EventStatus.REPORTED)
OF_CLASSES = {Cut.FORMAT: Event.format, Cut.COURSE: Event.course_id}


def was_held():
    """Whether a class was closed as held, or somebody came. No figure takes another rule."""
    return col(Event.status).in_(CLOSED) | visited()


def visited():
    """Whether somebody came to it."""
    visit = aliased(Attendance)  # the statement around it may read visits as well
    return exists().where(col(visit.event_id) == Event.id)


class Held(NamedTuple):
    """One class. came: 延べ, of every age, from wherever they live."""

    event: Event
    hall: str
    came: int


def of(
    db: Session,
    *,
    district: District,
    period: Period,
    by: Staff,
    only: Mapping[Cut, Key] = {},
) -> list[Held]:
    """Those of a period that took place, the newest first; only: of one format or course."""
    require(by, Permission.REACH_VIEW)
    came = func.count(col(Attendance.id))
    rows = db.exec(
        select(Event, Venue.name, came)
        .join(Venue, col(Venue.id) == Event.venue_id)
        .outerjoin(Attendance, col(Attendance.event_id) == Event.id)
        .where(
            Venue.district_id == district.id,
            col(Event.local_date).between(period.starts_on, period.last_day),
            *(OF_CLASSES[cut] == key for cut, key in only.items()),
            was_held(),
        )
        .group_by(col(Event.id), col(Venue.name))
        .order_by(col(Event.local_date).desc(), col(Event.starts_at).desc())
    )
    return [Held(*row) for row in rows]
