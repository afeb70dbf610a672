"""満たせなかった希望: people who wanted a seat and got none, by where they live.

Counted are bookings (延べ) of classes that were held in the period, as in every figure: one person
who found no seat in two classes counts twice. Who gave up waiting is not counted.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import case, exists, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models import Booking, District, Event, Offer, OfferOutcome, Person, Staff
from services import places
from services.held_classes import was_held
from services.permissions import Permission, require
from services.seats import CANCELLED, CONFIRMED, OFFERED, WAITING


class Why(StrEnum):
    """Why there was no seat; the first that fits counts."""

    DECLINED = "declined"
    EXPIRED = "expired"
    TOO_LARGE = "too_large"
    NEVER_OFFERED = "never_offered"

    @property
    def label(self) -> str:
        return {
            Why.DECLINED: "空いた席を案内したが、辞退された",
            Why.EXPIRED: "空いた席を案内したが、期限切れか見送りで届かなかった",
            Why.TOO_LARGE: "席は残っていたが、先頭の組の人数分はなかった",
            Why.NEVER_OFFERED: "最後まで席が空かず、案内できなかった",
        }[self]


class Unmet(NamedTuple):
    """So many bookings (延べ) of people of a district; none: the district is not known."""

    district: District | None
    why: Why
    count: int


def by_district(db: Session, *, since: date, until: date, by: Staff) -> list[Unmet]:
    """The period's unmet demand, both days included, in the order of the districts; those whose
    district is not known come last."""
    require(by, Permission.REACH_VIEW)
    every = _every(since, until).subquery()
    counts = select(every.c.district_id, every.c.why, func.count()).group_by(
        every.c.district_id, every.c.why
    )
    found = {(town, Why(why)): count for town, why, count in db.exec(counts)}
    towns = [*places.districts(db), None]
    return [
        Unmet(town, why, found[key])
        for town in towns
        for why in Why
        if (key := (town.id if town else None, why)) in found
    ]


def _every(since: date, until: date):
    """One row for each booking that ended without a seat."""
    skipped = _offered(OfferOutcome.EXPIRED, OfferOutcome.PASSED, OfferOutcome.WITHDRAWN)
    declined = _offered(OfferOutcome.DECLINED)
    why = case(
        (declined, Why.DECLINED.value),
        (skipped, Why.EXPIRED.value),
        (_left() > 0, Why.TOO_LARGE.value),
        else_=Why.NEVER_OFFERED.value,
    )
    return (
        select(Person.district_id, why.label("why"))
        .select_from(Booking)
        .join(Event, Booking.event_id == col(Event.id))
        .join(Person, Booking.person_id == col(Person.id))
        .where(
            col(Event.local_date).between(since, until),
            was_held(),
            ended_without_seat(),
        )
    )


def ended_without_seat():
    """Whether a booking waited to the end, or its party declined the seat that came late."""
    declined = _offered(OfferOutcome.DECLINED)
    return (Booking.status == WAITING) | ((Booking.status == CANCELLED) & declined)


def _offered(*outcomes: OfferOutcome):
    """Whether an offer to this booking's party ended so."""
    return exists().where(
        Offer.event_id == Booking.event_id,
        Offer.party == Booking.party,
        col(Offer.outcome).in_(outcomes),
    )


def _left():
    """Seats nobody took at the class of this booking."""
    other = aliased(Booking)
    taken = select(func.count()).where(
        other.event_id == Event.id, col(other.status).in_((CONFIRMED, OFFERED))
    )
    return Event.capacity - taken.correlate(Event).scalar_subquery()
