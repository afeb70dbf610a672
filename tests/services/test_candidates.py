from datetime import timedelta

import pytest

import clock
from database import reading, writing
from models import Availability, Format, Skill, Slot, Staff, StaffSkill
from services import candidates
from services.load import Load
from tests.classes import SOON, a_class, works_at
from tests.services.test_shifts import drafted


@pytest.fixture(autouse=True)
def _town(town, stopped_clock):
    pass


def offers(staff: Staff, *slots: Slot, days: int = 0) -> None:
    day = SOON.date() + timedelta(days=days)
    with writing() as db:
        db.add_all(Availability(staff_id=staff.id, day=day, slot=slot) for slot in slots)


def is_good_at(staff: Staff, *what: Skill) -> None:
    with writing() as db:
        db.add_all(StaffSkill(staff_id=staff.id, skill=one) for one in what)


def fitting(event, by) -> dict[str, str]:
    with reading() as db:
        return {fit.staff.name: fit.why for fit in candidates.fitting(db, event=event, by=by)}


def test_who_has_offered_the_time_comes_first(sato, tanaka, suzuki):
    offers(suzuki, Slot.MORNING)

    assert fitting(a_class(), sato) == {
        "鈴木": "出られる日です、ほかの町の担当、前後90日で0回・0時間",
        "田中": "出られるか、聞いていません、この町の担当、前後90日で0回・0時間",
    }
    assert list(fitting(a_class(), sato)) == ["鈴木", "田中"]


def test_class_over_noon_needs_both_parts_of_the_day(sato, tanaka):
    event = a_class(starts_at=SOON + timedelta(hours=1))
    offers(tanaka, Slot.MORNING)
    assert fitting(event, sato)["田中"].startswith("出られるか、聞いていません")

    offers(tanaka, Slot.AFTERNOON)
    assert fitting(event, sato)["田中"].startswith("出られる日です")


def test_skill_is_shown_and_comes_before_the_district(sato, tanaka, suzuki):
    is_good_at(suzuki, Skill.MY_NUMBER)
    words = fitting(a_class(format=Format.CONSULTATION), sato)

    assert list(words) == ["鈴木", "田中"]
    assert "マイナンバーカードが得意、" in words["鈴木"]
    assert "マイナンバーカードは得意に入っていません、" in words["田中"]


def test_who_has_worked_least_comes_first(sato, tanaka, suzuki):
    works_at(a_class(starts_at=SOON + timedelta(days=1)), tanaka)
    event = a_class(district="nishikawa")

    assert list(fitting(event, sato)) == ["鈴木", "田中"]
    assert "前後90日で1回・1時間30分" in fitting(event, sato)["田中"]


@pytest.mark.parametrize("put_there", [works_at, drafted])
def test_who_is_busy_or_gone_is_left_out(put_there, sato, tanaka, suzuki):
    put_there(a_class(), tanaka)
    with writing() as db:
        db.get_one(Staff, suzuki.id).disabled_at = clock.now()

    assert fitting(a_class(), sato) == {}


def test_put_counts_from_now_on(tanaka):
    event = a_class()
    with reading() as db:
        crew = candidates.crew(db, events=[event])
    (one,) = crew.people
    assert crew.is_free(one, event)

    crew.put(one, event)
    assert (crew.is_free(one, event), crew.load[one.id]) == (False, Load(1, 90))
