"""暦: the lists of events that staff work from."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    District,
    Event,
    EventStatus,
    Format,
    Room,
    Shift,
    Staff,
    Venue,
    VenueClosure,
)
from services import corner_times, shifts
from services.corner_times import Times
from services.permissions import Permission, require
from services.seats import Seats, seats_of

AROUND = timedelta(days=7)


class Card(NamedTuple):
    """One event with its place and its seats, as lists show it.

    times: of its tables for card matters, when it has any.
    """

    event: Event
    venue: Venue
    district: District
    seats: Seats
    room: Room | None
    times: Times | None = None

    @property
    def hall(self) -> str:
        """朝霧公民館 和室"""
        return f"{self.venue.name} {self.room.name}" if self.room else self.venue.name

    @property
    def starts(self) -> datetime:
        """In Japan."""
        return clock.local(self.event.starts_at)

    @property
    def day(self) -> str:
        """12月4日(金)"""
        return dates.short(self.starts.date())

    @property
    def hours(self) -> str:
        """午前10時〜11時30分"""
        return dates.span(self.starts.time(), clock.local(self.event.ends_at).time())

    @property
    def label(self) -> str:
        """In one line, for a choice."""
        begins = dates.clock_time(self.starts.time())
        return f"{self.day} {begins}　{self.hall}　{self.event.title}"

    @property
    def is_today(self) -> bool:
        return self.event.local_date == clock.today()


def listed(
    db: Session,
    *,
    by: Staff,
    since: date | None = None,
    until: date | None = None,
    district_code: str = "",
    venue_id: int | None = None,
    format: Format | None = None,
    status: EventStatus | None = None,
    staff_id: int | None = None,
    limit: int | None = None,
    skip: int = 0,
) -> list[Card]:
    """Events by date, from today when `since` is not said. A volunteer sees the own ones."""
    require(by, Permission.EVENT_VIEW)
    filters = _filters(since, until, district_code, venue_id, format, status, staff_id)
    return _cards(db, shifts.own(by), *filters, limit=limit, skip=skip)


def count(
    db: Session,
    *,
    by: Staff,
    since: date | None = None,
    until: date | None = None,
    district_code: str = "",
    venue_id: int | None = None,
    format: Format | None = None,
    status: EventStatus | None = None,
) -> int:
    """How many events `listed` finds, on all its pages together."""
    require(by, Permission.EVENT_VIEW)
    filters = _filters(since, until, district_code, venue_id, format, status, None)
    places = select(func.count()).select_from(Event).join(Venue).join(District)
    return db.exec(places.where(shifts.own(by), *filters)).one()


def _filters(
    since: date | None,
    until: date | None,
    district_code: str,
    venue_id: int | None,
    format: Format | None,
    status: EventStatus | None,
    staff_id: int | None,
) -> list[ColumnElement[bool]]:
    wanted = [col(Event.local_date) >= (since or clock.today())]
    if until:
        wanted.append(col(Event.local_date) <= until)
    if staff_id:
        working = select(Shift.event_id).where(Shift.staff_id == staff_id)
        wanted.append(col(Event.id).in_(working))
    asked = {
        col(District.code): district_code,
        col(Event.venue_id): venue_id,
        col(Event.format): format,
        col(Event.status): status,
    }
    return wanted + [column == value for column, value in asked.items() if value]


def around_today(db: Session, *, by: Staff) -> list[Card]:
    """The events of a week before and after today, the nearest to today first."""
    require(by, Permission.EVENT_VIEW)
    today = clock.today()
    cards = _cards(
        db, shifts.own(by), col(Event.local_date).between(today - AROUND, today + AROUND)
    )
    return sorted(cards, key=lambda card: abs(card.event.local_date - today))


def changed_on(db: Session, *, day: date, by: Staff) -> list[Card]:
    """The events that were moved, postponed or called off on this day."""
    require(by, Permission.EVENT_VIEW)
    return _cards(db, shifts.own(by), Event.notice_on == day)


def find(db: Session, *, public_id: str, by: Staff) -> Card | None:
    """The event behind a link; none if it is unknown, or another volunteer's."""
    require(by, Permission.EVENT_VIEW)
    return next(iter(_cards(db, shifts.own(by), Event.public_id == public_id)), None)


def closed_days(
    db: Session, *, since: date, until: date, halls: Iterable[Venue] = ()
) -> dict[int | None, dict[date, str]]:
    """Why a hall is closed, by its id and the day; under None what holds for all of them.

    `halls` are asked for their closing weekdays as well. Holidays are in `office_days`: many halls
    are open on them.
    """
    found: dict[int | None, dict[date, str]] = {None: {}}
    for hall in halls:
        weekly = [day for day in dates.days(since, until) if _weekday(day) in hall.closed_weekdays]
        found[hall.id] = dict.fromkeys(weekly, "休館日")
    overlapping = select(VenueClosure).where(
        VenueClosure.first_day <= until, VenueClosure.last_day >= since
    )
    for one in db.exec(overlapping.order_by(VenueClosure.id)):
        span = dates.days(max(since, one.first_day), min(until, one.last_day))
        reason = dict.fromkeys(span, one.reason or "休館")
        found[one.venue_id] = found.get(one.venue_id, {}) | reason
    return found


def _weekday(day: date) -> str:
    return dates.WEEKDAYS[day.weekday()]


def _cards(
    db: Session, *wanted: ColumnElement[bool] | bool, limit: int | None = None, skip: int = 0
) -> list[Card]:
    rows = db.exec(
        select(Event, Venue, District, Room)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .outerjoin(Room, Event.room_id == col(Room.id))
        .where(*wanted)
        .order_by(Event.starts_at, Event.id)
        .limit(limit)
        .offset(skip)
    ).all()
    return cards(db, rows=rows)


def cards(db: Session, *, rows: Sequence[tuple[Event, Venue, District, Room | None]]) -> list[Card]:
    """These events with their seats and times, in the same order."""
    events = [event for event, *_ in rows]
    seats, times = seats_of(db, events=events), corner_times.of(db, events=events)
    return [
        Card(event, venue, district, seats[event.id], room, times.get(event.id))
        for event, venue, district, room in rows
    ]
