from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from database import reading, writing
from models import (
    AuditLine,
    Consultation,
    ConsultationStatus,
    CounterAct,
    CounterCall,
    CounterStep,
    Outcome,
)
from refusal import Refusal
from services import consultation_queue as queue
from services.permissions import NotPermitted
from tests.classes import a_person
from tests.conftest import member
from tests.consulted import accepted, handed_over, last_step

CLOSED, HANDED_OVER, ACCEPTED, RETURNED = ConsultationStatus
NUMBER = "1234 5678 9018"  # synthetic


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def status(row: Consultation) -> ConsultationStatus:
    with reading() as db:
        return db.get_one(Consultation, row.id).status


def steps(row: Consultation) -> list[tuple[CounterAct, str]]:
    with reading() as db:
        found = db.exec(select(CounterStep).order_by(CounterStep.id)).all()
    return [(one.act, one.note) for one in found if one.consultation_id == row.id]


def act(verb, row: Consultation, by, **values) -> None:
    with writing() as db:
        values = {"seen": last_step(row)} | values
        verb(db, consultation=db.get_one(Consultation, row.id), by=by, **values)


def test_every_step_is_kept_with_who_and_when(tanaka, yamaguchi):
    row = handed_over(tanaka)

    act(queue.accept, row, yamaguchi)
    act(queue.call, row, yamaguchi, outcome=CounterCall.ABSENT)
    act(queue.call, row, yamaguchi, outcome=CounterCall.REACHED, note=" あした来られます ")
    act(queue.complete, row, yamaguchi)

    assert steps(row) == [
        (CounterAct.ACCEPT, ""),
        (CounterAct.CALL, ""),
        (CounterAct.CALL, "あした来られます"),
        (CounterAct.COMPLETE, ""),
    ]
    with reading() as db:
        stored = db.get_one(Consultation, row.id)
        assert (stored.status, stored.closed_by_id) == (CLOSED, yamaguchi.id)
        assert {one.staff_id for one in db.exec(select(CounterStep))} == {yamaguchi.id}


def test_returned_goes_back_with_its_reason_and_comes_again(tanaka, yamaguchi):
    row = handed_over(tanaka)

    act(queue.give_back, row, yamaguchi, reason="どの期限か確かめてください")
    returned = status(row)
    act(queue.send_again, row, tanaka, addition="電子証明書の期限でした")

    assert (returned, status(row)) == (RETURNED, HANDED_OVER)
    assert steps(row) == [
        (CounterAct.RETURN, "どの期限か確かめてください"),
        (CounterAct.SEND_AGAIN, "電子証明書の期限でした"),
    ]


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        (queue.accept, {}),
        (queue.call, {"outcome": CounterCall.REACHED}),
        (queue.complete, {}),
        (queue.give_back, {"reason": "理由"}),
    ],
)
def test_volunteer_does_nothing_of_the_counter(verb, values, tanaka):
    row = handed_over(tanaka)

    with pytest.raises(NotPermitted):
        act(verb, row, tanaka, **values)
    assert status(row) is HANDED_OVER


def test_coordinator_closes_a_returned_one_but_a_volunteer_cannot(tanaka, sato, yamaguchi):
    row = handed_over(tanaka)
    act(queue.give_back, row, yamaguchi, reason="理由")

    with pytest.raises(NotPermitted):
        act(queue.complete, row, tanaka)
    act(queue.complete, row, sato)

    assert status(row) is CLOSED


def test_what_is_not_theirs_is_not_found(tanaka, suzuki, yamaguchi, sato):
    mine, never_handed_over = handed_over(tanaka), handed_over(tanaka, outcome=Outcome.TAKEN_HOME)
    act(queue.give_back, mine, yamaguchi, reason="理由")

    for number, by in (
        (mine.id, suzuki),
        (never_handed_over.id, suzuki),
        (never_handed_over.id, yamaguchi),
        (987654, sato),
        ("x1", sato),
        ("9" * 30, sato),
    ):
        with reading() as db, pytest.raises(Refusal, match="見つかりません"):
            queue.find(db, number=number, by=by)
    with pytest.raises(Refusal, match="見つかりません"):
        act(queue.send_again, mine, suzuki, addition="人のもの")
    with reading() as db:
        assert queue.find(db, number=mine.id, by=tanaka).id == mine.id
        assert queue.find(db, number=str(mine.id), by=yamaguchi).id == mine.id


def test_counter_cannot_touch_what_was_never_handed_over(tanaka, yamaguchi):
    row = handed_over(tanaka, outcome=Outcome.TAKEN_HOME)

    with pytest.raises(Refusal, match="見つかりません"):
        act(queue.complete, row, yamaguchi)


def test_second_of_two_reads_who_was_faster(tanaka, yamaguchi):
    other = member("yamada", "見本", yamaguchi.role)
    row = handed_over(tanaka)
    act(queue.accept, row, yamaguchi, seen=0)

    with pytest.raises(Refusal, match="山口さんが、12時00分に「受け取りました」と記録しました"):
        act(queue.accept, row, other, seen=0)
    assert steps(row) == [(CounterAct.ACCEPT, "")]


def test_own_second_tap_is_harmless(tanaka, yamaguchi):
    row = handed_over(tanaka)

    act(queue.accept, row, yamaguchi, seen=0)
    act(queue.accept, row, yamaguchi, seen=0)

    assert steps(row) == [(CounterAct.ACCEPT, "")]


def test_two_counters_accept_at_once_and_one_has_it(tanaka, yamaguchi):
    """Twelve at once, each with the old screen: one takes it, the others read who was faster."""
    row = handed_over(tanaka)
    desks = [member(f"desk{at}", f"見本{at}", yamaguchi.role) for at in range(12)]

    def take(staff) -> str:
        try:
            with writing() as db:
                one = db.get_one(Consultation, row.id)
                queue.accept(db, consultation=one, seen=0, by=staff)
        except Refusal as no:
            return "refused" if "受け取りました" in str(no) else str(no)
        return "accepted"

    with ThreadPoolExecutor(12) as threads:
        told = Counter(threads.map(take, desks))

    assert told == {"accepted": 1, "refused": 11}
    assert steps(row) == [(CounterAct.ACCEPT, "")]


@pytest.mark.parametrize(
    ("verb", "values", "sentence"),
    [
        (queue.give_back, {"reason": " "}, "差し戻す理由"),
        (queue.give_back, {"reason": NUMBER}, "番号"),
        (queue.call, {"outcome": CounterCall.REACHED, "note": NUMBER}, "番号"),
        (queue.complete, {"note": "長" * 101}, "100文字"),
        (queue.accept, {}, "窓口で対応中"),
    ],
)
def test_step_is_refused(verb, values, sentence, tanaka, yamaguchi):
    row = handed_over(tanaka)
    accepted(row, yamaguchi)

    with pytest.raises(Refusal, match=sentence):
        act(verb, row, yamaguchi, **values)
    assert len(steps(row)) == 1


def test_addition_is_needed_to_send_again(tanaka, yamaguchi):
    row = handed_over(tanaka)
    act(queue.give_back, row, yamaguchi, reason="理由")

    with pytest.raises(Refusal, match="書き足す"):
        act(queue.send_again, row, tanaka, addition="")


def test_finished_one_stays_finished(tanaka, yamaguchi):
    row = handed_over(tanaka)
    act(queue.complete, row, yamaguchi)

    with pytest.raises(Refusal, match="いま「終了」"):
        act(queue.give_back, row, yamaguchi, reason="理由")


def test_name_and_telephone_only_where_contact_is_wanted(tanaka, yamaguchi):
    person = a_person("見本 太郎", "みほん たろう", phone="0000001234", call_note="夕方に")
    wanted = handed_over(tanaka, person=person, contact_again=True, contact_how="電話で")
    not_wanted = handed_over(tanaka, person=person)

    with reading() as db:
        told = queue.contact(db, consultation=wanted, by=yamaguchi)
        nothing = queue.contact(db, consultation=not_wanted, by=yamaguchi)

    assert tuple(told) == ("見本 太郎", "みほん たろう", "0000001234", "夕方に", "電話で")
    assert nothing is None


def test_nameless_one_can_still_say_how_to_be_reached(tanaka, yamaguchi):
    row = handed_over(tanaka, contact_again=True, contact_how="公民館を通じて")

    with reading() as db:
        assert queue.contact(db, consultation=row, by=yamaguchi).how == "公民館を通じて"


def test_opening_a_name_is_written_down(tanaka, yamaguchi):
    person = a_person()
    row = handed_over(tanaka, person=person, contact_again=True)

    with writing() as db:
        queue.look(db, consultation=db.get_one(Consultation, row.id), by=yamaguchi)

    with reading() as db:
        query = select(AuditLine).where(AuditLine.action == "view").order_by(AuditLine.id)
        lines = [(one.entity, one.entity_id, one.actor_id) for one in db.exec(query)][-2:]
    assert lines == [
        ("consultation", str(row.id), yamaguchi.id),
        ("person", str(person.id), yamaguchi.id),
    ]
