from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier

import pytest
from sqlmodel import select

import clock
from database import reading
from models import (
    Answer,
    Question,
    QuestionStatus,
    Step,
)
from refusal import Refusal
from services import answering, questions
from services.permissions import NotPermitted
from tests.classes import a_class
from tests.services.tickets import CALLED, act, ask, stored


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def test_volunteer_cannot_open_or_change_a_question_of_another_district(tanaka):
    foreign = ask(event=a_class(district="kitahara"))

    for verb, arguments in (
        (answering.read, {}),
        (questions.look, {}),
        (answering.take, {"seen_version": 1}),
        (answering.answer, {"body": "はい。", "seen_version": 1}),
        (answering.note, {"body": "メモ", "seen_version": 1}),
        (answering.close, {"seen_version": 1}),
    ):
        with pytest.raises(Refusal, match="見つかりません"):
            act(verb, foreign, by=tanaka, **arguments)
    assert [(one.version, one.owner_id) for one in stored()] == [(1, None)]


def test_answer_ends_the_question_and_note_does_not(sato):
    question = ask()

    noted = act(answering.note, question, body="折り返し済み", seen_version=1, by=sato)
    assert (noted.status, noted.version) == (QuestionStatus.OPEN, 2)

    row = act(answering.answer, question, body="設定で変えます。", seen_version=2, by=sato)
    with reading() as db:
        written = [(one.body, one.is_internal) for one in db.exec(select(Answer))]
    assert (row.status, row.owner_id) == (QuestionStatus.ANSWERED, sato.id)
    assert written == [("折り返し済み", True), ("設定で変えます。", False)]


def test_answer_keeps_the_owner(sato, tanaka):
    question = ask()
    act(answering.take, question, seen_version=1, by=tanaka)

    row = act(answering.answer, question, body="はい。", seen_version=2, by=sato)

    assert row.owner_id == tanaka.id


def test_change_drawn_from_an_older_version_is_refused_and_nothing_is_lost(sato, tanaka):
    question = ask()
    act(answering.take, question, seen_version=1, by=tanaka)

    with pytest.raises(Refusal) as no:
        act(answering.answer, question, body="はい。", seen_version=1, by=sato)

    with reading() as db:
        row, answers = db.get_one(Question, question.id), db.exec(select(Answer)).all()
    assert str(no.value) == answering.CHANGED
    assert (row.status, row.owner_id) == (QuestionStatus.WORKING, tanaka.id)
    assert [one.step for one in answers] == [Step.ASSIGN]


def test_reopened_question_has_a_new_due_date(sato, stopped_clock):
    question = ask()
    act(answering.answer, question, body="はい。", seen_version=1, by=sato)
    stopped_clock(datetime(2026, 12, 1, 9, tzinfo=clock.JST))

    row = act(answering.reopen, question, seen_version=2, by=sato)

    assert (row.status, row.due_on) == (QuestionStatus.WORKING, date(2026, 12, 4))


def test_unfinished_question_cannot_be_reopened(sato):
    with pytest.raises(Refusal):
        act(answering.reopen, ask(), seen_version=1, by=sato)


def test_closed_question_is_at_its_end(sato):
    question = ask()

    act(answering.close, question, seen_version=1, body="いたずらの書きこみ", by=sato)

    (row,) = stored()
    assert (row.status, row.closed_at) == (QuestionStatus.CLOSED, clock.now())
    with pytest.raises(Refusal, match="もう終わり"):
        act(answering.close, row, seen_version=2, by=sato)


def test_question_without_an_answer_is_closed_for_a_reason_only(sato):
    with pytest.raises(Refusal, match="わけ"):
        act(answering.close, ask(), seen_version=1, body=" ", by=sato)


def test_promised_call_is_not_closed_away(sato):
    promised = ask(**CALLED)

    with pytest.raises(Refusal, match="約束"):
        act(answering.close, promised, seen_version=1, body="見本", by=sato)


def test_answered_question_is_not_answered_or_taken_again(sato):
    row = act(answering.answer, ask(), body="はい。", seen_version=1, by=sato)

    assert row.answered_at == clock.now()
    with pytest.raises(Refusal, match="回答済"):
        act(answering.answer, row, body="もう一度", seen_version=2, by=sato)
    with pytest.raises(Refusal, match="回答済"):
        act(answering.take, row, seen_version=2, by=sato)


def test_answer_that_is_not_told_yet_keeps_the_question_open(sato):
    row = act(
        answering.answer, ask(**CALLED), body="はい。", seen_version=1, is_told=False, by=sato
    )

    assert (row.status, row.answered_at) == (QuestionStatus.WORKING, None)


def test_answer_cannot_wait_for_a_call_nobody_promised(sato):
    with pytest.raises(Refusal, match="約束がありません"):
        act(answering.answer, ask(), body="はい。", seen_version=1, is_told=False, by=sato)
    with reading() as db:
        assert db.exec(select(Answer)).all() == []


def test_volunteer_takes_and_a_second_tap_is_refused(tanaka):
    row = act(answering.take, ask(), seen_version=1, by=tanaka)

    assert (row.owner_id, row.status) == (tanaka.id, QuestionStatus.WORKING)
    with pytest.raises(Refusal, match="もう田中さんの受け持ち"):
        act(answering.take, row, seen_version=2, by=tanaka)


def test_coordinator_gives_a_question_to_whoever_may_see_it(sato, tanaka, suzuki):
    there = ask(event=a_class(district="kitahara"))
    with reading() as db:
        names = [one.name for one in answering.may_own(db, question=there, by=sato)]

    assert names == ["佐藤", "鈴木"]
    row = act(answering.assign, there, owner=suzuki, seen_version=1, by=sato)
    assert (row.owner_id, row.status) == (suzuki.id, QuestionStatus.WORKING)
    with pytest.raises(Refusal, match="田中さんは、この質問を受け持てません"):
        act(answering.assign, row, owner=tanaka, seen_version=2, by=sato)


def test_volunteer_cannot_give_questions_to_others(tanaka):
    with pytest.raises(NotPermitted):
        act(answering.assign, ask(), owner=tanaka, seen_version=1, by=tanaka)


def test_log_tells_what_was_done_by_whom(sato, tanaka):
    row = act(answering.take, ask(), seen_version=1, by=tanaka)
    row = act(answering.answer, row, body="はい。", seen_version=2, by=sato)
    row = act(answering.close, row, seen_version=3, by=sato)
    act(answering.reopen, row, seen_version=4, by=tanaka)

    with reading() as db:
        entries = answering.read(db, question=row, by=sato)
    assert [(one.answer.step, one.staff.name, one.answer.body) for one in entries] == [
        (Step.ASSIGN, "田中", "田中さんの受け持ち"),
        (Step.ANSWER, "佐藤", "はい。"),
        (Step.CLOSE, "佐藤", ""),
        (Step.REOPEN, "田中", ""),
    ]


@pytest.mark.parametrize("verb", ["take", "answer"])
def test_of_two_colleagues_at_once_one_is_told_so(verb, sato, tanaka):
    question = ask()
    more = {"body": "はい。"} if verb == "answer" else {}
    start = Barrier(2)

    def try_to(by) -> str:
        start.wait()
        try:
            act(getattr(answering, verb), question, seen_version=1, by=by, **more)
        except Refusal as no:
            return str(no)
        return ""

    with ThreadPoolExecutor(2) as desks:
        told = sorted(desks.map(try_to, (sato, tanaka)))

    (row,) = stored()
    with reading() as db:
        rows = db.exec(select(Answer)).all()
    assert told == ["", answering.CHANGED]
    assert (row.version, [one.staff_id for one in rows]) == (2, [row.owner_id])


def test_empty_answer_is_refused(sato):
    with pytest.raises(Refusal):
        act(answering.answer, ask(), body=" 　", seen_version=1, by=sato)
