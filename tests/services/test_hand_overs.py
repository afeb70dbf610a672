import pytest
from sqlmodel import select

from database import reading, writing
from models import Answer, Desk, QuestionStatus, Step
from refusal import Refusal
from services import answering, hand_overs
from tests.services.tickets import CALLED, act, ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def desk() -> Desk:
    with writing() as db:
        row = Desk(code="mihon", name="見本の窓口", phone="000-000-1111", hours="平日9時から17時")
        db.add(row)
    return row


def hand_over(question, desk, by, *, is_told=True, body="料金の明細を見てほしい", seen=1):
    with writing() as db:
        desk = db.get_one(Desk, desk.id)
        return_to = {"desk": desk, "body": body, "is_told": is_told}
    return act(hand_overs.hand_over, question, **return_to, seen_version=seen, by=by)


def test_told_asker_ends_the_question_and_the_log_names_the_desk(desk, tanaka):
    row = hand_over(ask(), desk, tanaka)

    with reading() as db:
        (entry,) = answering.read(db, question=row, by=tanaka)
    assert (row.status, row.owner_id) == (QuestionStatus.ANSWERED, tanaka.id)
    assert (entry.answer.step, entry.desk.name, entry.answer.body) == (
        Step.HAND_OVER,
        "見本の窓口",
        "料金の明細を見てほしい",
    )


@pytest.mark.parametrize("contact", [{}, CALLED], ids=["nameless", "to be called"])
def test_who_does_not_know_yet_keeps_the_question_open(desk, tanaka, contact):
    row = hand_over(ask(**contact), desk, tanaka, is_told=False)

    assert row.status is QuestionStatus.WORKING


def test_hand_over_says_what_and_to_a_desk_in_use(desk, tanaka):
    with pytest.raises(Refusal, match="何を引き継いだか"):
        hand_over(ask(idem_key="1"), desk, tanaka, body=" ")
    with writing() as db:
        db.get_one(Desk, desk.id).is_active = False
    with pytest.raises(Refusal, match="いまは使っていません"):
        hand_over(ask(idem_key="2"), desk, tanaka)
    with reading() as db:
        assert db.exec(select(Answer)).all() == []


def test_sentence_names_the_desk_and_what_is_known_of_it(desk):
    assert hand_overs.sentence(desk) == (
        "いただいたご質問は、見本の窓口でお答えします。お電話は、000-000-1111です。"
        "受付は、平日9時から17時です。"
    )
    assert hand_overs.sentence(Desk(code="x", name="携帯会社")) == (
        "いただいたご質問は、携帯会社でお答えします。"
    )
