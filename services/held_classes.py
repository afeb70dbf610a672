"""開いた教室: what was held in one district, and how many people came to each."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from models import Attendance, District, Event, Staff, Venue
from services.counts import Cut, Key
from services.deeds import CLOSED, OF_CLASSES
from services.periods import Period
from services.permissions import Permission, require


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
        )
        .group_by(col(Event.id), col(Venue.name))
        .having(or_(col(Event.status).in_(CLOSED), came > 0))
        .order_by(col(Event.local_date).desc(), col(Event.starts_at).desc())
    )
    return [Held(*row) for row in rows]
