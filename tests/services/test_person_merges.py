"""One person who was written down twice."""

import pytest
from sqlmodel import select

from database import reading, writing
from japanese import kana
from models import (
    AgeBand,
    Attendance,
    AuditLine,
    Booking,
    BookingStatus,
    EventStatus,
    Person,
    Sex,
)
from refusal import Refusal
from services import attendance, bookings, merge_records, people, person_merges
from services.counts import Reached, Scope
from tests.classes import SOON, a_class, a_person, at, district
from tests.services.test_upkeep import came, shown

CANCELLED, CONFIRMED, WAITING = (
    BookingStatus.CANCELLED,
    BookingStatus.CONFIRMED,
    BookingStatus.WAITING,
)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def merged(person: Person, other: Person, by, *taken: str) -> None:
    with writing() as db:
        one, two = db.get_one(Person, person.id), db.get_one(Person, other.id)
        person_merges.merge(db, person=one, other=two, taken=taken, by=by)


def booked(event, *party: Person, by) -> None:
    with writing() as db:
        event = db.merge(event)
        who = [db.get_one(Person, one.id) for one in party]
        bookings.book(db, event=event, people=who, idem_key=f"k{event.id}{who[0].id}", by=by)


def rows(table, *wanted) -> list:
    with reading() as db:
        return list(db.exec(select(table).where(*wanted).order_by(table.id)))


def test_two_visits_of_one_person_are_two_visits_of_one_person(sato):
    one, two = a_person(), a_person("見本 ハナコ", "みほん はなこ")
    came(a_class(starts_at=at(10, days=-9), status=EventStatus.HELD), one)
    came(a_class(starts_at=at(10, days=-2), status=EventStatus.HELD), two)

    merged(one, two, sato)

    assert shown(Scope()) == {(): Reached(1, 2, 1)}


def test_of_two_visits_to_one_class_one_stays_with_its_seat(sato):
    one, two = a_person(), a_person()
    event = a_class(starts_at=at(12, 30))
    booked(event, two, by=sato)
    (seat,) = rows(Booking)
    came(event, one)
    came(event, two, booking_id=seat.id)

    merged(one, two, sato)

    (row,) = rows(Attendance)
    assert (row.person_id, row.booking_id) == (one.id, seat.id)
    assert rows(Booking)[0].person_id == one.id


def test_second_seat_goes_to_who_waits(sato):
    one, two, waiting = a_person(), a_person(), a_person("見本 次郎", "みほん じろう")
    event = a_class(capacity=2)
    for person in (one, two, waiting):
        booked(event, person, by=sato)

    merged(two, one, sato)

    assert [(row.person_id, row.status) for row in rows(Booking)] == [
        (two.id, CONFIRMED),
        (two.id, CANCELLED),
        (waiting.id, BookingStatus.OFFERED),
    ]


def test_seat_is_kept_before_a_place_in_the_line(sato):
    one, two, other = a_person(), a_person(), a_person()
    event = a_class(capacity=2)
    booked(event, other, by=sato)
    booked(event, two, by=sato)
    booked(event, one, by=sato)

    merged(one, two, sato)

    assert [row.status for row in rows(Booking)] == [CONFIRMED, CONFIRMED, CANCELLED]
    assert {row.person_id for row in rows(Booking)} == {one.id, other.id}


def test_past_doubles_are_told_as_cancelled(sato, stopped_clock):
    one, two = a_person(), a_person()
    event = a_class(capacity=5)
    for person in (one, two):
        booked(event, person, by=sato)
    stopped_clock(SOON.replace(day=20))

    merged(one, two, sato)

    assert [(row.status, row.cancel_reason) for row in rows(Booking)] == [
        (CONFIRMED, ""),
        (CANCELLED, person_merges.TWICE),
    ]


def test_what_is_not_known_of_the_one_is_known_of_the_other(sato):
    one = a_person(age_band=AgeBand.UNKNOWN)
    two = a_person(phone="0000012345", birth_year=1945, sex=Sex.FEMALE)

    merged(one, two, sato)

    kept, gone = rows(Person)
    assert (kept.phone, kept.birth_year, kept.sex) == ("0000012345", 1945, Sex.FEMALE)
    assert (gone.name, gone.kana_key, gone.phone, gone.birth_year) == ("", "", "", None)


def test_either_card_leads_to_the_person_who_is_found_once(sato):
    home = district("wakaba").id
    one, two = a_person(district_id=home), a_person(district_id=home)

    merged(one, two, sato)

    with reading() as db:
        found = people.search(db, query="若葉町", by=sato)
        card = people.with_card(db, code=two.card_code, by=sato)
    assert ([one.person.id for one in found], card.id) == ([one.id], one.id)


def test_merge_is_written_down(sato):
    one, two = a_person(), a_person()
    row = came(a_class(starts_at=at(10, days=-2)), two)

    merged(one, two, sato)

    moved = rows(AuditLine, AuditLine.entity == "attendance", AuditLine.action == "update")[-1]
    assert (moved.actor_id, moved.entity_id) == (sato.id, str(row.id))
    assert moved.changes == {"person_id": [two.id, one.id]}


def test_nobody_is_merged_twice_or_into_themselves(sato):
    one, two = a_person(), a_person()
    with pytest.raises(Refusal, match="同じ方です"):
        merged(one, one, sato)
    merged(one, two, sato)

    with pytest.raises(Refusal, match="もう1人の方にまとめてあります"):
        merged(one, two, sato)


def test_who_came_may_be_merged_at_the_door_too(sato):
    """Checked in just now under the one name, booked under the other."""
    one, two = a_person(), a_person()
    event = a_class(starts_at=at(12, 30))
    booked(event, one, by=sato)
    with writing() as db:
        hall, person = db.merge(event), db.get_one(Person, two.id)
        attendance.walk_in_again(db, event=hall, person=person, by=sato)

    merged(one, two, sato)

    (row,), (seat,) = rows(Attendance), rows(Booking)
    assert (row.person_id, row.booking_id, seat.status) == (one.id, seat.id, CONFIRMED)


def test_what_is_chosen_of_the_other_is_taken_over(sato):
    one = a_person("見本 花", "みほん はな", phone="0000012345", birth_year=1944)
    two = a_person("見本 花子", "みほん はなこ", phone="0000054321", birth_year=1945)
    with reading() as db:
        rows_of = [db.get_one(Person, row.id) for row in (one, two)]
        differ = person_merges.differing(*rows_of)

    merged(one, two, sato, "name", "kana", "born")

    kept, _ = rows(Person)
    assert differ == ["name", "kana", "phone", "born"]
    assert (kept.name, kept.kana_key, kept.birth_year) == (
        "見本 花子",
        kana.fold("みほん はなこ"),
        1945,
    )
    assert kept.phone == "0000012345"


def test_what_would_be_done_is_told_before(sato):
    one, two = a_person(), a_person()
    past, soon = a_class(starts_at=at(10, days=-2)), a_class()
    for person in (one, two):
        came(past, person)
        booked(soon, person, by=sato)

    with reading() as db:
        pair = {"person": db.get_one(Person, one.id), "other": db.get_one(Person, two.id)}
        found = person_merges.before(db, **pair, by=sato)

    assert (found.owned, found.problem) == ({"申込": 1, "出席": 1}, "")
    assert found.told == [
        "11月22日(日)「スマホ教室」に、出席が2つあります。1つにします。",
        "12月4日(金)「スマホ教室」に、申込が2つあります。1つにします。空いた席は、次の方へまわります。",
    ]


def test_everything_that_points_to_a_person_has_a_name_on_the_screen():
    pointing = {table.__tablename__ for table, _ in merge_records.pointing()}

    assert pointing == set(person_merges.OWNED) | {"person"}
