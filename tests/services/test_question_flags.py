from datetime import timedelta

import pytest

from database import reading
from models import QuestionStatus
from services import question_flags
from services.permissions import NotPermitted
from services.question_flags import Waiting
from tests.conftest import NOON
from tests.services.test_question_list import change, held
from tests.services.tickets import ask

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def waiting(staff) -> Waiting:
    with reading() as db:
        return question_flags.waiting(db, by=staff)


def test_each_number_counts_its_own(sato, tanaka):
    ask(idem_key="urgent", category_code="money_fraud")
    change(ask(idem_key="late"), due_on=TODAY - timedelta(days=1), owner_id=tanaka.id)
    change(ask(idem_key="mine"), owner_id=sato.id)
    ask(idem_key="call", asker_phone="0000001234", consent=True)
    held(ask(idem_key="waits", category_code="money_fraud"), waits_since=TODAY, due_on=TODAY)
    change(ask(idem_key="done", category_code="money_fraud"), status=QuestionStatus.CLOSED)

    assert waiting(sato) == Waiting(
        to_do=5, urgent=1, late=1, due_today=1, unowned=2, mine=1, calls=1
    )


def test_empty_desk(sato):
    assert waiting(sato) == Waiting(0, 0, 0, 0, 0, 0, 0)


def test_counter_is_told_nothing(yamaguchi):
    with pytest.raises(NotPermitted):
        waiting(yamaguchi)
