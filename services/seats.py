"""席: how an event stands. Counted under the event's lock, never stored."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Booking, BookingStatus, District, Event, EventStatus, Person

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
HAPPENING = (EventStatus.PUBLISHED, EventStatus.CLOSED)


class Seats(NamedTuple):
    """How an event stands: its capacity, and people by what they hold.

    An offered seat is as taken as a confirmed one; who applied holds nothing before the decision.
    """

    capacity: int
    confirmed: int = 0
    offered: int = 0
    waiting: int = 0
    applied: int = 0

    @property
    def left(self) -> int:
        return max(self.capacity - self.confirmed - self.offered, 0)

    def take(self, party: int) -> bool:
        """Whether a party of this size is seated now: nobody sits down past somebody waiting."""
        return self.waiting == 0 and party <= self.left


class Entry(NamedTuple):
    """One live booking as the roster and the desk need it."""

    booking: Booking
    person: Person
    district: District | None


class Standing(NamedTuple):
    """The seats and the last numbers given, all of one moment."""

    seats: Seats
    seq: int
    rank: int


def seats_of(db: Session, *, events: Iterable[Event]) -> dict[int, Seats]:
    """Seats by event id, counted in one query."""
    capacity = {event.id: event.capacity for event in events}
    rows = db.exec(
        select(Booking.event_id, Booking.status, func.count())
        .where(col(Booking.event_id).in_(capacity), Booking.status != CANCELLED)
        .group_by(col(Booking.event_id), col(Booking.status))
    )
    counted: dict[int, dict[str, int]] = {}
    for event_id, status, count in rows:
        counted.setdefault(event_id, {})[status.value] = count
    return {one: Seats(places, **counted.get(one, {})) for one, places in capacity.items()}


def lock(db: Session, *, event: Event) -> None:
    """Every change of an event's bookings starts here; the next one waits until this is committed.

    A row lock on PostgreSQL. SQLite has none, and `writing()` holds its one write lock already.
    """
    db.refresh(event, with_for_update=True)


def standing(db: Session, *, event: Event) -> Standing:
    """The seats and the last numbers in one statement: what they say belongs together."""
    live = (CONFIRMED, OFFERED, WAITING, APPLIED)
    *counts, seq, rank = db.exec(
        select(
            *(func.count().filter(col(Booking.status) == one) for one in live),
            func.coalesce(func.max(Booking.seq), 0),
            func.coalesce(func.max(Booking.rank), 0),
        ).where(Booking.event_id == event.id)
    ).one()
    return Standing(Seats(event.capacity, *counts), seq, rank)


def is_coming(event: Event) -> bool:
    """Whether seats are still given: it takes place, and has not begun."""
    return event.status in HAPPENING and event.starts_at > clock.now()


def entries(db: Session, *, event: Event, status: BookingStatus | None = None) -> list[Entry]:
    """The live bookings, those with a seat before those who wait, in the order of the line."""
    wanted = Booking.status == status if status else Booking.status != CANCELLED
    rows = db.exec(
        select(Booking, Person, District)
        .join(Person, Booking.person_id == col(Person.id))
        .outerjoin(District, Person.district_id == col(District.id))
        .where(Booking.event_id == event.id, wanted)
        .order_by(col(Booking.status), Booking.rank)
    )
    return [Entry(*row) for row in rows]


def parties(db: Session, *, event: Event, status: BookingStatus) -> list[list[Entry]]:
    """The same by party; a party has consecutive ranks, so the order keeps it together."""
    every = entries(db, event=event, status=status)
    return [list(group) for _, group in groupby(every, lambda entry: entry.booking.party)]
