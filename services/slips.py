"""申込票: what those who booked see and do on the page of their own booking.

Whoever knows the address may; it is given to them alone, and its token is kept as a hash.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session, select

import clock
from models import Booking, Event, Offer, OfferOutcome, Person, Slip, Staff
from refusal import Refusal
from services import notices, offers, seating
from services.notices import Notice
from services.permissions import Permission, require
from services.seats import CANCELLED, CONFIRMED, OFFERED, WAITING, is_coming

CONFIRM_WITHIN = timedelta(days=7)  # said earlier, 行きます is no answer to the reminder
LONGEST = 44  # letters of a token; ours have 22
CANCELLED_ONLINE = "ネットで取り消し"
GONE = "お申し込みは、もう取り消されています。"


class Held(NamedTuple):
    """A slip with all it tells: the party in its order, those who cancelled included.

    `offer`: a freed seat that waits for their answer.
    """

    slip: Slip
    notice: Notice
    bookings: list[Booking]
    people: list[Person]
    offer: Offer | None

    @property
    def live(self) -> list[Booking]:
        return [one for one in self.bookings if one.status is not CANCELLED]

    @property
    def coming(self) -> list[Person]:
        """Who of the party still has a place."""
        pairs = zip(self.bookings, self.people, strict=True)
        return [person for booking, person in pairs if booking.status is not CANCELLED]

    @property
    def can_change(self) -> bool:
        """Whether the booking can still be given back."""
        return bool(self.live) and self.notice.event.ends_at > clock.now()

    @property
    def can_confirm(self) -> bool:
        event, seated = self.notice.event, any(one.status is CONFIRMED for one in self.live)
        return seated and is_coming(event) and event.starts_at - clock.now() <= CONFIRM_WITHIN

    @property
    def has_confirmed(self) -> bool:
        """Whether they said 行きます, and nothing was changed since."""
        slip = self.slip
        return slip.confirmed_at is not None and slip.confirmed_notice == self.notice.event.notice


def token_of(secret: str) -> str:
    """The token that belongs to the key of a form: sent twice, it leads to one page.

    The key itself is kept nowhere, so that nobody can compute a token from the database.
    """
    return hashlib.sha256(f"slip\n{secret}".encode()).hexdigest()[:32]


def fingerprint(token: str) -> str:
    """What the database knows of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_for(db: Session, *, booking: Booking, token: str) -> Slip:
    """Let this token lead to the party of the booking; twice is harmless."""
    known = db.exec(select(Slip).where(Slip.token_hash == fingerprint(token))).first()
    if known:
        return known
    slip = Slip(token_hash=fingerprint(token), event_id=booking.event_id, party=booking.party)
    db.add(slip)
    db.flush()
    return slip


def issue(db: Session, *, booking: Booking, by: Staff) -> str:
    """A new token for the slip on paper of somebody who booked by telephone. Older ones stay."""
    require(by, Permission.BOOKING_CHANGE)
    token = secrets.token_hex(16)
    open_for(db, booking=booking, token=token)
    return token


def follow(db: Session, *, old: Booking, new: Booking) -> None:
    """The party was moved to another class: its slips show that one from now on."""
    for slip in db.exec(select(Slip).where(Slip.event_id == old.event_id, Slip.party == old.party)):
        slip.event_id, slip.party = new.event_id, new.party
        slip.confirmed_at, slip.confirmed_notice = None, 0
    db.flush()


def find(db: Session, *, token: str) -> Held | None:
    """The slip behind an address; unknown tokens and those of erased bookings look the same."""
    if not token or len(token) > LONGEST:
        return None
    slip = db.exec(select(Slip).where(Slip.token_hash == fingerprint(token))).first()
    if slip is None:
        return None
    rows = db.exec(
        select(Booking, Person)
        .where(
            Booking.event_id == slip.event_id,
            Booking.party == slip.party,
            Booking.person_id == Person.id,
        )
        .order_by(Booking.seq)
    ).all()
    if not rows:
        return None
    notice = notices.about(db, event=db.get_one(Event, slip.event_id))
    bookings, persons = (list(column) for column in zip(*rows, strict=True))
    return Held(slip, notice, bookings, persons, _open_offer(db, slip))


def _open_offer(db: Session, slip: Slip) -> Offer | None:
    return db.exec(
        select(Offer).where(
            Offer.event_id == slip.event_id,
            Offer.party == slip.party,
            Offer.outcome == OfferOutcome.OPEN,
        )
    ).first()


def _held(db: Session, token: str) -> Held:
    """The slip as it is under the event's lock."""
    held = find(db, token=token)
    if held is None:
        raise Refusal("この申込票は見つかりません。お電話で、お申し込みの内容をお確かめください。")
    offers.hold(db, event=held.notice.event)
    for row in held.bookings:
        db.refresh(row)
    return held._replace(offer=_open_offer(db, held.slip))


def confirm(db: Session, *, token: str) -> None:
    """「行きます」: nobody needs to call them any more about this date. Twice is harmless."""
    held = _held(db, token)
    if held.has_confirmed:
        return
    if not held.live:
        raise Refusal(GONE)
    if not held.can_confirm:
        raise Refusal("いまは「行きます」のお返事はいりません。教室の1週間前からお受けします。")
    held.slip.confirmed_at = clock.now()
    held.slip.confirmed_notice = held.notice.event.notice
    db.flush()


def cancel(db: Session, *, token: str, people: set[int] | None = None) -> None:
    """Give the places back: the whole party's, or only those of some (`people`: booking ids).

    Cancelling twice is harmless. Who is offered a seat by it stands on today's call list.
    """
    held = _held(db, token)
    for row in held.live:
        if people is None or row.id in people:
            seating.release(db, booking=row, reason=CANCELLED_ONLINE)


def accept(db: Session, *, token: str) -> None:
    """Take the seats that are held for the party. Twice is harmless."""
    held = _held(db, token)
    if held.offer:
        offers.conclude(db, offer=held.offer, outcome=OfferOutcome.ACCEPTED, reason="", clerk=None)
    elif any(one.status in (WAITING, OFFERED) for one in held.live):
        raise Refusal("席をお取りしておく時間が過ぎました。キャンセル待ちの順番に、もどりました。")
    elif not held.live:
        raise Refusal(GONE)
