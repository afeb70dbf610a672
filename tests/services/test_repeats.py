from datetime import date, datetime, timedelta

import pytest

from database import reading, writing
from models import Faq, Question
from services import faqs, question_links, repeats
from tests.classes import district
from tests.conftest import NOON
from tests.services.test_faqs import asked, published


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def ask(by, key: str, *, on: datetime = NOON, **changes) -> Question:
    question = asked(by, idem_key=key, asker="", asker_phone="", consent=False, **changes)
    with writing() as db:
        db.get_one(Question, question.id).created_at = on
    return question


def link(one: Question, other: Question, by) -> None:
    with writing() as db:
        pair = (db.get_one(Question, number.id) for number in (one, other))
        question_links.link(db, question=next(pair), other=next(pair), by=by)


def ranked(by, **filters) -> list[tuple[int, bool, str]]:
    with reading() as db:
        found = repeats.ranked(db, by=by, since=date(2026, 6, 1), **filters)
        return [(len(one.asked), one.is_loose, one.last.category.code) for one in found]


def nth(question: Question, by) -> int:
    with reading() as db:
        row = db.get_one(Question, question.id)
        return repeats.nth_this_month(db, question=row, by=by)


def test_linked_questions_are_one_group_and_the_most_asked_comes_first(sato):
    ask(sato, "alone", category_code="photo")
    first, second, third = (ask(sato, key) for key in "abc")
    link(first, second, sato)
    link(second, third, sato)

    assert ranked(sato) == [(3, False, "basics"), (1, True, "photo")]


def test_questions_answered_by_one_faq_are_one_group(tanaka, sato):
    faq, found = published(tanaka, sato), [ask(sato, key) for key in "ab"]
    with writing() as db:
        for one in found:
            row, wanted = db.get_one(Question, one.id), db.get_one(Faq, faq.id)
            faqs.link(db, faq=wanted, question=row, by=sato)

    with reading() as db:
        (group,) = repeats.ranked(db, by=sato, since=date(2026, 6, 1))
        assert (group.faq.code, len(group.asked), group.is_loose) == ("Q0001", 2, False)


def test_loose_ones_are_counted_by_kind(sato):
    for key in "ab":
        ask(sato, key)

    assert ranked(sato) == [(2, True, "basics")]


def test_volunteer_counts_the_own_districts_only(tanaka, sato):
    ask(sato, "own", district=district("chuo"))
    ask(sato, "other", district=district("takenouchi"))

    assert (ranked(tanaka), ranked(sato)) == ([(1, True, "basics")], [(2, True, "basics")])


def test_group_is_filtered_by_town_and_kind(sato):
    ask(sato, "a", district=district("chuo"))
    ask(sato, "b", category_code="photo")

    assert ranked(sato, district_code="chuo") == [(1, True, "basics")]
    assert ranked(sato, category_code="photo") == [(1, True, "photo")]
    assert ranked(sato, course_code="B07") == []


def test_how_manieth_of_this_month_counts_from_its_first_day(sato):
    before = ask(sato, "october", on=NOON.replace(month=10))
    found = [ask(sato, key) for key in "abc"]
    for one in found:
        link(before, one, sato)

    assert [nth(one, sato) for one in found] == [1, 2, 3]


def test_trend_and_months_are_told(sato):
    ask(sato, "old", on=NOON - timedelta(days=45))
    for key in "ab":
        ask(sato, key, district=district("chuo"))

    with reading() as db:
        (group,) = repeats.ranked(db, by=sato, since=date(2026, 6, 1))
        counted = [group.in_month(month) for month in repeats.months(3)]
        assert (counted, group.trend(NOON.date())) == ([0, 1, 2], 1)
        assert group.districts() == [("中央町", 2), ("町は不明", 1)]
