"""空き: what else happens at the hour of a plan, and where nothing does."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

import clock
from models import Event, EventEquipment, EventStatus, Room, Shift, Staff
from services import office_days, shifts, venues
from services.drafts import Draft
from services.venues import Opening

STEP = timedelta(minutes=30)
DAYS_AHEAD = 14
CALLED_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)


def at_once(draft: Draft, but: Event | None) -> list[ColumnElement[bool]]:
    """Classes at the hour of the plan, `but` the one that is being changed."""
    return _between(draft.starts_at, draft.ends_at, but)


def _between(
    starts_at: datetime, ends_at: datetime, but: Event | None
) -> list[ColumnElement[bool]]:
    return [
        col(Event.starts_at) < ends_at,
        col(Event.ends_at) > starts_at,
        col(Event.status).not_in(CALLED_OFF),
        col(Event.id) != but.id if but else true(),
    ]


def in_the_hall(draft: Draft) -> ColumnElement[bool]:
    """Classes in the way. One without a room takes the whole venue, also as a plan."""
    here = col(Event.venue_id) == draft.venue.id
    if draft.room is None:
        return here
    return here & ((col(Event.room_id) == draft.room.id) | col(Event.room_id).is_(None))


def people(db: Session, *, draft: Draft, but: Event | None) -> list[Staff]:
    """Who is needed: the lecturer, and who already works at the class."""
    team = {one.id: one for _, one in shifts.team(db, event=but)} if but else {}
    if draft.lecturer:
        team[draft.lecturer.id] = draft.lecturer
    return [team[one] for one in sorted(team)]


def other_room(db: Session, *, draft: Draft, but: Event | None) -> Room | None:
    """A room of the same house that is free at the same time and large enough."""
    for room in venues.rooms(db, venue=draft.venue):
        there = draft._replace(room=room)
        taken = db.exec(select(Event.id).where(*at_once(there, but), in_the_hall(there))).first()
        if room.capacity >= draft.capacity and not taken:
            return room
    return None


def nearest(db: Session, *, draft: Draft, but: Event | None) -> datetime | None:
    """The start nearest to the wished one at which hall, people and things are all free: the same
    day first, then the days after, none of them a holiday."""
    last = draft.day + timedelta(days=DAYS_AHEAD)
    house = venues.opening(db, venue=draft.venue, first=draft.day, last=last)
    busy = _busy(db, draft, but, draft.starts_at + timedelta(days=DAYS_AHEAD + 1))
    wished = _minute(draft.starts_at)
    for number in range(DAYS_AHEAD + 1):
        starts = _starts(house, draft.day + timedelta(days=number), draft.minutes)
        for start in sorted(starts, key=lambda one: abs(_minute(one) - wished)):
            end = start + timedelta(minutes=draft.minutes)
            if start > clock.now() and not any(a < end and b > start for a, b in busy):
                return start
    return None


def _busy(
    db: Session, draft: Draft, but: Event | None, until: datetime
) -> list[tuple[datetime, datetime]]:
    """When the hall, the people or the things are taken."""
    since = datetime.combine(draft.day, datetime.min.time(), clock.JST)
    team = [one.id for one in people(db, draft=draft, but=but)]
    working = select(Shift.event_id).where(col(Shift.staff_id).in_(team))
    promised = select(EventEquipment.event_id).where(
        col(EventEquipment.equipment_id).in_(draft.equipment)
    )
    needed = in_the_hall(draft) | col(Event.id).in_(working) | col(Event.id).in_(promised)
    hours = select(Event.starts_at, Event.ends_at).where(*_between(since, until, but), needed)
    return list(db.exec(hours).all())


def _starts(house: Opening, day: date, minutes: int) -> Iterator[datetime]:
    """Every half hour of an open day at which a class of this length can begin."""
    if house.shut(day) or office_days.closed_for(day):
        return
    opens, closes = (datetime.combine(day, one, clock.JST) for one in house.hours)
    while opens + timedelta(minutes=minutes) <= closes:
        yield opens
        opens += STEP


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute
