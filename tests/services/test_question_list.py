from datetime import datetime

import pytest

import clock
from database import reading
from models import (
    QuestionStatus,
)
from services import answering, question_list
from tests.classes import a_class, works_at
from tests.services.tickets import act, ask


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def inbox(staff, **filters) -> list[int]:
    with reading() as db:
        return [one.question.id for one in question_list.inbox(db, by=staff, **filters)]


def test_inbox_shows_what_must_not_wait_first_then_by_due_date(sato, stopped_clock):
    later = ask(idem_key="later")
    stopped_clock(datetime(2026, 11, 20, 12, tzinfo=clock.JST))
    sooner = ask(idem_key="sooner")
    urgent = ask(idem_key="urgent", category_code="money_fraud")

    assert inbox(sato) == [urgent.id, sooner.id, later.id]


def test_inbox_filters(sato):
    mine, answered, other = ask(idem_key="1"), ask(idem_key="2"), ask(idem_key="3")
    mail = ask(idem_key="4", category_code="mail_sms")
    act(answering.take, mine, seen_version=1, by=sato)
    act(answering.answer, answered, body="はい。", seen_version=1, by=sato)

    assert inbox(sato) == [mine.id, other.id, mail.id]
    assert inbox(sato, mine=True) == [mine.id]
    assert inbox(sato, category_code="mail_sms") == [mail.id]
    assert inbox(sato, statuses=(QuestionStatus.ANSWERED,)) == [answered.id]


def test_volunteer_sees_own_districts_own_classes_and_what_belongs_to_none(tanaka, suzuki):
    """田中 has 中央町 and works at one class in 若葉町; 鈴木 has 北原町."""
    own_class = a_class(district="wakaba")
    works_at(own_class, tanaka)
    nowhere = ask(idem_key="nowhere")
    at_home = ask(idem_key="at home", event=a_class(district="chuo"))
    at_work = ask(idem_key="at work", event=own_class)
    far = ask(idem_key="far", event=a_class(district="kitahara"))

    assert inbox(tanaka) == [nowhere.id, at_home.id, at_work.id]
    assert inbox(suzuki) == [nowhere.id, far.id]
