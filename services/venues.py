"""会場: where classes may be held, and when a hall is free."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import true
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import District, Event, EventStatus, Role, Staff, StaffDistrict, Venue
from refusal import Refusal
from services.permissions import Permission, require

OPENS, CLOSES = time(9), time(17)  # the hours in which a free time is proposed
STEP = timedelta(minutes=30)
DAYS_AHEAD = 14
CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def to_register_at(db: Session, *, by: Staff) -> list[tuple[Venue, District]]:
    """The halls in which this person may register a class: a volunteer's own districts, or all."""
    require(by, Permission.EVENT_REGISTER)
    query = (
        select(Venue, District)
        .join(District, Venue.district_id == col(District.id))
        .where(col(Venue.is_active))
        .order_by(District.position, Venue.kana)
    )
    if by.role is Role.VOLUNTEER:
        own = select(StaffDistrict.district_id).where(StaffDistrict.staff_id == by.id)
        query = query.where(col(Venue.district_id).in_(own))
    return list(db.exec(query).all())


def check_free(
    db: Session,
    *,
    venue: Venue,
    starts_at: datetime,
    ends_at: datetime,
    but: Event | None = None,
) -> None:
    """Refuse when another class is in the hall, name it, and say when the hall is free.

    The caller holds the hall's row, so that of two people the second sees the first one's class.
    `but`: the class that is being moved.
    """
    other = _class_in(db, venue, starts_at, ends_at, but)
    if other is None:
        return
    taken = dates.span(clock.local(other.starts_at).time(), clock.local(other.ends_at).time())
    raise Refusal(
        f"{venue.name}は、その時間に別の教室「{other.title}」（{taken}）があります。"
        + _advice(_nearest_free(db, venue, starts_at, ends_at - starts_at))
    )


def _class_in(
    db: Session, venue: Venue, starts_at: datetime, ends_at: datetime, but: Event | None = None
) -> Event | None:
    return db.exec(
        select(Event)
        .where(
            Event.venue_id == venue.id,
            Event.starts_at < ends_at,
            Event.ends_at > starts_at,
            col(Event.status).not_in(CALLED_OFF),
            Event.id != but.id if but else true(),
        )
        .order_by(Event.starts_at)
    ).first()


def _advice(free: datetime | None) -> str:
    if free is None:
        return "別の日か、別の会場を選んでください。"
    return (
        f"いちばん近い空きは、{dates.short(free.date())} {dates.clock_time(free.time())}からです。"
    )


def _nearest_free(
    db: Session, venue: Venue, wished: datetime, length: timedelta
) -> datetime | None:
    """The free start nearest to the wished one: the same day first, then the days after."""
    for day in range(DAYS_AHEAD + 1):
        starts = _starts(clock.local(wished).date() + timedelta(days=day), length)
        for start in sorted(
            starts, key=lambda one: abs(_minute(one) - _minute(clock.local(wished)))
        ):
            if start > clock.now() and not _class_in(db, venue, start, start + length):
                return start
    return None


def _starts(day: date, length: timedelta) -> Iterator[datetime]:
    """Every half hour at which a class of this length can begin."""
    start = datetime.combine(day, OPENS, clock.JST)
    while start + length <= datetime.combine(day, CLOSES, clock.JST):
        yield start
        start += STEP


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
