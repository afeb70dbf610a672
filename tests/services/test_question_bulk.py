import pytest

from database import reading, writing
from models import Question, QuestionStatus, Staff
from refusal import Refusal
from services import answering, question_bulk
from services.permissions import NotPermitted
from tests.classes import a_class
from tests.services.test_question_list import change
from tests.services.tickets import act, ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def assign(seen: dict[int, int], to: Staff, by: Staff) -> int:
    with writing() as db:
        return question_bulk.assign(db, seen=seen, to=to, by=by)


def refusal(seen: dict[int, int], to: Staff, by: Staff) -> str:
    with pytest.raises(Refusal) as no:
        assign(seen, to, by)
    return str(no.value)


def owners(*questions: Question) -> list[tuple[int | None, int]]:
    with reading() as db:
        rows = [db.get_one(Question, one.id) for one in questions]
    return [(row.owner_id, row.version) for row in rows]


def test_many_questions_go_to_one_colleague(sato, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2")

    assert assign({first.id: 1, second.id: 1}, tanaka, sato) == 2
    assert owners(first, second) == [(tanaka.id, 2), (tanaka.id, 2)]
    with reading() as db:
        assert db.get_one(Question, first.id).status is QuestionStatus.WORKING


def test_one_changed_meanwhile_stops_all_and_is_named(sato, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2")
    act(answering.take, second, seen_version=1, by=tanaka)

    sentence = refusal({first.id: 1, second.id: 1}, sato, sato)
    assert sentence.startswith(f"質問{second.id}: ほかの担当者が先に更新しました。")
    assert owners(first, second) == [(None, 1), (tanaka.id, 2)]


def test_answered_one_stops_all_and_is_named(sato, tanaka):
    first, second = ask(idem_key="1"), ask(idem_key="2")
    act(answering.answer, second, body="はい。", seen_version=1, by=tanaka)

    assert refusal({first.id: 1, second.id: 2}, sato, sato).startswith(
        f"質問{second.id}: この質問は"
    )
    assert owners(first) == [(None, 1)]


def test_unknown_number_stops_all(sato):
    row = ask()

    assert refusal({row.id: 1, 999: 1}, sato, sato).startswith("質問999は見つかりません。")
    assert owners(row) == [(None, 1)]


def test_nothing_ticked_and_too_many_are_refused(sato):
    assert refusal({}, sato, sato).startswith("質問に印を付けてから")
    assert refusal({number: 1 for number in range(101)}, sato, sato).startswith(
        "一度に割り当てられるのは100件まで"
    )


def test_counter_and_who_left_are_given_nothing(sato, tanaka, yamaguchi):
    row = ask()
    with writing() as db:
        db.get_one(Staff, tanaka.id).disabled_at = row.created_at
    with reading() as db:
        gone = db.get_one(Staff, tanaka.id)
        names = [one.name for one in question_bulk.colleagues(db, by=sato)]

    assert names == ["佐藤"]
    for staff in (yamaguchi, gone):
        assert refusal({row.id: 1}, staff, sato).startswith(
            f"{staff.name}さんは質問を受け持てません"
        )


def test_colleague_of_another_district_is_not_given_it(sato, suzuki):
    """鈴木 has 北原町."""
    own = ask(idem_key="1", event=a_class(district="kitahara"))
    far = ask(idem_key="2", event=a_class(district="chuo"))

    assert refusal({own.id: 1, far.id: 1}, suzuki, sato).startswith(
        f"質問{far.id}は鈴木さんの地区のものではないので"
    )
    assert owners(own, far) == [(None, 1), (None, 1)]
    assert assign({own.id: 1}, suzuki, sato) == 1


def test_merged_one_stops_all(sato):
    kept, merged = ask(idem_key="1"), ask(idem_key="2")
    closed = {"status": QuestionStatus.CLOSED, "merged_from": QuestionStatus.OPEN}
    change(merged, merged_into_id=kept.id, **closed)

    assert refusal({kept.id: 1, merged.id: 1}, sato, sato).startswith(
        f"質問{merged.id}: この質問は、ほかの質問に"
    )


def test_volunteer_assigns_nothing(tanaka):
    row = ask()

    with pytest.raises(NotPermitted):
        assign({row.id: 1}, tanaka, tanaka)
    assert owners(row) == [(None, 1)]
