import pytest
from sqlmodel import select

from database import reading
from models import Answer, Step
from refusal import Refusal
from services import contacts
from services.question_form import Incomplete
from tests.services.tickets import CALLED, act, ask

RIGHT = {"asker": "見本", "asker_phone": "000-005-4321", "wants_call": True, "consent": True}


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def test_number_is_set_right_and_the_log_does_not_repeat_it(sato):
    row = act(contacts.correct, ask(**CALLED), **RIGHT, seen_version=1, by=sato)

    with reading() as db:
        (line,) = db.exec(select(Answer)).all()
    assert (row.asker_phone, row.wants_call) == ("0000054321", True)
    assert (line.step, "4321" in line.body) == (Step.CONTACT, False)


def test_who_wants_no_call_any_more_is_not_called(sato):
    row = act(
        contacts.correct, ask(**CALLED), **RIGHT | {"wants_call": False}, seen_version=1, by=sato
    )

    assert row.wants_call is False


def test_call_without_a_number_is_refused(sato):
    with pytest.raises(Refusal, match="電話番号を入れて"):
        act(contacts.correct, ask(), **RIGHT | {"asker_phone": ""}, seen_version=1, by=sato)


def test_number_without_consent_is_refused(sato):
    with pytest.raises(Incomplete) as no:
        act(contacts.correct, ask(), **RIGHT | {"consent": False}, seen_version=1, by=sato)

    assert list(no.value.problems) == ["consent"]
