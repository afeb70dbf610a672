"""きょう気をつけること: classes that somebody has to see to before a day, or after it."""

from datetime import timedelta

from sqlmodel import Session, col, select

import clock
from models import Event, EventStatus, Staff
from services import shifts
from services.permissions import Permission, require

MOST = 50  # classes looked at: who has more to see to begins with these
PRESS_SOON = timedelta(days=7)
PLANNED = (EventStatus.DRAFT, EventStatus.PUBLISHED)
NOT_REPORTED = (EventStatus.PUBLISHED, EventStatus.CLOSED, EventStatus.HELD)
RECENT = timedelta(days=60)


def press_soon(db: Session, *, by: Staff) -> list[Event]:
    """Classes whose text must be with the city's paper within a week, the first 広報締切 first."""
    require(by, Permission.EVENT_PUBLISH)
    today = clock.today()
    rows = select(Event).where(
        col(Event.press_on).between(today, today + PRESS_SOON),
        col(Event.status).in_(PLANNED),
        Event.starts_at > clock.now(),
    )
    return list(db.exec(rows.order_by(Event.press_on, Event.id).limit(MOST)))


def not_reported(db: Session, *, by: Staff) -> list[Event]:
    """Classes that are over and not reported yet, the oldest first. A volunteer's: the own ones."""
    require(by, Permission.EVENT_VIEW)
    rows = select(Event).where(
        shifts.own(by),
        Event.local_date >= clock.today() - RECENT,
        Event.local_date <= clock.today(),
        Event.ends_at <= clock.now(),
        col(Event.status).in_(NOT_REPORTED),
    )
    return list(db.exec(rows.order_by(Event.starts_at, Event.id).limit(MOST)))
