from datetime import date

import pytest
from sqlalchemy import event as sa_event

from database import engine, reading, writing
from models import Consultation, Outcome
from services import consultation_queue as queue
from services import counter_list
from services.counter_list import PAGE, View
from tests.classes import district
from tests.consulted import accepted, handed_over

FRIDAY, WEDNESDAY = date(2026, 11, 20), date(2026, 11, 18)  # it is Tuesday, after a holiday


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def listed(by, view=View.WAITING, **wanted):
    with reading() as db:
        return counter_list.listed(db, view=view, by=by, **wanted)


def numbers(by, view=View.WAITING, **wanted) -> list[int]:
    return [one.consultation.id for one in listed(by, view, **wanted)]


def test_who_waits_longest_comes_first(tanaka, yamaguchi):
    new, old = handed_over(tanaka), handed_over(tanaka, on=FRIDAY)

    assert numbers(yamaguchi) == [old.id, new.id]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "きょう引き継がれました"),
        (date(2026, 11, 23), "1開庁日お待ちです"),
        (FRIDAY, "1開庁日お待ちです"),
        (WEDNESDAY, "3開庁日お待ちです"),
    ],
)
def test_age_counts_office_days(day, words, tanaka, yamaguchi):
    handed_over(tanaka, on=day)

    assert listed(yamaguchi)[0].age == words


def test_entry_tells_what_was_handed_over(tanaka, yamaguchi):
    home = district("wakaba")
    handed_over(tanaka, "M10", "M05", district_id=home.id, note="家族と来ます", expires=202809)

    (one,) = listed(yamaguchi)

    assert [kind.code for kind in one.kinds] == ["M05", "M10"]
    assert (one.district.name, one.sender.name, one.seen) == ("若葉町", "田中", 0)


def test_filters_by_standing_town_and_kind(tanaka, yamaguchi):
    home = district("wakaba")
    here = handed_over(tanaka, "M05", district_id=home.id)
    nowhere = handed_over(tanaka, "M07")
    taken = handed_over(tanaka, "M05")
    accepted(taken, yamaguchi)
    handed_over(tanaka, "M05", outcome=Outcome.TAKEN_HOME)

    assert numbers(yamaguchi) == [here.id, nowhere.id]
    assert numbers(yamaguchi, View.ACCEPTED) == [taken.id]
    assert numbers(yamaguchi, district_id=home.id) == [here.id]
    assert numbers(yamaguchi, district_id=0) == [nowhere.id]
    assert numbers(yamaguchi, code="M07") == [nowhere.id]
    assert numbers(yamaguchi, View.CLOSED) == []
    with reading() as db:
        assert counter_list.open_counts(db, by=yamaguchi) == {
            View.WAITING: 2,
            View.ACCEPTED: 1,
            View.RETURNED: 0,
        }


def test_page_says_that_there_is_another_one(tanaka, yamaguchi):
    rows = [handed_over(tanaka) for _ in range(PAGE + 2)]

    first, second = numbers(yamaguchi), numbers(yamaguchi, page=2)

    assert len(first) == PAGE + 1
    assert first[:PAGE] + second == [row.id for row in rows]


def test_volunteer_follows_the_own_ones_returned_ones_first(tanaka, suzuki, yamaguchi):
    waiting, back = handed_over(tanaka), handed_over(tanaka)
    handed_over(suzuki)
    with writing() as db:
        row = db.get_one(Consultation, back.id)
        queue.give_back(db, consultation=row, reason="理由です", seen=0, by=yamaguchi)

    with reading() as db:
        own = counter_list.own(db, by=tanaka)

    assert [one.consultation.id for one in own] == [back.id, waiting.id]
    assert [one.reason for one in own] == ["理由です", ""]


def test_list_takes_as_many_queries_for_many_as_for_one(tanaka, yamaguchi):
    asked = []

    def count() -> int:
        asked.clear()
        listed(yamaguchi)
        return len(asked)

    def note(*given) -> None:
        asked.append(given[2])

    handed_over(tanaka)
    sa_event.listen(engine(), "before_cursor_execute", note)
    one = count()
    for _ in range(9):
        handed_over(tanaka)
    many = count()
    sa_event.remove(engine(), "before_cursor_execute", note)

    assert many == one
