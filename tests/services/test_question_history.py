from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Booking, BookingStatus, Event, Person, QuestionStatus
from services import question_history, questions
from services.permissions import NotPermitted
from tests.classes import a_class, a_person, at, district, works_at
from tests.conftest import NOON
from tests.services.test_question_list import change
from tests.web.test_files import book


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def today(tanaka) -> Event:
    event = a_class(starts_at=at(14))
    works_at(event, tanaka)
    return event


def heard(person: Person, by, *, key: str, days: int = 0, **columns):
    with writing() as db:
        row = questions.record(
            db,
            category_code="line_sns",
            body="とても内密なこと",
            idem_key=key,
            person=db.get_one(Person, person.id),
            by=by,
        )
    return change(row, created_at=NOON - timedelta(days=days), **columns)


def told(event: Event, by, **only) -> dict[int, str]:
    with reading() as db:
        found = question_history.of_people(db, event=event, by=by, **only)
    return {number: one.sentence for number, one in found.items()}


def test_last_question_is_told_with_kind_standing_and_day_only(today, sato, tanaka):
    person = a_person()
    book(today, person)
    heard(person, sato, key="old", days=30, status=QuestionStatus.CLOSED)
    heard(person, sato, key="new", days=4, status=QuestionStatus.ANSWERED)

    assert told(today, tanaka) == {person.id: "前回: LINE・SNSの質問（回答済、11月20日(金)）"}
    assert question_history.Before._fields == ("category", "status", "day")


def test_what_still_waits_comes_before_what_is_answered(today, sato, tanaka):
    person = a_person()
    book(today, person)
    heard(person, sato, key="waits", days=5)
    heard(person, sato, key="answered", days=1, status=QuestionStatus.ANSWERED)

    assert told(today, tanaka) == {
        person.id: "まだ答えていない質問があります（LINE・SNS、11月19日(木)）"
    }


def test_only_people_of_this_class_are_told_of(today, sato, tanaka):
    here, elsewhere, gone = (a_person(name) for name in ("見本 一", "見本 二", "見本 三"))
    book(today, here)
    book(today, gone, seq=2)
    with writing() as db:
        (row,) = db.exec(select(Booking).where(Booking.person_id == gone.id))
        row.status, row.cancelled_at = BookingStatus.CANCELLED, NOON
    for number, person in enumerate((here, elsewhere, gone)):
        heard(person, sato, key=str(number))

    assert list(told(today, tanaka)) == [here.id]
    assert list(told(today, tanaka, person=elsewhere)) == []


def test_questions_of_another_district_are_left_out(today, sato, tanaka):
    """田中 has no 北原町."""
    person = a_person(district_id=district("kitahara").id)
    book(today, person)
    heard(person, sato, key="far")

    assert list(told(today, sato)) == [person.id]
    assert told(today, tanaka) == {}


def test_another_volunteers_class_and_the_counter_are_refused(today, suzuki, yamaguchi):
    for staff in (suzuki, yamaguchi):
        with pytest.raises(NotPermitted):
            told(today, staff)
