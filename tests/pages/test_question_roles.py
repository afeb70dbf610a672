"""A question of 北原町 × every way to it × every role: 田中 of 中央町 finds nothing, 佐藤 does."""

from collections.abc import Callable

import pytest

from database import reading, writing
from models import Event, Person, Question, Staff
from refusal import Refusal
from services import (
    answering,
    calls,
    question_bulk,
    question_export,
    question_flags,
    question_history,
    question_list,
    questions,
    waiting,
)
from services.question_filters import View, Wanted
from tests.classes import a_class, a_person, at, district, works_at
from tests.conftest import NOON
from tests.services.tickets import ask
from tests.web.test_files import book

SECRET = "ひみつのことば"
NAME, PHONE = "架空 花子", "0000001234"


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def far(sato) -> Question:
    """Late, urgent, unowned, to be called back: it would stand on top of every list."""
    person = a_person(NAME, phone=PHONE, district_id=district("kitahara").id)
    row = ask(
        body=f"{SECRET}です。",
        category_code="money_fraud",
        event=a_class(district="kitahara"),
        asker=NAME,
        asker_phone=PHONE,
        consent=True,
    )
    with writing() as db:
        kept = db.get_one(Question, row.id)
        kept.person_id, kept.created_at = person.id, NOON
    return kept


@pytest.fixture
def class_of_tanaka(far, tanaka) -> Event:
    """Who asked comes to a class of 田中 today."""
    event = a_class(district="chuo", starts_at=at(14))
    works_at(event, tanaka)
    book(event, Person(id=far.person_id))
    return event


def found_in_list(db, far: Question, staff: Staff, **wanted) -> bool:
    rows = question_list.listed(db, wanted=Wanted(**wanted), by=staff)
    return far.id in [one.question.id for one in rows]


WAYS: dict[str, Callable] = {
    **{
        f"list {view}": lambda db, far, staff, view=view: found_in_list(db, far, staff, view=view)
        for view in (View.TO_DO, View.UNOWNED, View.ALL)
    },
    "words": lambda db, far, staff: found_in_list(db, far, staff, words=SECRET),
    "number": lambda db, far, staff: found_in_list(db, far, staff, words=str(far.id)),
    "town": lambda db, far, staff: found_in_list(db, far, staff, town="北原町"),
    "counts": lambda db, far, staff: question_list.counts(db, wanted=Wanted(), by=staff)[
        View.UNOWNED
    ],
    "count": lambda db, far, staff: question_list.count(db, wanted=Wanted(words=SECRET), by=staff),
    "today": lambda db, far, staff: question_flags.waiting(db, by=staff).urgent,
    "by its number": lambda db, far, staff: questions.find(db, number=str(far.id), by=staff),
    "log": lambda db, far, staff: answering.read(db, question=far, by=staff) == [],
}


@pytest.mark.parametrize("way", WAYS)
def test_far_question_is_found_by_the_desk_and_not_by_a_far_volunteer(way, far, sato, tanaka):
    def sees(staff: Staff) -> bool:
        with reading() as db:
            try:
                return bool(WAYS[way](db, db.get_one(Question, far.id), staff))
            except Refusal as no:
                return str(no) != questions.UNKNOWN  # not found, never forbidden

    assert (sees(sato), sees(tanaka)) == (True, False)


@pytest.mark.parametrize("way", WAYS)
def test_counter_is_refused_whatever_the_question(way, far, yamaguchi):
    with reading() as db, pytest.raises(Refusal, match="権限がありません"):
        WAYS[way](db, db.get_one(Question, far.id), yamaguchi)


STEPS: dict[str, Callable] = {
    "take": lambda db, **one: answering.take(db, **one),
    "answer": lambda db, **one: answering.answer(db, body="はい。", **one),
    "note": lambda db, **one: answering.note(db, body="メモ", **one),
    "hold": lambda db, **one: waiting.hold(db, reason="確認", for_asker=True, **one),
    "close": lambda db, **one: answering.close(db, **one),
}


@pytest.mark.parametrize("step", STEPS)
def test_no_step_is_taken_on_a_guessed_number(step, far, tanaka):
    with pytest.raises(Refusal) as no, writing() as db:
        STEPS[step](db, question=db.get_one(Question, far.id), seen_version=1, by=tanaka)

    assert str(no.value) == questions.UNKNOWN
    with reading() as db:
        row = db.get_one(Question, far.id)
    assert (row.version, row.owner_id) == (1, None)


def test_files_bulk_and_calls_are_not_for_volunteers(far, tanaka):
    for way in (
        lambda db: question_export.export(db, wanted=Wanted(), by=tanaka),
        lambda db: question_bulk.assign(db, seen={far.id: 1}, to=tanaka, by=tanaka),
        lambda db: calls.of_day(db, day=NOON.date(), by=tanaka),
    ):
        with pytest.raises(Refusal, match="権限がありません"), writing() as db:
            way(db)


def test_door_tells_the_desk_and_not_the_volunteer(class_of_tanaka, sato, tanaka):
    with reading() as db:
        told = [
            question_history.of_people(db, event=class_of_tanaka, by=staff)
            for staff in (sato, tanaka)
        ]

    assert (len(told[0]), told[1]) == (1, {})


def words(screen) -> str:
    kinds = (screen.markdown, screen.get("html"), screen.warning, screen.error, screen.text)
    return "".join(str(one.value) for kind in kinds for one in kind)


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("question", {"id": "{id}"}),
        ("questions", {}),
        ("questions", {"view": "すべて"}),
        ("questions", {"words": SECRET}),
        ("questions", {"town": "北原町"}),
        ("questions", {"page": "1", "mark": "当日中に返事"}),
        ("today", {}),
        ("check_in", {"event": "{event}"}),
    ],
)
def test_no_screen_shows_it(name, query, opened, far, class_of_tanaka, tanaka, yamaguchi):
    known = {"id": far.id, "event": class_of_tanaka.public_id}
    for staff in (tanaka, yamaguchi):
        screen = opened(name, staff, **{key: value.format(**known) for key, value in query.items()})

        assert list(screen.exception) == []
        for secret in (SECRET, PHONE, "お金・詐欺の疑い（", f'id="q{far.id}"', f"?id={far.id}"):
            assert secret not in words(screen)


def test_desk_is_shown_it(opened, far, sato):
    """What the test above looks for would be there."""
    assert SECRET in words(opened("question", sato, id=str(far.id)))
    listed = words(opened("questions", sato, words=SECRET))
    assert (SECRET in listed, f"?id={far.id}" in listed) == (True, True)
    assert (NAME in listed, PHONE in listed) == (False, False)
