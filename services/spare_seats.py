"""二重だった席: a booking that was cancelled since two records were one, and what it may be again.

Asked under the event's lock. Nobody loses a seat or a place in the line for it.
"""

from sqlmodel import Session, SQLModel, col, select

import clock
from models import Booking, BookingStatus, Event, Offer, OfferOutcome, PersonMerge
from services.merge_records import plain
from services.person_merges import TWICE
from services.seats import APPLIED, CANCELLED, CONFIRMED, OFFERED, WAITING, seats_of

Again = tuple[BookingStatus, Offer | None]
CHANGED = "まとめたあとに変わったため、いまのままです。"
OVER = "教室が終わったため、取り消したままです。"
TAKEN = "席がもう空いていないため、取り消したままです。"
DRAWN = "席の決定が済んだため、取り消したままです。"
BOOKED = "まとめたあとに申し込んだほうが残ります。"


def again(db: Session, *, merge: PersonMerge, booking: Booking, is_used: bool) -> Again | str:
    """What the booking becomes, with the offer that holds its seat; or why it stays cancelled.

    is_used: somebody came with it.
    """
    differ = merge.changed["booking"][str(booking.id)]
    status, event = BookingStatus(differ["status"][0]), db.get_one(Event, booking.event_id)
    same = booking.status is CANCELLED and plain(booking.cancelled_at) == differ["cancelled_at"][1]
    if not same or booking.cancel_reason != TWICE:
        return CHANGED
    if _is_booked(db, merge, booking):
        return BOOKED
    if event.ends_at <= clock.now():
        was_over = is_used or event.ends_at <= merge.at
        return (status, None) if was_over else OVER
    return (status, None) if is_used else _coming(db, event, booking, status, merge)


def _coming(
    db: Session, event: Event, booking: Booking, status: BookingStatus, merge: PersonMerge
) -> Again | str:
    if status is APPLIED:
        return (APPLIED, None) if event.collects else DRAWN
    if status is CONFIRMED:
        return (CONFIRMED, None) if _is_free(db, event, booking) else TAKEN
    if status is OFFERED and _is_free(db, event, booking):
        offer = _held(db, merge, booking)
        return (OFFERED, offer) if offer else (WAITING, None)
    return (WAITING, None)


def _is_free(db: Session, event: Event, booking: Booking) -> bool:
    """A seat is left, and nobody waits who stood before."""
    earlier = select(Booking.id).where(
        Booking.event_id == event.id, Booking.status == WAITING, Booking.rank < booking.rank
    )
    left = seats_of(db, events=[event])[event.id].left
    return left > 0 and db.exec(earlier).first() is None


def _is_booked(db: Session, merge: PersonMerge, booking: Booking) -> bool:
    """Whether its owner has booked the class anew since the merge."""
    same = (Booking.event_id == booking.event_id, Booking.person_id == merge.person_id)
    live = db.exec(select(Booking).where(*same, Booking.status != CANCELLED)).first()
    stays = live is not None and not is_moved(merge, live)
    return stays and not is_moved(merge, booking)


def is_moved(merge: PersonMerge, row: SQLModel) -> bool:
    """Whether this row was the other's."""
    differ = merge.changed.get(row.__tablename__, {}).get(str(row.id), {})
    return "person_id" in differ


def _held(db: Session, merge: PersonMerge, booking: Booking) -> Offer | None:
    """The offer as the merge left it, when its time is not up."""
    same = (Offer.event_id == booking.event_id, Offer.party == booking.party)
    ours = [int(one) for one in merge.changed.get("offer", {})]
    offer = db.exec(select(Offer).where(*same, col(Offer.id).in_(ours))).first()
    if offer is None or offer.expires_at <= clock.now():
        return None
    differ = merge.changed["offer"][str(offer.id)]
    now = {"outcome": [None, OfferOutcome.OPEN]} | differ
    is_same = all(plain(getattr(offer, name)) == new for name, (_, new) in now.items())
    return offer if is_same else None


def reopen(*, merge: PersonMerge, offer: Offer) -> None:
    """The seat is held again, until the same moment."""
    for name, (old, _) in merge.changed["offer"][str(offer.id)].items():
        setattr(offer, name, OfferOutcome(old) if name == "outcome" else old)
    offer.reason = ""
