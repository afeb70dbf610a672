"""Booking online: the telephone desk's rules, and nobody learns whether somebody is known."""

from datetime import timedelta
from itertools import zip_longest

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import (
    Admission,
    AgeBand,
    Booking,
    BookingStatus,
    Channel,
    Event,
    EventStatus,
    Format,
    Municipality,
    Person,
)
from refusal import Refusal
from services import bookings, online
from services.online import OUTSIDE, Changed, Wanted
from services.question_form import Incomplete
from tests.classes import SOON, a_class, a_person, at, crowd, district
from tests.services.rush import bookers, desks, faults, strangers

APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus
HANAKO = Wanted(kana="みほん はなこ", town="chuo")


@pytest.fixture(autouse=True)
def _noon_in_the_town(request, town):
    if "many" not in request.fixturenames:
        request.getfixturevalue("stopped_clock")


def book(event: Event, wanted: Wanted = HANAKO, told=CONFIRMED, key: str = "k") -> list[Booking]:
    with writing() as db:
        row = db.get_one(Event, event.id)
        return online.book(db, event=row, wanted=wanted, told=told, idem_key=key)


def everybody() -> list[Person]:
    with reading() as db:
        return list(db.exec(select(Person).order_by(Person.id)))


def test_somebody_books_with_a_name_and_a_town():
    rows = book(a_class(), HANAKO._replace(kana="ミホン　ハナコ"))

    (person,) = everybody()
    assert [(row.status, row.channel, row.person_id) for row in rows] == [
        (CONFIRMED, Channel.WEB, person.id)
    ]
    assert (person.kana, person.phone, person.age_band) == ("みほん はなこ", "", AgeBand.UNKNOWN)
    assert (person.district_id, person.is_resident) == (district("chuo").id, True)


def test_couple_books_together_with_one_telephone():
    wanted = Wanted("みほん はなこ", "chuo", "みほん たろう", "0000-12-3456", "75-79", "80-84")
    rows = book(a_class(), wanted._replace(support=("large_print", "slowly", "unknown")))

    hanako, taro = everybody()
    assert [row.party for row in rows] == [rows[0].party] * 2
    assert (hanako.phone, taro.phone) == ("0000123456", "0000123456")
    assert (hanako.age_band, taro.age_band) == (AgeBand.A75, AgeBand.A80)
    assert hanako.support == "大きな声で、ゆっくり、大きな字の紙"


def test_somebody_from_outside_is_no_resident():
    book(a_class(), HANAKO._replace(town=OUTSIDE))

    assert [(one.district_id, one.is_resident) for one in everybody()] == [(None, False)]


def test_same_form_again_changes_nothing():
    event = a_class(capacity=5)
    first, again = book(event), book(event)

    assert [row.id for row in again] == [row.id for row in first]
    assert len(everybody()) == 1


def test_every_fault_is_named_at_its_field():
    wanted = Wanted("見本 花子", "nowhere", "Taro", "12")

    with pytest.raises(Incomplete) as no:
        book(a_class(), wanted)

    assert list(no.value.problems) == ["kana", "town", "with_kana", "phone"]
    assert everybody() == []


@pytest.mark.parametrize("name", ["kana", "with_kana", "phone"])
def test_number_of_the_card_is_refused_at_its_field(name):
    wanted = HANAKO._replace(**{name: "1234 5678 9018"})

    with pytest.raises(Incomplete) as no:
        book(a_class(), wanted)

    assert list(no.value.problems) == [name]


def test_number_split_over_two_boxes_is_refused():
    with pytest.raises(Refusal):
        book(a_class(), HANAKO._replace(kana="123456", with_kana="789018"))


@pytest.mark.parametrize(
    ("capacity", "booked", "admission", "told"),
    [
        (2, 1, Admission.FIRST_COME, CONFIRMED),
        (2, 2, Admission.FIRST_COME, WAITING),
        (2, 0, Admission.LOTTERY, APPLIED),
    ],
)
def test_one_gets_what_the_page_had_told(sato, capacity, booked, admission, told):
    closes = SOON.date() - timedelta(days=2)
    event = a_class(capacity=capacity, admission=admission, closes_on=closes)
    for person in crowd(booked):
        with writing() as db:
            row = db.get_one(Event, event.id)
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=sato)
    with reading() as db:
        assert online.outlook(db, event=db.get_one(Event, event.id)) is told

    assert [row.status for row in book(event, told=told)] == [told]


def test_seat_that_went_meanwhile_is_told_before_anything_is_kept():
    event = a_class(capacity=1)
    book(event, key="first")

    with pytest.raises(Changed) as no:
        book(event, told=CONFIRMED, key="second")

    assert no.value.status is WAITING
    assert len(everybody()) == 1


def test_couple_does_not_sit_down_on_the_last_seat():
    event = a_class(capacity=2)
    book(event, key="first")

    with pytest.raises(Changed):
        book(event, HANAKO._replace(with_kana="みほん たろう"), key="second")


def test_party_larger_than_the_class_is_refused():
    with pytest.raises(Refusal, match="おひとりずつ"):
        book(a_class(capacity=1), HANAKO._replace(with_kana="みほん たろう"))


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"status": EventStatus.DRAFT}, "この教室は、まだ公開されていません。"),
        ({"status": EventStatus.CANCELLED}, "この教室は、中止になりました。"),
        ({"starts_at": at(9)}, "この教室は、もう終わりました。"),
        (
            {"format": Format.CONSULTATION, "tables": 2},
            "この相談会は、時刻を決めて予約します。お電話でお受けします。",
        ),
        ({"closes_on": at(0, days=-1).date()}, "この教室の申込は、11月23日(月)で締め切りました。"),
    ],
)
def test_closed_class_says_why_without_advice_for_the_desk(columns, sentence):
    with pytest.raises(Refusal) as no:
        book(a_class(**columns))

    assert str(no.value) == sentence


def test_city_may_keep_to_the_telephone():
    with writing() as db:
        db.get_one(Municipality, 1).web_booking = False

    with pytest.raises(Refusal, match="お電話でお受けしています"):
        book(a_class())


def test_who_is_known_is_written_down_anew_and_learns_nothing(sato):
    """Somebody who knows a name and a number must not find out who goes where."""
    event = a_class(capacity=5)
    known = a_person(phone="0000123456", district_id=district("chuo").id)
    with writing() as db:
        row = db.get_one(Event, event.id)
        bookings.book(db, event=row, people=[known], idem_key="desk", by=sato)

    rows = book(event, HANAKO._replace(phone="0000-12-3456"))

    assert [row.status for row in rows] == [CONFIRMED]
    assert rows[0].person_id != known.id


def mixed(*several: list) -> list:
    """One of each in turn."""
    return [one for turn in zip_longest(*several) for one in turn if one]


@pytest.fixture(scope="module")
def many():
    with desks() as several:
        yield several


def test_last_seats_booked_online_and_by_telephone_at_once(many, sato):
    event = a_class(capacity=20, starts_at=clock.now() + timedelta(days=10))
    answers = many.rush(mixed(bookers(event, crowd(40), sato), strangers(event, 40, sato)))

    assert faults(event, answers) == []
    with reading() as db:
        mine = select(Booking.channel).where(
            Booking.event_id == event.id, Booking.status == CONFIRMED
        )
        seated = db.exec(mine).all()
    assert len(seated) == 20
    assert set(seated) == {Channel.PHONE, Channel.WEB}
