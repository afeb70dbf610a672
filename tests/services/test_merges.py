from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Answer, Question, QuestionStatus, Step
from refusal import Refusal
from services import answering, merges, waiting
from tests.classes import a_class
from tests.services.tickets import act, ask, stored

CHANGED = answering.CHANGED


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def merge(one: Question, other: Question, by) -> tuple[Question, Question]:
    """Both as they are afterwards."""
    with writing() as db:
        rows = [db.get_one(Question, row.id) for row in (one, other)]
        merges.merge(
            db,
            question=rows[0],
            other=rows[1],
            seen_version=one.version,
            other_version=other.version,
            by=by,
        )
    return tuple(rows)


@pytest.fixture
def later(stopped_clock):
    """Asked on Tuesday and on Wednesday."""
    first = ask(idem_key="1")
    stopped_clock(datetime(2026, 11, 25, 12, tzinfo=clock.JST))
    return first, ask(idem_key="2", body="字を大きくするには？")


def test_merged_question_keeps_everything_and_says_where_it_went(later, sato, tanaka):
    first, second = later
    second = act(answering.take, second, seen_version=1, by=tanaka)

    first, merged = merge(first, second, sato)

    assert (merged.merged_into_id, merged.status) == (first.id, QuestionStatus.CLOSED)
    assert (merged.body, merged.owner_id, merged.due_on) == (
        second.body,
        tanaka.id,
        second.due_on,
    )
    assert (first.status, first.merged_into_id) == (QuestionStatus.OPEN, None)


@pytest.mark.parametrize("swapped", [False, True])
def test_the_sooner_promise_goes_on_whichever_was_opened(later, sato, swapped):
    one, other = reversed(later) if swapped else later

    merge(one, other, sato)

    assert [row.merged_into_id for row in stored()] == [None, later[0].id]


def test_urgent_goes_before_sooner(later, sato):
    urgent = ask(idem_key="3", category_code="money_fraud")

    merge(urgent, later[0], sato)

    assert [row.merged_into_id for row in stored()] == [urgent.id, None, None]


def test_a_clock_that_stands_still_is_no_promise(later, sato):
    first, second = later
    held = act(waiting.hold, first, reason=waiting.ASKER, for_asker=True, seen_version=1, by=sato)

    merge(held, second, sato)

    assert [row.merged_into_id for row in stored()] == [second.id, None]


def test_unmerge_brings_back_status_owner_and_due_date(later, sato, tanaka):
    first, second = later
    second = act(answering.take, second, seen_version=1, by=tanaka)
    held = act(waiting.hold, second, reason="見本", for_asker=True, seen_version=2, by=tanaka)
    _, merged = merge(first, held, sato)

    row = act(merges.unmerge, merged, seen_version=merged.version, by=sato)

    for name in ("status", "owner_id", "due_on", "hold_reason", "waits_since", "closed_at"):
        assert getattr(row, name) == getattr(held, name), name
    assert (row.merged_into_id, row.merged_from) == (None, None)


def test_log_of_both_tells_it(later, sato):
    first, second = later
    _, merged = merge(first, second, sato)
    act(merges.unmerge, merged, seen_version=merged.version, by=sato)

    with reading() as db:
        rows = db.exec(select(Answer).order_by(Answer.id)).all()
    assert [(one.question_id, one.step, one.body) for one in rows] == [
        (second.id, Step.MERGE, f"質問{first.id}にまとめました。"),
        (first.id, Step.MERGE, f"質問{second.id}をまとめました。"),
        (second.id, Step.MERGE, f"質問{first.id}から分けて、元にもどしました。"),
        (first.id, Step.MERGE, f"質問{second.id}を分けました。"),
    ]


def test_merged_question_is_not_worked_on(later, sato):
    _, merged = merge(*later, sato)

    for verb, more in (
        (answering.take, {}),
        (answering.answer, {"body": "はい。"}),
        (answering.note, {"body": "はい。"}),
        (answering.reopen, {}),
        (answering.close, {"body": "見本"}),
    ):
        with pytest.raises(Refusal, match="まとめてあります"):
            act(verb, merged, seen_version=merged.version, by=sato, **more)


def test_merge_with_itself_or_with_what_is_over_is_refused(later, sato):
    first, second = later
    with pytest.raises(Refusal, match="同じ質問"):
        merge(first, first, sato)
    over = act(answering.answer, second, body="はい。", seen_version=1, by=sato)
    with pytest.raises(Refusal, match="回答済"):
        merge(first, over, sato)


def test_merge_finds_no_question_of_another_district(tanaka):
    mine, there = ask(idem_key="1"), ask(idem_key="2", event=a_class(district="kitahara"))

    with pytest.raises(Refusal, match="見つかりません"):
        merge(mine, there, tanaka)


def test_unmerge_of_what_is_not_merged_is_refused(sato):
    with pytest.raises(Refusal, match="まとめてありません"):
        act(merges.unmerge, ask(), seen_version=1, by=sato)


def test_merged_twice_leads_to_the_end_of_the_way(later, sato):
    first, second = later
    urgent = ask(idem_key="3", category_code="money_fraud")
    first, second = merge(first, second, sato)
    merge(urgent, first, sato)

    with reading() as db:
        end = merges.destination(db, question=db.get_one(Question, second.id))
        here = merges.merged_into(db, question=urgent, by=sato)
    assert (end.id, [one.id for one in here]) == (urgent.id, [first.id])


def test_of_two_who_merge_at_once_one_is_told_so(later, sato, tanaka):
    """From both ends, so that each begins with the row the other one needs."""
    start = Barrier(2)

    def try_to(by, one, other) -> str:
        start.wait()
        try:
            merge(one, other, by)
        except Refusal as no:
            return str(no)
        return ""

    with ThreadPoolExecutor(2) as desks:
        told = sorted(desks.map(try_to, (sato, tanaka), later, reversed(later)))

    with reading() as db:
        steps = db.exec(select(Answer)).all()
    assert (told, len(steps)) == (["", CHANGED], 2)
    assert [row.merged_into_id for row in stored()] == [None, later[0].id]
