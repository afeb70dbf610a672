"""申込: a seat, or a place in the queue. Counted under the event's lock: never one seat too many.

The waiting list is strictly first come, first served, whole parties at a time
(docs/decisions/0007-waiting-list.md).
"""

import secrets
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    District,
    Event,
    EventStatus,
    Person,
    Staff,
    Venue,
    audit,
)
from refusal import Refusal
from services import shifts
from services.people import called
from services.permissions import Permission, require

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
HAPPENING = (EventStatus.PUBLISHED, EventStatus.CLOSED)
CLOSED_SENTENCES = {
    EventStatus.DRAFT: "この教室は、まだ公開されていません。公開したあとでお受けします。",
    EventStatus.CLOSED: "この教室は、申込を締め切りました。ほかの教室をご案内ください。",
    EventStatus.HELD: "この教室は、もう終わりました。次の教室をご案内ください。",
    EventStatus.REPORTED: "この教室は、もう終わりました。次の教室をご案内ください。",
    EventStatus.CANCELLED: "この教室は、中止になりました。ほかの教室をご案内ください。",
    EventStatus.POSTPONED: "この教室は、延期になりました。ほかの教室をご案内ください。",
}


class Seats(NamedTuple):
    """How an event stands: its capacity, people with a seat, people waiting."""

    capacity: int
    confirmed: int
    waiting: int

    @property
    def left(self) -> int:
        return max(self.capacity - self.confirmed, 0)

    def take(self, party: int) -> bool:
        """Whether a party of this size is seated now: nobody sits down past somebody waiting."""
        return self.waiting == 0 and party <= self.left


class Entry(NamedTuple):
    """One live booking as the roster and the desk need it."""

    booking: Booking
    person: Person
    district: District | None


class Plan(NamedTuple):
    """One live booking as the person on the telephone needs it."""

    booking: Booking
    event: Event
    venue: Venue


def seats(db: Session, *, event: Event) -> Seats:
    return seats_of(db, events=[event])[event.id]


def seats_of(db: Session, *, events: Iterable[Event]) -> dict[int, Seats]:
    """Seats by event id, counted in one query."""
    capacity = {event.id: event.capacity for event in events}
    rows = db.exec(
        select(Booking.event_id, Booking.status, func.count())
        .where(col(Booking.event_id).in_(capacity))
        .group_by(col(Booking.event_id), col(Booking.status))
    )
    counted = {(event_id, status): count for event_id, status, count in rows}
    return {
        one: Seats(places, counted.get((one, CONFIRMED), 0), counted.get((one, WAITING), 0))
        for one, places in capacity.items()
    }


def book(
    db: Session,
    *,
    event: Event,
    people: list[Person],
    idem_key: str,
    by: Staff,
    channel: Channel = Channel.PHONE,
) -> list[Booking]:
    """Seat the party, or let it wait: together in either case. One booking for each person.

    The same key again (a double click, a repeated request) returns the first result.
    """
    require(by, Permission.BOOKING_CHANGE)
    _lock(db, event)
    before = _booked_with(db, idem_key)
    if before:
        return before
    _check_open(event)
    _check_party(db, event, people)
    now, last = _standing(db, event)
    status, party = CONFIRMED if now.take(len(people)) else WAITING, secrets.token_hex(8)
    rows = [
        Booking(
            event_id=event.id,
            person_id=person.id,
            status=status,
            seq=last + number,
            rank=last + number,
            party=party,
            idem_key=f"{idem_key}:{number}",
            channel=channel,
        )
        for number, person in enumerate(people, start=1)
    ]
    db.add_all(rows)
    db.flush()
    return rows


def _lock(db: Session, event: Event) -> None:
    """Every change of an event's bookings starts here; the next one waits until this is committed.

    A row lock on PostgreSQL. SQLite has none, and `writing()` holds its one write lock already.
    """
    db.refresh(event, with_for_update=True)


def _standing(db: Session, event: Event) -> tuple[Seats, int]:
    """The seats and the last `seq` in one statement: what both say belongs to one moment."""
    confirmed, waiting, last = db.exec(
        select(
            func.count().filter(col(Booking.status) == CONFIRMED),
            func.count().filter(col(Booking.status) == WAITING),
            func.coalesce(func.max(Booking.seq), 0),
        ).where(Booking.event_id == event.id)
    ).one()
    return Seats(event.capacity, confirmed, waiting), last


def _booked_with(db: Session, idem_key: str) -> list[Booking]:
    first = db.exec(select(Booking).where(Booking.idem_key == f"{idem_key}:1")).first()
    if first is None:
        return []
    party = select(Booking).where(Booking.event_id == first.event_id, Booking.party == first.party)
    return list(db.exec(party.order_by(Booking.seq)))


def _check_open(event: Event) -> None:
    sentence = CLOSED_SENTENCES.get(event.status, "")
    if event.starts_at <= clock.now():
        sentence = CLOSED_SENTENCES[EventStatus.HELD]
    if sentence:
        raise Refusal(sentence)


def _check_party(db: Session, event: Event, people: list[Person]) -> None:
    if not people:
        raise Refusal("どなたのお申し込みか、参加する方を選んでください。")
    if len({person.id for person in people}) < len(people):
        raise Refusal("同じ方が2回選ばれています。1つ外してください。")
    if len(people) > event.capacity:
        raise Refusal(
            f"定員は{event.capacity}名です。{len(people)}名で一緒のお申し込みはできません。"
            "何組かに分けてください。"
        )
    booked = db.exec(
        select(Booking.person_id, Booking.status).where(
            Booking.event_id == event.id,
            col(Booking.person_id).in_([person.id for person in people]),
            Booking.status != CANCELLED,
        )
    ).all()
    names = {person.id: called(person) for person in people}
    for person_id, status in booked:
        raise Refusal(f"{names[person_id]}は、この教室をもう申し込んでいます（{status.label}）。")


def cancel(db: Session, *, booking: Booking, by: Staff, reason: str = "") -> list[Entry]:
    """Give the place back, and seat who waits first. Returns who got a seat: call them.

    Cancelling twice is harmless.
    """
    require(by, Permission.BOOKING_CHANGE)
    event = db.get_one(Event, booking.event_id)
    _lock(db, event)
    db.refresh(booking)
    if booking.status is CANCELLED:
        return []
    if event.ends_at <= clock.now():
        raise Refusal("終わった教室の申込は、取り消せません。")
    if db.exec(select(Attendance.id).where(Attendance.booking_id == booking.id)).first():
        raise Refusal("受付が済んでいます。先に「当日の受付」で受付を取り消してください。")
    booking.status, booking.cancelled_at = CANCELLED, clock.now()
    booking.cancel_reason = reason.strip()
    db.flush()
    return _seat_waiting(db, event)


def _seat_waiting(db: Session, event: Event) -> list[Entry]:
    """Seat waiting parties in their order, and stop at the first that does not fit as a whole."""
    if event.starts_at <= clock.now() or event.status not in HAPPENING:
        return []
    left = _standing(db, event)[0].left
    seated = []
    for _, group in groupby(_waiting_parties(db, event), lambda entry: entry.booking.party):
        party = list(group)
        if len(party) > left:
            break
        left -= len(party)
        seated += party
    for entry in seated:
        entry.booking.status, entry.booking.seated_from_queue_at = CONFIRMED, clock.now()
    db.flush()
    return seated


def _waiting_parties(db: Session, event: Event) -> list[Entry]:
    """A party has consecutive numbers, so the order of arrival keeps it together."""
    return [entry for entry in _entries(db, event) if entry.booking.status is WAITING]


def place_in_line(db: Session, *, booking: Booking) -> int:
    """How many parties are served up to and including this one; 1 is next."""
    parties = select(func.count(func.distinct(Booking.party))).where(
        Booking.event_id == booking.event_id,
        Booking.status == WAITING,
        Booking.seq <= booking.seq,
    )
    return db.exec(parties).one()


def of_event(db: Session, *, event: Event, by: Staff) -> list[Entry]:
    """Everybody with a seat, then everybody waiting, in the order they came.

    A volunteer sees the own events only.
    """
    require(by, Permission.BOOKING_VIEW)
    shifts.check_own(db, event=event, staff=by)
    return _entries(db, event)


def look(db: Session, *, event: Event, by: Staff) -> None:
    """Write down that the names of this event were opened (個人情報保護法 66条)."""
    require(by, Permission.BOOKING_VIEW)
    shifts.check_own(db, event=event, staff=by)
    audit.looked_at(db, event)


def _entries(db: Session, event: Event) -> list[Entry]:
    rows = db.exec(
        select(Booking, Person, District)
        .join(Person, Booking.person_id == col(Person.id))
        .outerjoin(District, Person.district_id == col(District.id))
        .where(Booking.event_id == event.id, Booking.status != CANCELLED)
        .order_by(col(Booking.status), Booking.seq)
    )
    return [Entry(*row) for row in rows]


def coming_of(db: Session, *, person: Person, by: Staff) -> list[Plan]:
    """What this person has booked and is still to come, the next one first."""
    require(by, Permission.BOOKING_CHANGE)
    rows = db.exec(
        select(Booking, Event, Venue)
        .join(Event, Booking.event_id == col(Event.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .where(
            Booking.person_id == person.id,
            Booking.status != CANCELLED,
            Event.ends_at > clock.now(),
        )
        .order_by(Event.starts_at)
    )
    return [Plan(*row) for row in rows]
