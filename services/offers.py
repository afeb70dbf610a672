"""繰上げの案内: a freed seat is held for who waits first, until it is accepted or the time is up.

Strictly first come, first served, whole parties at a time (docs/decisions/0007-waiting-list.md);
held, told by telephone, and going on by itself (docs/decisions/0009-offers-and-decisions.md).
"""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Booking, Event, Municipality, Offer, OfferOutcome, Staff
from refusal import Refusal
from services import office_days
from services.permissions import Permission, require
from services.seats import (
    CANCELLED,
    CONFIRMED,
    HAPPENING,
    OFFERED,
    WAITING,
    Entry,
    is_coming,
    lock,
    parties,
    standing,
)

OPEN, ACCEPTED, DECLINED, EXPIRED, PASSED, WITHDRAWN = OfferOutcome
NO_ANSWER = "期限までに承諾のお返事がなかったため"
BEGUN = "教室が始まったため"


def hold(db: Session, *, event: Event) -> list[Entry]:
    """The event's lock, with the line in order. Returns who is newly offered a seat."""
    lock(db, event=event)
    return settle(db, event=event)


def settle(db: Session, *, event: Event) -> list[Entry]:
    """Under the lock: close what is overdue or void, and hold free seats for who waits first.

    Returns the parties now offered a seat, person by person: they stand on today's call list.
    """
    coming, now = is_coming(event), clock.now()
    for offer in _open_of(db, event):
        if offer.expires_at <= now:
            _to_the_end(db, event, offer)
            _close(offer, EXPIRED, NO_ANSWER)
        elif not coming:
            _move(db, offer, WAITING)
            _close(offer, WITHDRAWN, _why_void(event))
        elif offer.expires_at > event.starts_at:  # moved to an earlier day
            offer.expires_at = event.starts_at
    db.flush()
    return _offer_on(db, event) if coming else []


def _open_of(db: Session, event: Event) -> list[Offer]:
    rows = select(Offer).where(Offer.event_id == event.id, Offer.outcome == OPEN)
    return list(db.exec(rows.order_by(Offer.made_at, Offer.id)))


def _why_void(event: Event) -> str:
    return BEGUN if event.status in HAPPENING else f"教室が「{event.status.label}」になったため"


def _offer_on(db: Session, event: Event) -> list[Entry]:
    """Parties in their order, stopping at the first that does not fit as a whole."""
    seats = standing(db, event=event).seats
    left, offered = seats.left, []
    if not (left and seats.waiting):
        return []
    for party in parties(db, event=event, status=WAITING):
        if len(party) > left:
            break
        left -= len(party)
        offered += party
        db.add(
            Offer(
                event_id=event.id,
                party=party[0].booking.party,
                seats=len(party),
                made_at=clock.now(),
                expires_at=_deadline(db, event),
            )
        )
    for entry in offered:
        entry.booking.status = OFFERED
    db.flush()
    return offered


def _deadline(db: Session, event: Event) -> datetime:
    city = db.get_one(Municipality, 1)
    last = office_days.closing(clock.today(), city.offer_days, closes=city.closes)
    return min(last, event.starts_at)


def sweep(db: Session) -> list[Entry]:
    """Settle every event whose line does not stand as it should: an offer is overdue or void, or
    seats are free beside somebody who waits. Returns who is newly offered a seat."""
    now = clock.now()
    stale = (
        select(Event.id)
        .join(Offer, Offer.event_id == col(Event.id))
        .where(
            Offer.outcome == OPEN,
            (col(Offer.expires_at) <= now)
            | (col(Event.starts_at) <= now)
            | col(Event.status).not_in(HAPPENING),
        )
    )
    taken = func.count().filter(col(Booking.status).in_((CONFIRMED, OFFERED)))
    free = (
        select(Event.id)
        .join(Booking, Booking.event_id == col(Event.id))
        .where(col(Event.status).in_(HAPPENING), Event.starts_at > now)
        .group_by(col(Event.id), col(Event.capacity))
        .having(
            taken < col(Event.capacity), func.count().filter(col(Booking.status) == WAITING) > 0
        )
    )
    ids = {*db.exec(stale), *db.exec(free)}
    return [one for id in sorted(ids) for one in hold(db, event=db.get_one(Event, id))]


def answer(
    db: Session, *, offer: Offer, outcome: OfferOutcome, by: Staff, reason: str = ""
) -> list[Entry]:
    """What came of the call: 承諾, 辞退, or 見送り, which needs a reason. Twice is harmless.

    After the deadline a 承諾 still counts when nobody else waited, so that the seat is held for
    the same party again. Returns who is offered a seat now.
    """
    require(by, Permission.BOOKING_CHANGE)
    return conclude(db, offer=offer, outcome=outcome, reason=reason, clerk=by)


def conclude(
    db: Session, *, offer: Offer, outcome: OfferOutcome, reason: str, clerk: Staff | None
) -> list[Entry]:
    """The same, whoever answers: no clerk when the residents do it themselves on their slip."""
    event = db.get_one(Event, offer.event_id)
    offered = hold(db, event=event)
    db.refresh(offer)
    if offer.outcome is outcome:
        return offered
    offer = offer if offer.outcome is OPEN else _again(db, event, offer)
    if outcome is PASSED and not reason.strip():
        raise Refusal("見送る理由を入力してください。順番を待つ方に説明できるように、残します。")
    ANSWERS[outcome](db, event, offer, reason.strip())
    _close(offer, outcome, reason.strip() or ("辞退" if outcome is DECLINED else ""), clerk)
    db.flush()
    return [one for one in offered if one.booking.party != offer.party] + settle(db, event=event)


def _again(db: Session, event: Event, offer: Offer) -> Offer:
    """The same party's open offer, made when the deadline had passed and nobody else waited."""
    again = next((one for one in _open_of(db, event) if one.party == offer.party), None)
    if again:
        return again
    if offer.outcome is not EXPIRED:
        raise Refusal(f"このご案内は、もう「{offer.outcome.label}」になっています。")
    until = dates.spoken(offer.expires_at)
    raise Refusal(
        f"ご案内の期限（{until}）を過ぎたため、席は次の方へのご案内に移りました。"
        "キャンセル待ちの列には残っています。お待ちいただくか、ほかの教室をご案内ください。"
    )


def _accept(db: Session, event: Event, offer: Offer, _reason: str) -> None:
    for row in _move(db, offer, CONFIRMED):
        row.seated_from_queue_at = clock.now()


def _decline(db: Session, event: Event, offer: Offer, reason: str) -> None:
    for row in _move(db, offer, CANCELLED):
        row.cancelled_at, row.cancel_reason = clock.now(), reason or "辞退"


def _to_the_end(db: Session, event: Event, offer: Offer, _reason: str = "") -> None:
    """Behind all others in the line."""
    last = standing(db, event=event).rank
    for number, row in enumerate(_move(db, offer, WAITING), start=1):
        row.rank = last + number
    db.flush()


ANSWERS = {ACCEPTED: _accept, DECLINED: _decline, PASSED: _to_the_end}


def _move(db: Session, offer: Offer, status) -> list[Booking]:
    rows = db.exec(
        select(Booking)
        .where(
            Booking.event_id == offer.event_id,
            Booking.party == offer.party,
            Booking.status == OFFERED,
        )
        .order_by(Booking.rank)
    ).all()
    for row in rows:
        row.status = status
    return list(rows)


def _close(offer: Offer, outcome: OfferOutcome, reason: str, clerk: Staff | None = None) -> None:
    offer.outcome, offer.closed_at, offer.reason = outcome, clock.now(), reason
    offer.closed_by_id = clerk.id if clerk else None


def give_back(db: Session, *, booking: Booking, reason: str, clerk: Staff | None) -> None:
    """One of the party lets its offered seat go: the offer shrinks, or is declined by the last."""
    offer = of_booking(db, booking=booking)
    if offer.seats > 1:
        offer.seats -= 1
    else:
        _close(offer, DECLINED, reason or "取り消し", clerk)


def of_booking(db: Session, *, booking: Booking) -> Offer | None:
    """The open offer that holds this booking's seat."""
    return db.exec(
        select(Offer).where(
            Offer.event_id == booking.event_id,
            Offer.party == booking.party,
            Offer.outcome == OPEN,
        )
    ).first()
