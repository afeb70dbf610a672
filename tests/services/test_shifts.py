import pytest

from database import reading
from models import Duty
from services import shifts
from services.permissions import NotPermitted
from tests.classes import a_class, works_at


@pytest.fixture(autouse=True)
def _town(town):
    pass


def test_check_own_lets_the_team_and_the_desk_in(sato, tanaka):
    event = a_class()
    works_at(event, tanaka)

    with reading() as db:
        shifts.check_own(db, event=event, staff=tanaka)
        shifts.check_own(db, event=event, staff=sato)


def test_check_own_stops_another_volunteer(tanaka, suzuki):
    event = a_class(created_by_id=tanaka.id)

    with reading() as db, pytest.raises(NotPermitted, match="ほかの方の受け持ち"):
        shifts.check_own(db, event=event, staff=suzuki)


def test_team_begins_with_the_lecturer(tanaka, suzuki):
    event = a_class()
    works_at(event, suzuki, Duty.HELPER)
    works_at(event, tanaka, Duty.LECTURER)

    with reading() as db:
        team = shifts.team(db, event=event)
    assert [(shift.duty, one.name) for shift, one in team] == [
        (Duty.LECTURER, "田中"),
        (Duty.HELPER, "鈴木"),
    ]
