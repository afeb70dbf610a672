import pytest
from sqlmodel import select

from database import reading
from models import Question, QuestionLink
from refusal import Refusal
from services import question_links
from tests.classes import a_class
from tests.services.tickets import CALLED, act, ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def linked(question: Question, by) -> list[int]:
    with reading() as db:
        return [one.id for one in question_links.linked(db, question=question, by=by)]


def alike(question: Question, by) -> list[int]:
    with reading() as db:
        return [one.id for one in question_links.alike(db, question=question, by=by)]


def pairs() -> int:
    with reading() as db:
        return len(db.exec(select(QuestionLink)).all())


def test_link_is_seen_from_both_ends_and_made_once(sato):
    one, other = ask(idem_key="1"), ask(idem_key="2")

    act(question_links.link, one, other=other, by=sato)
    act(question_links.link, other, other=one, by=sato)

    assert (linked(one, sato), linked(other, sato), pairs()) == ([other.id], [one.id], 1)


def test_unlink_twice_is_harmless(sato):
    one, other = ask(idem_key="1"), ask(idem_key="2")
    act(question_links.link, one, other=other, by=sato)

    act(question_links.unlink, other, other=one, by=sato)
    act(question_links.unlink, other, other=one, by=sato)

    assert pairs() == 0


def test_link_to_itself_is_refused(sato):
    one = ask()

    with pytest.raises(Refusal, match="同じ質問"):
        act(question_links.link, one, other=one, by=sato)


def test_volunteer_sees_no_link_into_another_district(sato, tanaka):
    mine, there = ask(idem_key="1"), ask(idem_key="2", event=a_class(district="kitahara"))
    act(question_links.link, mine, other=there, by=sato)

    assert (linked(mine, sato), linked(mine, tanaka)) == ([there.id], [])
    for verb in (question_links.link, question_links.unlink):
        with pytest.raises(Refusal, match="見つかりません"):
            act(verb, mine, other=there, by=tanaka)


def test_alike_finds_similar_words_and_the_same_telephone(sato):
    question = ask(body="LINEの通知の音が鳴りません。", **CALLED)
    same_phone = ask(idem_key="2", category_code="photo", body="写真を送りたい。", **CALLED)
    similar = ask(idem_key="3", body="LINEの音が鳴りません")
    ask(idem_key="4", body="画面をもっと明るくできますか")
    other_kind = ask(idem_key="5", category_code="photo", body="LINEの通知の音が鳴りません。")

    assert alike(question, sato) == [same_phone.id, other_kind.id, similar.id]


def test_alike_hides_another_district(tanaka):
    question = ask(body="LINEの通知の音が鳴りません。")
    ask(idem_key="2", body="LINEの通知の音が鳴りません。", event=a_class(district="kitahara"))

    assert alike(question, tanaka) == []
