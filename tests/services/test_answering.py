from datetime import date, datetime

import pytest
from sqlmodel import select

import clock
from database import reading
from models import (
    Answer,
    Question,
    QuestionStatus,
)
from refusal import Refusal
from services import answering, questions
from tests.classes import a_class
from tests.services.tickets import act, ask, stored


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
    assert (row.status, row.owner_id, answers) == (QuestionStatus.WORKING, tanaka.id, [])


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

    act(answering.close, question, seen_version=1, by=sato)

    assert stored()[0].status is QuestionStatus.CLOSED


def test_empty_answer_is_refused(sato):
    with pytest.raises(Refusal):
        act(answering.answer, ask(), body=" 　", seen_version=1, by=sato)
