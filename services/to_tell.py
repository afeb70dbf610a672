"""Whom to call, and about what: derived from what is true now (docs/decisions/0010-calls.md).

Each query is bounded by the day, and reads an index.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Booking,
    Call,
    CallKind,
    Event,
    EventStatus,
    Offer,
    OfferOutcome,
    Person,
    Slip,
    Venue,
)
from services import call_backs, office_days, to_tell_corner
from services.call_things import TOLD, Thing, is_wrong, knows_change, knows_date
from services.seats import CANCELLED, CONFIRMED, HAPPENING, OFFERED, WAITING

RECENT = timedelta(days=30)  # older news are no news: nobody is called about them any more


class Seat(NamedTuple):
    """A booking with everything that is said about it."""

    booking: Booking
    person: Person
    event: Event
    venue: Venue


def things(db: Session, *, day: date) -> list[Thing]:
    """Everything that is to be told on this day, in no order."""
    changed, drawn, soon = _changed(db, day), _drawn(db, day), _soon(db, day)
    sure = _said_themselves(db, (*changed, *soon))
    changed, soon = ([one for one in some if not sure(one)] for some in (changed, soon))
    calls = _calls(db, Call.booking_id, [one.booking.id for one in (*changed, *drawn, *soon)])
    changed = [one for one in changed if not knows_change(calls[one.booking.id], one.event)]
    drawn = [one for one in drawn if not _knows(calls, one, CallKind.RESULT)]
    news = {one.booking.id for one in (*changed, *drawn)}  # they tell the date as well
    soon = [
        one
        for one in soon
        if not (one.booking.id in news or knows_date(calls[one.booking.id], one.event, day))
    ]
    return [
        *_about_classes(CallKind.CHANGE, changed, calls),
        *_about_classes(CallKind.RESULT, drawn, calls),
        *_about_classes(CallKind.REMINDER, soon, calls),
        *to_tell_corner.things(db, day=day, since=day - RECENT, until=until(day)),
        *_offers(db),
        *_questions(db),
    ]


def _said_themselves(db: Session, seats: Iterable[Seat]) -> Callable[[Seat], bool]:
    """Whether somebody has pressed 行きます on the slip since the latest change of the class."""
    events = {one.event.id for one in seats}
    said = select(Slip).where(col(Slip.event_id).in_(events), col(Slip.confirmed_at).is_not(None))
    known = {(one.event_id, one.party, one.confirmed_notice) for one in db.exec(said)}
    return lambda one: (one.event.id, one.booking.party, one.event.notice) in known


def until(day: date) -> date:
    """The last day of whose classes people are reminded: on a Friday those of Monday too."""
    return office_days.add(day, 1)


def _soon(db: Session, day: date) -> list[Seat]:
    return _seats(
        db,
        Booking.status == CONFIRMED,
        col(Event.status).in_(HAPPENING),
        Event.local_date > day,
        Event.local_date <= until(day),
    )


def _changed(db: Session, day: date) -> list[Seat]:
    """Bookings made before the latest change. A postponed class has no day yet, so it stays."""
    seats = _seats(
        db,
        Booking.status != CANCELLED,
        Event.notice > 0,
        Event.notice_on >= day - RECENT,
        (Event.local_date >= day) | (Event.status == EventStatus.POSTPONED),
    )
    return [
        one for one in seats if clock.local(one.booking.created_at).date() <= one.event.notice_on
    ]


def _drawn(db: Session, day: date) -> list[Seat]:
    """Who applied before a decision. An offer made since says more than the result did."""
    seats = _seats(
        db,
        col(Booking.status).in_((CONFIRMED, WAITING)),
        col(Event.status).in_(HAPPENING),
        Event.starts_at > _start_of(day),
        col(Event.drawn_at).is_not(None),
    )
    return [one for one in seats if one.booking.created_at <= one.event.drawn_at]


def _seats(db: Session, *wanted) -> list[Seat]:
    rows = db.exec(
        select(Booking, Person, Event, Venue)
        .join(Event, Booking.event_id == col(Event.id))
        .join(Person, Booking.person_id == col(Person.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .where(*wanted)
        .order_by(Event.starts_at, Booking.event_id, Booking.seq)
    )
    return [Seat(*row) for row in rows]


def _calls(db: Session, about, ids: Iterable[int]) -> dict[int, list[Call]]:
    """The calls about these bookings or questions, oldest first."""
    found = defaultdict(list)
    for call in db.exec(select(Call).where(col(about).in_(set(ids))).order_by(Call.id)):
        found[call.booking_id or call.question_id].append(call)
    return found


def _knows(calls: dict[int, list[Call]], seat: Seat, kind: CallKind) -> bool:
    return any(one.kind is kind and one.outcome in TOLD for one in calls[seat.booking.id])


def _about_classes(
    kind: CallKind, seats: list[Seat], calls: dict[int, list[Call]]
) -> Iterator[Thing]:
    """One thing for each party and telephone: who has none is told by the one they come with."""
    for group in _parties(seats):
        first = next((one.person.phone for one in group if one.person.phone), "")
        homes = defaultdict(list)
        for one in group:
            homes[one.person.phone or first].append(one)
        for phone, home in homes.items():
            yield _about_class(kind, phone, home, calls, due=home[0].event.starts_at)


def _parties(seats: Iterable[Seat]) -> Iterable[list[Seat]]:
    parties = defaultdict(list)
    for one in seats:
        parties[one.event.id, one.booking.party].append(one)
    return parties.values()


def _about_class(
    kind: CallKind, phone: str, home: list[Seat], calls: dict[int, list[Call]], **more
) -> Thing:
    event, offer = home[0].event, more.get("offer")
    tries = tuple(
        call
        for call in calls[home[0].booking.id]
        if call.kind is kind
        and (call.offer_id == offer.id if offer else call.notice == event.notice)
    )
    people = tuple(one.person for one in home)
    return Thing(
        kind=kind,
        phone="" if is_wrong(tries, max(one.updated_at for one in people)) else phone,
        people=people,
        bookings=tuple(one.booking for one in home),
        event=event,
        venue=home[0].venue,
        calls=tries,
        **more,
    )


def _offers(db: Session) -> Iterator[Thing]:
    """The whole party answers together; every telephone of it may be tried."""
    held = select(Offer).where(Offer.outcome == OfferOutcome.OPEN)
    offers = {(one.event_id, one.party): one for one in db.exec(held)}
    seats = _seats(
        db,
        Booking.status == OFFERED,
        col(Booking.event_id).in_({event_id for event_id, _ in offers}),
    )
    calls = _calls(db, Call.booking_id, [one.booking.id for one in seats])
    for group in _parties(seats):
        offer = offers.get((group[0].event.id, group[0].booking.party))
        phones = dict.fromkeys(one.person.phone for one in group if one.person.phone) or {"": None}
        for phone in phones if offer else ():
            yield _about_class(
                CallKind.OFFER, phone, group, calls, due=offer.expires_at, offer=offer
            )


def _questions(db: Session) -> Iterator[Thing]:
    """Who was promised a call-back, with what is to be said if it has been written already."""
    questions = call_backs.waiting(db)
    calls = _calls(db, Call.question_id, [one.id for one in questions])
    prepared = call_backs.prepared(db, waiting=questions)
    for one in questions:
        tries, ready = tuple(calls[one.id]), prepared[one.id]
        yield Thing(
            kind=CallKind.QUESTION,
            phone="" if is_wrong(tries, ready.phone_at) else one.asker_phone,
            due=_start_of(one.due_on + timedelta(days=1)),
            question=one,
            reply=ready.reply,
            calls=tries,
        )


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), clock.JST)
