import pytest

from database import writing
from models import Booking, BookingStatus, Event, Person
from services import bookings, rosters
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def event() -> Event:
    return a_class(capacity=3)


def book(event: Event, name: str, reading: str, *, by) -> Booking:
    person = a_person(name, reading)
    with writing() as db:
        row, one = db.get_one(Event, event.id), db.get_one(Person, person.id)
        (booking,) = bookings.book(db, event=row, people=[one], idem_key=name, by=by)
    return booking


def printed(event: Event, *, by) -> list[tuple[int, str]]:
    with writing() as db:
        entries = rosters.numbered(db, event=db.get_one(Event, event.id), by=by)
        return [(one.booking.roster_row, one.person.name) for one in entries]


def test_first_printing_numbers_seats_by_sound_then_who_waits(event, sato):
    for name, reading in (("和子", "わこ"), ("茂", "しげる"), ("清", "きよし"), ("愛", "あい")):
        book(event, name, reading, by=sato)

    assert printed(event, by=sato) == [(1, "清"), (2, "茂"), (3, "和子"), (4, "愛")]


def test_numbers_stay_and_later_bookings_get_the_next(event, sato):
    book(event, "和子", "わこ", by=sato)
    printed(event, by=sato)
    book(event, "清", "きよし", by=sato)

    assert [printed(event, by=sato) for _ in range(2)] == [[(1, "和子"), (2, "清")]] * 2


def test_number_of_a_cancelled_booking_is_given_to_nobody(event, sato):
    book(event, "清", "きよし", by=sato)
    last = book(event, "和子", "わこ", by=sato)
    printed(event, by=sato)
    with writing() as db:
        bookings.cancel(db, booking=db.get_one(Booking, last.id), by=sato)
    book(event, "愛", "あい", by=sato)

    assert printed(event, by=sato) == [(1, "清"), (3, "愛")]


def test_somebody_who_moves_up_keeps_the_number(event, sato):
    rows = [book(event, name, name, by=sato) for name in ("あ", "い", "う", "え")]
    printed(event, by=sato)
    with writing() as db:
        db.get_one(Booking, rows[3].id).status = BookingStatus.CONFIRMED
    book(event, "お", "お", by=sato)

    assert printed(event, by=sato)[3:] == [(4, "え"), (5, "お")]


def test_numbers_of_another_class_do_not_matter(event, sato):
    other = a_class()
    book(other, "清", "きよし", by=sato)
    printed(other, by=sato)
    book(event, "和子", "わこ", by=sato)

    assert printed(event, by=sato) == [(1, "和子")]


def test_volunteer_numbers_own_classes_only(event, sato, tanaka, suzuki):
    works_at(event, tanaka)
    book(event, "清", "きよし", by=sato)

    assert printed(event, by=tanaka) == [(1, "清")]
    with pytest.raises(NotPermitted):
        printed(event, by=suzuki)
