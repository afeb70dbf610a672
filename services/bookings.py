"""申込: a seat, or a place in the queue. Counted under the event's lock: never one seat too many.

Whole parties at a time, first come, first served (docs/decisions/0007-waiting-list.md); where the
seats are given by a decision, applications are collected (0009-offers-and-decisions.md).
"""

from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Booking, Channel, Event, Offer, OfferOutcome, Person, Series, Staff, Venue, audit
from refusal import Refusal
from services import admission, seating, shifts, slips, staying
from services.offers import hold
from services.permissions import Permission, require
from services.seats import (
    CANCELLED,
    CONFIRMED,
    OFFERED,
    WAITING,
    Entry,
    Seats,
    entries,
    seats_of,
)


class Plan(NamedTuple):
    """One live booking as the person on the telephone needs it; `offer`: it waits for a 承諾."""

    booking: Booking
    event: Event
    venue: Venue
    offer: Offer | None


def seats(db: Session, *, event: Event) -> Seats:
    return seats_of(db, events=[event])[event.id]


def book(
    db: Session,
    *,
    event: Event,
    people: list[Person],
    idem_key: str,
    by: Staff,
    channel: Channel = Channel.PHONE,
) -> list[Booking]:
    """Seat the party, let it wait, or take down its application: together in each case.

    One booking for each person. The same key again (a double click, a repeated request) returns
    the first result.
    """
    require(by, Permission.BOOKING_CHANGE)
    return seating.take(db, event=event, people=people, idem_key=idem_key, channel=channel)


def of_party(db: Session, *, offer: Offer) -> list[Booking]:
    """The bookings of the party that was offered seats, as they are now."""
    return [row for row in seating.party_of(db, one=offer) if row.status is not CANCELLED]


def cancel(db: Session, *, booking: Booking, by: Staff, reason: str = "") -> list[Entry]:
    """Give the place back. Returns who is offered a seat now: they stand on today's call list.

    Cancelling twice is harmless.
    """
    require(by, Permission.BOOKING_CHANGE)
    return seating.release(db, booking=booking, reason=reason, clerk=by)


def substitute(db: Session, *, booking: Booking, person: Person, by: Staff) -> Booking:
    """「妻が代わりに行きます」: the place stays as it is, and belongs to somebody else."""
    require(by, Permission.BOOKING_CHANGE)
    event = db.get_one(Event, booking.event_id)
    hold(db, event=event)
    db.refresh(booking)
    person = staying.now(db, person=person)
    if booking.person_id == person.id:
        return booking
    if booking.status is CANCELLED:
        raise Refusal("この申込は、もう取り消されています。あらためてお申し込みください。")
    admission.check_changeable(db, event=event, booking=booking)
    admission.check_new(db, event=event, people=[person])
    booking.person_id = person.id
    db.flush()
    return booking


def change_class(
    db: Session, *, booking: Booking, event: Event, idem_key: str, by: Staff
) -> list[Booking]:
    """Move the whole party. A seat is given up only for a seat: else all stays as it was.

    The same key again returns the first result.
    """
    require(by, Permission.BOOKING_CHANGE)
    old = db.get_one(Event, booking.event_id)
    for one in sorted((old, event), key=lambda one: one.id):  # the same order at every desk
        hold(db, event=one)
    before = seating.booked_with(db, idem_key=idem_key)
    if before:
        return before
    party = [row for row in seating.party_of(db, one=booking) if row.status is not CANCELLED]
    if not party:
        raise Refusal("この申込は、もう取り消されています。あらためてお申し込みください。")
    if event.id == old.id:
        raise Refusal("いまと同じ教室です。ほかの教室を選んでください。")
    status = admission.status(event, seats=seats(db, event=event), party=len(party))
    if status is not CONFIRMED and {row.status for row in party} & {CONFIRMED, OFFERED}:
        raise Refusal(
            "変更先には、すぐにお取りできる席がありません。いまの席は、そのままです。"
            "席を残したまま、変更先にも申し込むことができます。"
        )
    people = [db.get_one(Person, row.person_id) for row in party]
    rows = book(db, event=event, people=people, idem_key=idem_key, by=by)
    slips.follow(db, old=party[0], new=rows[0])
    for row in party:
        cancel(db, booking=row, reason="教室の変更", by=by)
    return rows


def book_series(
    db: Session, *, series: Series, people: list[Person], idem_key: str, by: Staff
) -> list[Booking]:
    """Book all dates of a series that are still to come: seats where there are, else a place in
    the line. Dates that are not open, or already booked, are left out; none at all is refused."""
    require(by, Permission.BOOKING_CHANGE)
    coming = db.exec(
        select(Event)
        .where(Event.series_id == series.id, Event.starts_at > clock.now())
        .order_by(Event.id)  # the same order at every desk
    ).all()
    for event in coming:
        hold(db, event=event)
    rows, why_not = [], "この連続講座には、これからの回がありません。ほかの教室をご案内ください。"
    for event in sorted(coming, key=lambda event: event.starts_at):
        key = f"{idem_key}:{event.id}"
        try:
            rows += book(db, event=event, people=people, idem_key=key, by=by)
        except Refusal as no:  # before anything is stored
            why_not = str(no)
    if not rows:
        raise Refusal(why_not)
    return rows


def place_in_line(db: Session, *, booking: Booking) -> int:
    """How many parties are served up to and including this one; 1 is next."""
    parties = select(func.count(func.distinct(Booking.party))).where(
        Booking.event_id == booking.event_id,
        Booking.status == WAITING,
        Booking.rank <= booking.rank,
    )
    return db.exec(parties).one()


def of_event(db: Session, *, event: Event, by: Staff) -> list[Entry]:
    """Everybody with a seat, then everybody waiting, in the order of the line.

    A volunteer sees the own events only.
    """
    require(by, Permission.BOOKING_VIEW)
    shifts.check_own(db, event=event, staff=by)
    return entries(db, event=event)


def look(db: Session, *, event: Event, by: Staff) -> None:
    """Write down that the names of this event were opened (個人情報保護法 66条)."""
    require(by, Permission.BOOKING_VIEW)
    shifts.check_own(db, event=event, staff=by)
    audit.looked_at(db, event)


def coming_of(db: Session, *, person: Person, by: Staff) -> list[Plan]:
    """What this person has booked and is still to come, the next one first."""
    require(by, Permission.BOOKING_CHANGE)
    held = (
        (Offer.event_id == Booking.event_id)
        & (Offer.party == Booking.party)
        & (Offer.outcome == OfferOutcome.OPEN)
    )
    rows = db.exec(
        select(Booking, Event, Venue, Offer)
        .join(Event, Booking.event_id == col(Event.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .outerjoin(Offer, held)
        .where(
            Booking.person_id == person.id,
            Booking.status != CANCELLED,
            Event.ends_at > clock.now(),
        )
        .order_by(Event.starts_at)
    )
    return [Plan(*row) for row in rows]
