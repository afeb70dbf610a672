from datetime import timedelta

import pytest

from database import reading, writing
from models import Admission, District, Event, EventStatus, Format, Series
from services import bookings, openings
from services.bookings import Seats
from tests.classes import SOON, a_class, at, course, crowd, district


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def ids(cards) -> list[int]:
    return [card.event.id for card in cards]


def fill(event: Event, count: int, *, by) -> None:
    people = crowd(count)
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=by)


def test_near_leaves_out_plans_and_what_has_begun():
    a_class(status=EventStatus.DRAFT)
    a_class(starts_at=at(12))
    event = a_class()

    with reading() as db:
        assert ids(openings.near(db)) == [event.id]


def test_near_begins_near_home():
    """朝霧町 lies between 中央町 and 梅の木町; a town that is not on the map comes last."""
    with writing() as db:
        nowhere = db.get_one(District, district("kitahara").id)
        nowhere.latitude = nowhere.longitude = None
    far, near, here, lost = (
        a_class(district=code, starts_at=SOON + timedelta(days=days))
        for code, days in (("yamazato", 0), ("umenoki", 1), ("asagiri", 2), ("kitahara", 0))
    )

    with reading() as db:
        cards = openings.near(db, home=district("asagiri"))
    assert ids(cards) == [here.id, near.id, far.id, lost.id]


def test_instead_offers_seats_for_the_whole_party_and_the_same_course_first(sato):
    same, other = course("B01").id, course("B02").id
    full = a_class(capacity=1, course_id=same)
    other_course = a_class(capacity=4, course_id=other)
    same_course_farther = a_class(capacity=4, course_id=same, district="yamazato")
    one_seat_left = a_class(capacity=2, course_id=same)
    fill(full, 1, by=sato)
    fill(one_seat_left, 1, by=sato)

    with reading() as db:
        cards = openings.instead(db, event=full, home=district("chuo"), party=2)
    assert ids(cards) == [same_course_farther.id, other_course.id]
    assert cards[0].seats == Seats(capacity=4)


def test_instead_offers_the_nearest_few():
    events = [a_class(starts_at=SOON + timedelta(days=days)) for days in range(5)]

    with reading() as db:
        cards = openings.instead(db, event=events[0], home=None, limit=2)
    assert ids(cards) == [events[1].id, events[2].id]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("LINE", ["line"]),
        ("ＬＩＮＥ 中央", ["line"]),
        ("LINE 若葉", []),
        ("わかば", ["photo"]),
        ("12/5", ["photo"]),
        ("12月4日", ["line"]),
        ("金曜日", ["line"]),
        ("(土) 若葉", ["photo"]),
        ("日曜", []),
        ("13/45", []),
        ("100%", []),
    ],
)
def test_near_finds_by_title_hall_town_and_day(words, found):
    events = {
        "line": a_class(title="LINE教室"),
        "photo": a_class(title="写真", district="wakaba", starts_at=SOON + timedelta(days=1)),
    }

    with reading() as db:
        cards = openings.near(db, words=words)
    assert ids(cards) == [events[one].id for one in found]


def test_instead_prefers_the_same_format_when_no_course_is_the_same():
    full = a_class(format=Format.CONSULTATION)
    course_sooner = a_class(starts_at=SOON - timedelta(days=1))
    consultation = a_class(format=Format.CONSULTATION)

    with reading() as db:
        cards = openings.instead(db, event=full, home=None)
    assert ids(cards) == [consultation.id, course_sooner.id]


@pytest.mark.parametrize(
    "columns",
    [
        {"admission": Admission.LOTTERY},
        {"opens_at": at(13)},
        {"closes_on": at(0, days=-1).date()},
        {"status": EventStatus.CLOSED},
    ],
)
def test_instead_leaves_out_what_cannot_be_booked_at_once(columns):
    full = a_class()
    a_class(**columns)

    with reading() as db:
        assert openings.instead(db, event=full, home=None) == []


def test_of_series_lists_the_dates_to_come():
    with writing() as db:
        series = Series(title="入門")
        db.add(series)
    dates = [(1, -1), (2, 1), (3, 8)]
    events = [
        a_class(starts_at=at(10, days=days), series_id=series.id, number=number)
        for number, days in dates
    ]

    with reading() as db:
        assert ids(openings.of_series(db, event=events[0])) == [events[1].id, events[2].id]
        assert openings.of_series(db, event=a_class()) == []


def test_of_takes_what_is_called_off_too():
    events = [a_class(status=EventStatus.CANCELLED), a_class(starts_at=SOON - timedelta(days=1))]

    with reading() as db:
        assert ids(openings.of(db, ids=[one.id for one in events])) == [events[1].id, events[0].id]
