"""Handing on a place, changing the class, booking a whole series, and classes not (yet) open."""

from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Admission, Attendance, Booking, BookingStatus, Event, EventStatus, Series
from refusal import Refusal
from services import bookings
from services.seats import Seats
from tests.classes import SOON, a_class, at, crowd
from tests.services.desk import Desk

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def desk(sato):
    return Desk(sato)


def held(event: Event) -> list[tuple[int, str]]:
    """(person, status) of every booking of the event in order."""
    with reading() as db:
        rows = db.exec(
            select(Booking.person_id, Booking.status)
            .where(Booking.event_id == event.id)
            .order_by(Booking.seq)
        )
        return [tuple(row) for row in rows]


def a_series(count: int, **columns) -> tuple[Series, list[Event]]:
    """Weekly classes planned together."""
    with writing() as db:
        series = Series(title="スマホ入門")
        db.add(series)
    days = range(0, 7 * count, 7)
    return series, [
        a_class(
            starts_at=SOON + timedelta(days=day),
            series_id=series.id,
            number=day // 7 + 1,
            **columns,
        )
        for day in days
    ]


def test_substitute_takes_over_the_place(desk):
    event, (husband, wife) = a_class(capacity=1), crowd(2)
    (seat,) = desk.book(event, husband)

    desk.substitute(seat, wife)
    desk.substitute(seat, wife)

    assert held(event) == [(wife.id, CONFIRMED)]


def test_substitute_keeps_a_place_in_the_line(desk):
    event, (first, husband, wife) = a_class(capacity=1), crowd(3)
    desk.book(event, first)
    (place,) = desk.book(event, husband)

    desk.substitute(place, wife)

    assert held(event) == [(first.id, CONFIRMED), (wife.id, WAITING)]


def test_substitute_who_has_booked_already_is_refused(desk):
    event, (one, two) = a_class(), crowd(2)
    (seat,) = desk.book(event, one)
    desk.book(event, two)

    with pytest.raises(Refusal, match="見本 2さんは、この教室をもう申し込んでいます"):
        desk.substitute(seat, two)


def test_substitute_for_a_cancelled_booking_is_refused(desk, sato):
    event, (one, two) = a_class(), crowd(2)
    (seat,) = desk.book(event, one)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, seat.id), by=sato)

    with pytest.raises(Refusal, match="もう取り消されています"):
        desk.substitute(seat, two)


def test_substitute_after_check_in_is_refused(desk):
    event, (one, two) = a_class(), crowd(2)
    (seat,) = desk.book(event, one)
    with writing() as db:
        visit = {"month": 202612, "fiscal_year": 2026, "age_band": "75-79", "sex": "x"}
        ids = {"event_id": event.id, "person_id": one.id, "booking_id": seat.id}
        db.add(Attendance(**ids, local_date=event.local_date, **visit))

    with pytest.raises(Refusal, match="受付が済んでいます"):
        desk.substitute(seat, two)


def test_change_class_moves_the_party_and_offers_its_seats(desk):
    old, new = a_class(capacity=2), a_class(capacity=2)
    *couple, late = crowd(3)
    (seat, _) = desk.book(old, *couple)
    desk.book(old, late)

    rows = desk.change(seat, new)
    again = desk.change(seat, new)

    assert held(old) == [(couple[0].id, CANCELLED), (couple[1].id, CANCELLED), (late.id, OFFERED)]
    assert held(new) == [(couple[0].id, CONFIRMED), (couple[1].id, CONFIRMED)]
    assert [row.id for row in again] == [row.id for row in rows]


@pytest.mark.parametrize("columns", [{"capacity": 1}, {"admission": Admission.LOTTERY}])
def test_seat_is_not_given_up_for_less_than_a_seat(desk, columns):
    old, new = a_class(), a_class(**columns)
    one, other = crowd(2)
    (seat,) = desk.book(old, one)
    desk.book(new, other)

    with pytest.raises(Refusal, match="いまの席は、そのままです"):
        desk.change(seat, new)
    assert held(old) == [(one.id, CONFIRMED)]


def test_place_in_the_line_is_changed_for_another_one(desk):
    old, new = a_class(capacity=1), a_class(capacity=1)
    first, second, third = crowd(3)
    desk.book(old, first)
    desk.book(new, second)
    (place,) = desk.book(old, third)

    desk.change(place, new)

    assert held(old) == [(first.id, CONFIRMED), (third.id, CANCELLED)]
    assert held(new) == [(second.id, CONFIRMED), (third.id, WAITING)]


def test_change_to_the_same_class_is_refused(desk):
    event, (one,) = a_class(), crowd(1)
    (seat,) = desk.book(event, one)

    with pytest.raises(Refusal, match="いまと同じ教室です"):
        desk.change(seat, event)


def test_change_of_a_cancelled_booking_is_refused(desk):
    old, new, (one,) = a_class(), a_class(), crowd(1)
    (seat,) = desk.book(old, one)
    desk.change(seat, new)

    with pytest.raises(Refusal, match="もう取り消されています"):
        desk.change(seat, a_class(), "another")


def test_series_gives_seats_where_they_are_and_a_place_in_the_line_elsewhere(desk):
    series, events = a_series(3, capacity=1)
    first, one = crowd(2)
    desk.book(events[1], first)

    rows = desk.book_series(series, one)

    assert [row.status for row in rows] == [CONFIRMED, WAITING, CONFIRMED]
    assert [row.event_id for row in rows] == [event.id for event in events]
    assert [row.id for row in desk.book_series(series, one)] == [row.id for row in rows]


def test_series_leaves_out_dates_that_are_booked_over_or_not_open(desk, stopped_clock):
    series, events = a_series(4)
    (one,) = crowd(1)
    desk.book(events[1], one)
    with writing() as db:
        db.get_one(Event, events[2].id).status = EventStatus.CANCELLED
    stopped_clock(SOON)

    rows = desk.book_series(series, one)

    assert [row.event_id for row in rows] == [events[3].id]


def test_series_with_no_date_left_is_refused(desk, stopped_clock):
    series, events = a_series(2)
    (one,) = crowd(1)
    for event in events:
        desk.book(event, one)

    with pytest.raises(Refusal, match="もう申し込んでいます"):
        desk.book_series(series, one)
    stopped_clock(SOON + timedelta(days=30))
    with pytest.raises(Refusal, match="これからの回がありません"):
        desk.book_series(series, one)


def test_booking_before_it_opens_is_refused_with_the_day(desk):
    event = a_class(opens_at=at(9, days=1))

    with pytest.raises(Refusal, match="11月25日、水曜日、午前9時から受け付けます"):
        desk.book(event, *crowd(1))


def test_booking_opens_on_the_minute(desk):
    (row,) = desk.book(a_class(opens_at=at(12)), *crowd(1))

    assert row.status is CONFIRMED


@pytest.mark.parametrize("admission", [Admission.FIRST_COME, Admission.LOTTERY])
def test_booking_after_the_last_day_is_refused(desk, admission, stopped_clock):
    event = a_class(admission=admission, closes_on=at(0, days=1).date())
    stopped_clock(at(0, days=2))

    with pytest.raises(Refusal, match="11月25日\\(水\\)で締め切りました"):
        desk.book(event, *crowd(1))


def test_applications_are_collected_beyond_the_capacity(desk):
    event = a_class(capacity=1, admission=Admission.LOTTERY, closes_on=at(0, days=1).date())
    for person in crowd(3):
        desk.book(event, person)

    with reading() as db:
        assert bookings.seats(db, event=event) == Seats(capacity=1, applied=3)
