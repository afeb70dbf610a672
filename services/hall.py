"""会場: what a phone at the hall's door may keep of one event, and for how long."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import kana
from models import (
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    District,
    DoorEntry,
    DoorOutcome,
    Event,
    EventStatus,
    Person,
    Staff,
    Venue,
)
from services import noted, people, shifts
from services.permissions import Permission, require

KEPT = timedelta(hours=36)  # after the end: the evening and the next day, to find a network
OVER = (EventStatus.REPORTED, EventStatus.CANCELLED, EventStatus.POSTPONED)


class Place(NamedTuple):
    """One booking as the door needs it: no telephone, no age, no word on what helps."""

    booking: Booking
    person: Person
    district: District | None
    visit: Attendance | None
    tags: list[str]  # what an undo names


class Hall(NamedTuple):
    """One event at its door: the bookings in kana order, the tags of who came without one of
    these, and the keys of the entries that wait for a decision."""

    event: Event
    venue: Venue
    district: District
    places: list[Place]
    walk_ins: list[list[str]]
    doubts: list[str]

    @property
    def until(self) -> datetime:
        return self.event.ends_at + KEPT


def is_over(event: Event) -> bool:
    """Whether phones have to forget the event."""
    return event.status in OVER or clock.now() > event.ends_at + KEPT


def enter(db: Session, *, event: Event, by: Staff) -> None:
    """Stop unless this person may stand at this door."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)


def has_looked(db: Session, *, event: Event, by: Staff) -> bool:
    """Whether today's look at these names is written down already: a phone asks twice a minute."""
    require(by, Permission.CHECK_IN)
    line = select(AuditLine.id).where(
        AuditLine.entity == Event.__tablename__,
        AuditLine.entity_id == str(event.id),
        AuditLine.action == "view",
        AuditLine.actor_id == by.id,
        AuditLine.at >= clock.now().replace(hour=0, minute=0, second=0, microsecond=0),
    )
    return db.exec(line).first() is not None


def at_the_door(db: Session, *, event: Event, by: Staff) -> Hall:
    """Everything the door's page shows."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    tags = noted.tags(db, event=event)
    visits = select(Attendance).where(Attendance.event_id == event.id)
    came = {row.person_id: row for row in db.exec(visits)}
    rows = db.exec(
        select(Booking, Person, District)
        .join(Person, Booking.person_id == col(Person.id))
        .outerjoin(District, Person.district_id == col(District.id))
        .where(Booking.event_id == event.id, Booking.status != BookingStatus.CANCELLED)
    )
    places = [
        Place(*row, came.get(row[1].id), tags.get(row[1].id, []))
        for row in sorted(rows, key=_in_kana_order)
    ]
    booked = {place.person.id for place in places}
    venue = db.get_one(Venue, event.venue_id)
    return Hall(
        event=event,
        venue=venue,
        district=db.get_one(District, venue.district_id),
        places=places,
        walk_ins=[tags.get(one, []) for one in came if one not in booked],
        doubts=_doubts(db, event),
    )


def _in_kana_order(row) -> tuple:
    booking, person, _ = row
    return kana.sort_key(person.kana or people.called(person)), booking.seq


def doubtful(db: Session, *, by: Staff) -> list[tuple[Event, int]]:
    """The own events with entries that wait for a decision, the latest first, and how many."""
    require(by, Permission.CHECK_IN)
    return list(
        db.exec(
            select(Event, func.count(DoorEntry.id))
            .join(DoorEntry, DoorEntry.event_id == col(Event.id))
            .where(DoorEntry.outcome == DoorOutcome.CONFLICT, shifts.own(by))
            .group_by(col(Event.id))
            .order_by(col(Event.starts_at).desc())
        ).all()
    )


def _doubts(db: Session, event: Event) -> list[str]:
    open_ones = select(DoorEntry.idem_key).where(
        DoorEntry.event_id == event.id, DoorEntry.outcome == DoorOutcome.CONFLICT
    )
    return list(db.exec(open_ones))
