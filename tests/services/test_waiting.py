from datetime import date, datetime

import pytest
from sqlmodel import select

import clock
from database import reading
from models import Answer, QuestionStatus, Step
from refusal import Refusal
from services import answering, waiting
from tests.services.tickets import act, ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def hold(question, by, *, reason=waiting.ASKER, for_asker=True, seen=1):
    return act(waiting.hold, question, reason=reason, for_asker=for_asker, seen_version=seen, by=by)


def test_hold_for_the_asker_stops_the_clock(sato):
    row = hold(ask(), sato)

    assert (row.status, row.hold_reason, row.waits_since) == (
        QuestionStatus.ON_HOLD,
        waiting.ASKER,
        date(2026, 11, 24),
    )


def test_hold_for_another_reason_does_not(sato):
    row = hold(ask(), sato, reason="ほかの窓口に確認中", for_asker=False)

    assert (row.status, row.waits_since) == (QuestionStatus.ON_HOLD, None)


@pytest.mark.parametrize("reason", ["", " 　", "あ" * 101])
def test_hold_needs_a_short_reason(sato, reason):
    with pytest.raises(Refusal, match="保留の理由"):
        hold(ask(), sato, reason=reason)


def test_hold_twice_is_refused(sato):
    row = hold(ask(), sato)

    with pytest.raises(Refusal, match="もう保留"):
        hold(row, sato, seen=2)


def test_resume_goes_back_to_where_it_was(sato, tanaka):
    nobodys = hold(ask(idem_key="1"), sato)
    owned = act(answering.take, ask(idem_key="2"), seen_version=1, by=tanaka)
    owned = hold(owned, sato, seen=2)

    statuses = [
        act(waiting.resume, row, seen_version=row.version, by=sato).status
        for row in (nobodys, owned)
    ]

    assert statuses == [QuestionStatus.OPEN, QuestionStatus.WORKING]


def test_resume_of_what_is_not_held_is_refused(sato):
    with pytest.raises(Refusal, match="保留ではありません"):
        act(waiting.resume, ask(), seen_version=1, by=sato)


def test_answer_ends_the_waiting(sato):
    row = hold(ask(), sato)

    row = act(answering.answer, row, body="はい。", seen_version=2, by=sato)

    assert (row.status, row.hold_reason, row.waits_since) == (QuestionStatus.ANSWERED, "", None)


def test_taking_a_held_one_leaves_it_on_hold(sato, tanaka):
    row = act(answering.take, hold(ask(), sato), seen_version=2, by=tanaka)

    assert (row.status, row.owner_id) == (QuestionStatus.ON_HOLD, tanaka.id)


def test_log_tells_of_both(sato, stopped_clock):
    row = hold(ask(), sato)
    stopped_clock(datetime(2026, 11, 26, 9, tzinfo=clock.JST))
    act(waiting.resume, row, seen_version=2, by=sato)

    with reading() as db:
        rows = db.exec(select(Answer).order_by(Answer.id)).all()
    assert [(one.step, one.body) for one in rows] == [
        (Step.HOLD, waiting.ASKER),
        (Step.RESUME, ""),
    ]
