"""席を渡す・返す: the one way a booking comes and goes, by telephone as online.

Every function starts under the event's lock. Who may ask for it is the word of the callers:
`services/bookings.py` for staff, `services/online.py` and `services/slips.py` for residents.
"""

import secrets

from sqlmodel import Session, select

import clock
from models import Booking, Channel, Event, Offer, Person, Staff
from refusal import Refusal
from services import admission, offers, staying
from services.offers import hold
from services.seats import CANCELLED, OFFERED, Entry, standing

OTHER = (
    "この申込は取り消してありますが、同じ方の申込がもう1つ残っています。"
    "画面を開き直して、残っている申込を確かめてください。"
)


def take(
    db: Session, *, event: Event, people: list[Person], idem_key: str, channel: Channel
) -> list[Booking]:
    """Seat the party, let it wait, or take down its application: together in each case.

    One booking for each person. The same key again returns the first result.
    """
    hold(db, event=event)
    before = booked_with(db, idem_key=idem_key)
    if before:
        return before
    admission.check_open(event)
    admission.check_seats(event)
    people = staying.all_now(db, people=people)
    admission.check_party(db, event=event, people=people)
    now, seq, rank = standing(db, event=event)
    status, party = admission.status(event, seats=now, party=len(people)), secrets.token_hex(8)
    rows = [
        Booking(
            event_id=event.id,
            person_id=person.id,
            status=status,
            seq=seq + number,
            rank=rank + number,
            party=party,
            idem_key=f"{idem_key}:{number}",
            channel=channel,
        )
        for number, person in enumerate(people, start=1)
    ]
    db.add_all(rows)
    db.flush()
    return rows


def booked_with(db: Session, *, idem_key: str) -> list[Booking]:
    """The party that was booked with this key."""
    first = db.exec(select(Booking).where(Booking.idem_key == f"{idem_key}:1")).first()
    return party_of(db, one=first) if first else []


def _check_no_other(db: Session, gone: Booking) -> None:
    """Nobody is told 取り消しました whose other booking goes on, as after a merge."""
    same = (Booking.event_id == gone.event_id, Booking.person_id == gone.person_id)
    if db.exec(select(Booking.id).where(*same, Booking.status != CANCELLED)).first():
        raise Refusal(OTHER)


def party_of(db: Session, *, one: Booking | Offer) -> list[Booking]:
    """Everybody booked together, also who has cancelled since."""
    party = select(Booking).where(Booking.event_id == one.event_id, Booking.party == one.party)
    return list(db.exec(party.order_by(Booking.seq)))


def release(
    db: Session, *, booking: Booking, reason: str, clerk: Staff | None = None
) -> list[Entry]:
    """Give the place back. Returns who is offered a seat now: they stand on today's call list.

    Twice is harmless. clerk: who took the call; none when the residents did it themselves.
    """
    event = db.get_one(Event, booking.event_id)
    offered = hold(db, event=event)
    db.refresh(booking)
    if booking.status is CANCELLED:
        _check_no_other(db, booking)
        return offered
    admission.check_changeable(db, event=event, booking=booking)
    if booking.status is OFFERED:
        offers.give_back(db, booking=booking, reason=reason.strip(), clerk=clerk)
    booking.status, booking.cancelled_at = CANCELLED, clock.now()
    booking.cancel_reason = reason.strip()
    db.flush()
    return offered + offers.settle(db, event=event)
