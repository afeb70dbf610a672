from datetime import date, timedelta

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Booking, BookingStatus, Event, EventStatus, Offer, OfferOutcome, Person
from services import bookings, offers, unmet
from services.unmet import Why
from tests.classes import SOON, a_class, a_person, at, district


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def book(event: Event, *people: Person, by) -> list[Booking]:
    with writing() as db:
        rows = [db.get_one(Person, one.id) for one in people]
        event = db.get_one(Event, event.id)
        key = "-".join(str(one.id) for one in (event, *people))
        return bookings.book(db, event=event, people=rows, idem_key=key, by=by)


def people(count: int, town: str = "wakaba") -> list[Person]:
    home = district(town).id
    return [a_person(f"{town} {number}", district_id=home) for number in range(count)]


def full(by, *waiting: list[Person], capacity: int = 1) -> tuple[Event, list[Booking]]:
    event = a_class(capacity=capacity)
    seats = [book(event, one, by=by)[0] for one in people(capacity, "chuo")]
    for party in waiting:
        book(event, *party, by=by)
    return event, seats


def cancel(booking: Booking, by) -> None:
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, booking.id), by=by)


def answered(outcome: OfferOutcome, by) -> None:
    with writing() as db:
        offer = db.exec(select(Offer).where(Offer.outcome == OfferOutcome.OPEN)).one()
        offers.answer(db, offer=offer, outcome=outcome, reason="都合", by=by)


def demand(by) -> list[tuple]:
    """After every class that has begun was closed."""
    with writing() as db:
        begun = Event.starts_at <= clock.now(), Event.status == EventStatus.PUBLISHED
        for event in db.exec(select(Event).where(*begun)):
            event.status = EventStatus.HELD
    with reading() as db:
        rows = unmet.by_district(db, since=date(2026, 12, 1), until=date(2026, 12, 31), by=by)
    return [(one.district and one.district.code, one.why, one.count) for one in rows]


def test_who_waited_to_the_end_is_counted_by_home(sato, stopped_clock):
    full(sato, people(1), people(2), [a_person("見本 町不明")], capacity=2)
    stopped_clock(SOON)

    assert demand(sato) == [("wakaba", Why.NEVER_OFFERED, 3), (None, Why.NEVER_OFFERED, 1)]


def test_declined_and_expired_offers_are_told_apart(sato, stopped_clock):
    _, (seat,) = full(sato, people(1), people(1, "umenoki"))
    cancel(seat, sato)
    answered(OfferOutcome.DECLINED, sato)
    stopped_clock(at(18, days=1))
    with writing() as db:
        offers.sweep(db)
    stopped_clock(SOON)
    with writing() as db:
        offers.sweep(db)

    assert sorted(demand(sato)) == [("umenoki", Why.EXPIRED, 1), ("wakaba", Why.DECLINED, 1)]


def test_seats_too_few_for_the_first_party_are_told_apart(sato, stopped_clock):
    _, (seat, _) = full(sato, people(2), capacity=2)
    cancel(seat, sato)
    stopped_clock(SOON)

    assert demand(sato) == [("wakaba", Why.TOO_LARGE, 2)]


def test_accepted_offer_is_met_demand(sato, stopped_clock):
    _, (seat,) = full(sato, people(1))
    cancel(seat, sato)
    answered(OfferOutcome.ACCEPTED, sato)
    stopped_clock(SOON)

    assert demand(sato) == []


def test_who_gave_up_waiting_is_not_counted(sato, stopped_clock):
    event, _ = full(sato, people(1))
    with reading() as db:
        waiting = db.exec(select(Booking).where(Booking.status == BookingStatus.WAITING)).one()
    cancel(waiting, sato)
    stopped_clock(SOON)

    assert demand(sato) == []


@pytest.mark.parametrize(
    ("moment", "columns"),
    [
        (SOON - timedelta(seconds=1), {}),
        (SOON, {"status": EventStatus.CANCELLED}),
        (SOON, {"local_date": date(2026, 11, 30)}),
    ],
)
def test_other_classes_are_not_counted(sato, stopped_clock, moment, columns):
    event, _ = full(sato, people(1))
    with writing() as db:
        row = db.get_one(Event, event.id)
        for name, value in columns.items():
            setattr(row, name, value)
    stopped_clock(moment)

    assert demand(sato) == []
