"""Nobody who was promised a call is forgotten, whatever happens to the question."""

from datetime import datetime

import pytest
from sqlmodel import select

import clock
from database import reading, writing
from models import Answer, Call, CallOutcome, Desk, Question, QuestionStatus, Step
from refusal import Refusal
from services import answering, call_notes, calls, contacts, hand_overs, merges
from tests.conftest import NOON
from tests.services.tickets import CALLED, act, ask

REACHED, DECLINED, ABSENT, WRONG_NUMBER = CallOutcome
OTHER = CALLED | {"asker_phone": "000-005-4321"}
WORKING, ANSWERED = QuestionStatus.WORKING, QuestionStatus.ANSWERED


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def listed(by) -> list[calls.Household]:
    with reading() as db:
        return calls.of_day(db, day=NOON.date(), by=by)


def phones(by) -> list[str]:
    return [home.phone for home in listed(by)]


def said(by) -> list[str]:
    return [thing.sentence for home in listed(by) for thing in home.things]


def tap(outcome, by, note="", at=0) -> None:
    topics = [thing.topic for thing in listed(by)[at].things]
    with writing() as db:
        call_notes.note(db, topics=topics, outcome=outcome, by=by, note=note)


def take_back(by) -> None:
    with writing() as db:
        rows = db.exec(select(Call).order_by(Call.id.desc())).all()
        call_notes.undo(db, calls=[one for one in rows if one.at == rows[0].at], by=by)


def steps(question) -> list[tuple[Step, str]]:
    with reading() as db:
        rows = select(Answer).where(Answer.question_id == question.id).order_by(Answer.id)
        return [(one.step, one.body) for one in db.exec(rows)]


def fresh(question) -> Question:
    with reading() as db:
        return db.get_one(Question, question.id)


def merge(one, other, by) -> None:
    one, other = fresh(one), fresh(other)
    with writing() as db:
        merges.merge(
            db,
            question=db.get_one(Question, one.id),
            other=db.get_one(Question, other.id),
            seen_version=one.version,
            other_version=other.version,
            by=by,
        )


def test_list_reads_out_the_answer_a_colleague_has_written(sato, tanaka):
    question = ask(**CALLED)
    act(
        answering.answer,
        question,
        body="設定で変えられます。",
        seen_version=1,
        is_told=False,
        by=tanaka,
    )

    assert said(sato) == ["先日いただいたご質問に、お返事いたします。設定で変えられます。"]
    tap(REACHED, sato)
    assert (fresh(question).status, listed(sato)) == (ANSWERED, [])
    assert steps(question) == [
        (Step.ANSWER, "設定で変えられます。"),
        (Step.CALL, "伝えました"),
    ]


def test_list_reads_out_the_desk_it_was_handed_to(sato, tanaka):
    question = ask(**CALLED)
    with writing() as db:
        desk = Desk(code="mihon", name="見本の窓口", phone="000-000-1111")
        db.add(desk)
    act(
        hand_overs.hand_over,
        question,
        desk=desk,
        body="料金の明細",
        is_told=False,
        seen_version=1,
        by=tanaka,
    )

    assert said(sato) == [
        "先日いただいたご質問に、お返事いたします。いただいたご質問は、見本の窓口でお答えします。"
        "お電話は、000-000-1111です。"
    ]


def test_what_was_said_before_it_was_reopened_is_not_read_again(sato):
    question = act(answering.answer, ask(**CALLED), body="はい。", seen_version=1, by=sato)
    assert listed(sato) == []
    act(answering.reopen, question, seen_version=2, by=sato)

    assert said(sato) == ["先日いただいたご質問に、お返事いたします。"]


def test_nobody_there_is_told_in_the_log_and_changes_nothing(sato):
    question = ask(**CALLED)

    tap(ABSENT, sato)

    assert steps(question) == [(Step.CALL, "不在")]
    assert (fresh(question).version, phones(sato)) == (1, ["0000012345"])


def test_slip_of_the_finger_leaves_the_due_date_and_no_trace_in_the_log(sato, stopped_clock):
    question = ask(**CALLED)
    stopped_clock(datetime(2026, 11, 26, 9, tzinfo=clock.JST))
    tap(REACHED, sato, note="別の方にお話しした")

    take_back(sato)

    row = fresh(question)
    assert (row.status, row.answered_at, row.due_on) == (WORKING, None, question.due_on)
    assert (steps(question), phones(sato)) == ([], ["0000012345"])


def test_wrong_number_is_not_called_again_until_somebody_sets_it_right(sato, stopped_clock):
    question = ask(**CALLED)
    tap(WRONG_NUMBER, sato)
    stopped_clock(datetime(2026, 11, 24, 13, tzinfo=clock.JST))
    row = act(answering.note, question, body="番号を調べる", seen_version=1, by=sato)
    assert phones(sato) == [""]

    right = {"asker": "見本", "asker_phone": "000-005-4321", "wants_call": True, "consent": True}
    act(contacts.correct, row, **right, seen_version=2, by=sato)

    assert phones(sato) == ["0000054321"]


def test_who_wants_no_call_is_not_on_the_list(sato):
    question = ask(**CALLED)
    no = {"asker": "見本", "asker_phone": "000-001-2345", "wants_call": False, "consent": True}

    act(contacts.correct, question, **no, seen_version=1, by=sato)

    assert phones(sato) == []


def test_both_askers_of_a_merged_question_are_called(sato):
    first, second = ask(idem_key="1", **CALLED), ask(idem_key="2", **OTHER)
    merge(first, second, sato)
    act(answering.answer, first, body="はい。", seen_version=2, is_told=False, by=sato)
    assert sorted(phones(sato)) == ["0000012345", "0000054321"]
    assert said(sato) == ["先日いただいたご質問に、お返事いたします。はい。"] * 2

    tap(REACHED, sato, at=phones(sato).index("0000012345"))
    assert (fresh(first).status, phones(sato)) == (ANSWERED, ["0000054321"])

    tap(REACHED, sato)
    assert phones(sato) == []
    assert (Step.CALL, "伝えました") in steps(second)
    told = f"まとめた質問{second.id}の方に、電話で伝えました。"
    assert (Step.CALL, told) in steps(first)


def test_one_telephone_behind_both_is_called_once(sato):
    first, second = ask(idem_key="1", **CALLED), ask(idem_key="2", **CALLED)
    merge(first, second, sato)

    assert [len(home.things) for home in listed(sato)] == [1]
    tap(REACHED, sato)
    assert phones(sato) == []


def test_call_to_the_only_one_who_wants_it_answers_the_question(sato):
    first, second = ask(idem_key="1"), ask(idem_key="2", **OTHER)
    merge(first, second, sato)

    tap(REACHED, sato, note="設定で直せます。")

    assert (fresh(first).status, phones(sato)) == (ANSWERED, [])
    assert (Step.ANSWER, "設定で直せます。") in steps(first)


def test_unmerged_question_waits_for_its_call_as_before(sato):
    first, second = ask(idem_key="1"), ask(idem_key="2", **OTHER)
    merge(first, second, sato)
    act(merges.unmerge, second, seen_version=2, by=sato)

    assert phones(sato) == ["0000054321"]


def test_answered_question_cannot_be_noted_again(sato):
    question = ask(**CALLED)
    topics = [thing.topic for thing in listed(sato)[0].things]
    act(answering.answer, question, body="はい。", seen_version=1, by=sato)

    with writing() as db, pytest.raises(Refusal, match="もう返事が済んで"):
        call_notes.note(db, topics=topics, outcome=REACHED, by=sato)


def test_call_back_cannot_be_declined(sato):
    ask(**CALLED)

    with pytest.raises(Refusal, match="辞退はありません"):
        tap(DECLINED, sato)
