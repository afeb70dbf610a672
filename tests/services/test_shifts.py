import pytest

import clock
from database import reading, writing
from models import Duty, Event, Staff
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


def test_volunteers_can_be_asked(sato, tanaka, suzuki):
    with writing() as db:
        db.get_one(Staff, suzuki.id).disabled_at = clock.now()

    with reading() as db:
        assert shifts.volunteers(db, by=sato) == {tanaka.id: "田中"}


def test_assign_again_changes_the_duty(sato, tanaka):
    event = a_class()
    for duty in (Duty.HELPER, Duty.LECTURER):
        with writing() as db:
            row, one = db.get_one(Event, event.id), db.get_one(Staff, tanaka.id)
            shifts.assign(db, event=row, staff=one, duty=duty, by=sato)

    with reading() as db:
        team = shifts.team(db, event=event)
    assert [(shift.duty, one.id) for shift, one in team] == [(Duty.LECTURER, tanaka.id)]


@pytest.mark.parametrize("times", [1, 2])
def test_release_takes_off_the_team(times, sato, tanaka):
    event = a_class()
    works_at(event, tanaka)
    for _ in range(times):
        with writing() as db:
            row, one = db.get_one(Event, event.id), db.get_one(Staff, tanaka.id)
            shifts.release(db, event=row, staff=one, by=sato)

    with reading() as db:
        assert shifts.team(db, event=event) == []
