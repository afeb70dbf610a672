from datetime import timedelta

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import (
    Booking,
    BookingStatus,
    Event,
    EventStatus,
    Municipality,
    Offer,
    OfferOutcome,
)
from refusal import Refusal
from services import offers
from tests.classes import SOON, a_class, at, crowd
from tests.services.desk import Desk, names

_APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
OPEN, ACCEPTED, DECLINED, EXPIRED, PASSED, WITHDRAWN = OfferOutcome
DEADLINE = at(17, 15, days=1)  # NOON is a Tuesday; the office closes at 17:15


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def desk(sato):
    return Desk(sato)


def full_class(desk, *parties: int, capacity: int = 1, **columns) -> tuple[Event, list[Booking]]:
    """A full class with parties of these sizes waiting, and the bookings that hold the seats."""
    event, people = a_class(capacity=capacity, **columns), crowd(capacity + sum(parties))
    seats = [desk.book(event, people.pop(0))[0] for _ in range(capacity)]
    for size in parties:
        desk.book(event, *[people.pop(0) for _ in range(size)])
    return event, seats


def line(event: Event) -> list[tuple[int, str]]:
    """(seq, status) of the live bookings, in the order of the line."""
    with reading() as db:
        rows = db.exec(
            select(Booking.seq, Booking.status)
            .where(Booking.event_id == event.id, Booking.status != CANCELLED)
            .order_by(Booking.rank)
        )
        return [tuple(row) for row in rows]


def every_offer() -> list[Offer]:
    with reading() as db:
        return list(db.exec(select(Offer).order_by(Offer.id)))


def outcomes() -> list[tuple[str, str]]:
    return [(one.outcome, one.reason) for one in every_offer()]


def sweep() -> list[str]:
    with writing() as db:
        return names(offers.sweep(db))


def change(event: Event, **columns) -> None:
    with writing() as db:
        row = db.get_one(Event, event.id)
        for name, value in columns.items():
            setattr(row, name, value)


def test_freed_seat_is_held_until_the_office_closes_on_the_next_office_day(desk):
    _, (seat,) = full_class(desk, 1)

    assert desk.cancel(seat) == ["見本 2"]

    (offer,) = every_offer()
    assert (offer.seats, offer.made_at, offer.expires_at) == (1, clock.now(), DEADLINE)


@pytest.mark.parametrize(
    ("days", "now", "until"),
    [
        (1, at(16, 0, days=3), at(17, 15, days=6)),  # Friday: Monday
        (2, at(16, 0, days=3), at(17, 15, days=7)),
        (1, at(8, 0, days=9), at(17, 15, days=9) + timedelta(days=1)),
    ],
)
def test_deadline_counts_office_days(desk, stopped_clock, days, now, until):
    with writing() as db:
        db.get_one(Municipality, 1).offer_days = days
    _, (seat,) = full_class(desk, 1, starts_at=SOON + timedelta(days=7))
    stopped_clock(now)

    desk.cancel(seat)

    assert [one.expires_at for one in every_offer()] == [until]


def test_offer_never_outlasts_the_beginning_of_the_class(desk, stopped_clock):
    _, (seat,) = full_class(desk, 1)
    stopped_clock(SOON - timedelta(hours=3))

    desk.cancel(seat)

    assert [one.expires_at for one in every_offer()] == [SOON]


def test_held_seat_is_not_given_to_who_calls_next(desk):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)

    desk.book(event, *crowd(1))

    assert line(event) == [(2, OFFERED), (3, WAITING)]


def test_couple_is_offered_two_seats_at_once(desk):
    event, (first, second) = full_class(desk, 2, 1, capacity=2)

    assert (desk.cancel(first), desk.cancel(second)) == ([], ["見本 3", "見本 4"])
    assert line(event) == [(3, OFFERED), (4, OFFERED), (5, WAITING)]
    assert [one.seats for one in every_offer()] == [2]


def test_accepted_offer_is_a_seat(desk):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)

    assert desk.answer(*every_offer(), ACCEPTED) == []
    assert line(event) == [(2, CONFIRMED)]
    assert outcomes() == [(ACCEPTED, "")]


def test_declined_offer_goes_on_to_the_next_and_keeps_the_reason(desk):
    event, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)

    assert desk.answer(*every_offer(), DECLINED, "旅行のため") == ["見本 3"]
    assert line(event) == [(3, OFFERED)]
    assert outcomes() == [(DECLINED, "旅行のため"), (OPEN, "")]


def test_declined_booking_is_cancelled_with_a_reason_even_when_none_was_given(desk):
    _, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    desk.answer(*every_offer(), DECLINED)

    with reading() as db:
        gone = db.exec(select(Booking).where(Booking.seq == 2)).one()
    assert (gone.status, gone.cancel_reason, outcomes()) == (
        CANCELLED,
        "辞退",
        [(DECLINED, "辞退")],
    )


def test_passed_party_goes_behind_all_others(desk):
    event, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)

    assert desk.answer(*every_offer(), PASSED, "ご入院中") == ["見本 3"]
    assert line(event) == [(3, OFFERED), (2, WAITING)]
    assert outcomes() == [(PASSED, "ご入院中"), (OPEN, "")]


def test_passing_needs_a_reason(desk):
    _, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)

    with pytest.raises(Refusal, match="見送る理由を入力してください"):
        desk.answer(*every_offer(), PASSED, "　")
    assert outcomes() == [(OPEN, "")]


def test_seat_goes_on_by_itself_at_the_deadline(desk, stopped_clock):
    event, (first, second) = full_class(desk, 2, 1, 1, capacity=2)
    desk.cancel(first)
    desk.cancel(second)

    stopped_clock(DEADLINE - timedelta(seconds=1))
    assert sweep() == []
    stopped_clock(DEADLINE)
    assert sweep() == ["見本 5", "見本 6"]
    assert line(event) == [(5, OFFERED), (6, OFFERED), (3, WAITING), (4, WAITING)]
    assert outcomes() == [(EXPIRED, "期限までに承諾のお返事がなかったため"), (OPEN, ""), (OPEN, "")]


def test_every_change_of_the_event_settles_first(desk, stopped_clock):
    event, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)
    stopped_clock(DEADLINE)

    desk.book(event, *crowd(1))

    assert line(event) == [(3, OFFERED), (2, WAITING), (4, WAITING)]


def test_late_acceptance_is_told_that_the_seat_went_on(desk, stopped_clock):
    _, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)
    stopped_clock(DEADLINE)

    with pytest.raises(Refusal, match="11月25日、水曜日、午後5時15分）を過ぎたため、席は次の方"):
        desk.answer(*every_offer(), ACCEPTED)


def test_late_acceptance_counts_when_nobody_else_waits(desk, stopped_clock):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    stopped_clock(DEADLINE)

    assert desk.answer(*every_offer(), ACCEPTED) == []
    assert line(event) == [(2, CONFIRMED)]
    assert [one for one, _ in outcomes()] == [EXPIRED, ACCEPTED]


def test_answer_twice_is_harmless(desk):
    _, (seat,) = full_class(desk, 1, 1)
    desk.cancel(seat)
    (offer,) = every_offer()
    desk.answer(offer, DECLINED)

    assert desk.answer(offer, DECLINED) == []
    with pytest.raises(Refusal, match="もう「辞退」になっています"):
        desk.answer(offer, ACCEPTED)


def test_half_of_an_offered_couple_gives_up(desk):
    event, (first, second) = full_class(desk, 2, 1, capacity=2)
    desk.cancel(first)
    desk.cancel(second)
    with reading() as db:
        one = db.exec(select(Booking).where(Booking.seq == 3)).one()

    assert desk.cancel(one, "体調") == ["見本 5"]
    assert line(event) == [(4, OFFERED), (5, OFFERED)]
    assert [(one.seats, one.outcome) for one in every_offer()] == [(1, OPEN), (1, OPEN)]


def test_offer_is_declined_when_its_last_booking_is_cancelled(desk):
    _, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    with reading() as db:
        waiting = db.exec(select(Booking).where(Booking.seq == 2)).one()

    desk.cancel(waiting, "体調")

    assert outcomes() == [(DECLINED, "体調")]


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_offers_of_a_class_called_off_are_withdrawn(desk, status):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    change(event, status=status)

    assert sweep() == []
    assert line(event) == [(2, WAITING)]
    assert outcomes() == [(WITHDRAWN, f"教室が「{status.label}」になったため")]


def test_offers_are_withdrawn_when_the_class_has_begun(desk, stopped_clock):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    change(event, starts_at=at(13))
    stopped_clock(at(13))

    assert sweep() == []
    assert outcomes() == [(WITHDRAWN, "教室が始まったため")]


def test_offer_ends_earlier_when_the_class_moves_forward(desk):
    event, (seat,) = full_class(desk, 1)
    desk.cancel(seat)
    change(event, starts_at=at(10, days=1))

    with writing() as db:
        offers.hold(db, event=db.get_one(Event, event.id))

    assert [one.expires_at for one in every_offer()] == [at(10, days=1)]


def test_sweep_offers_seats_that_were_added(desk):
    event, _ = full_class(desk, 1)
    change(event, capacity=2)

    assert sweep() == ["見本 2"]
