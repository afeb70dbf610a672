from datetime import date, time

import pytest
from sqlmodel import select

from database import reading
from models import Event, EventStatus
from services import shifts
from tests.classes import a_class, at
from tests.pages.buttons import save


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def fill(screen, **typed):
    """A class of the curriculum on Friday 2026-12-04."""
    screen.selectbox(key="r_course").set_value("B07")
    screen.date_input(key="r_day").set_value(typed.get("day", date(2026, 12, 4)))
    screen.selectbox(key="r_start").set_value(time(13, 30))
    return screen.run()


def saved() -> Event:
    with reading() as db:
        return db.exec(select(Event)).one()


def drawn(screen) -> str:
    return "".join(one.value for one in screen.get("html"))


def test_volunteer_registers_in_one_screen(opened, tanaka):
    screen = save(fill(opened("register", tanaka)), "register")

    event = saved()
    assert [one.value for one in screen.success] == [
        "教室を登録しました。担当課が確かめて公開すると、申込の受付がはじまります。"
    ]
    assert (event.status, event.capacity, event.helpers_needed) == (EventStatus.DRAFT, 12, 3)
    assert (event.starts_at, event.ends_at) == (at(13, 30, days=10), at(15, days=10))
    with reading() as db:
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_coordinator_publishes_and_names_the_lecturer(opened, sato, tanaka):
    screen = fill(opened("register", sato))
    screen.selectbox(key="r_lecturer").set_value(tanaka.id)
    save(screen, "register")

    event = saved()
    assert event.status is EventStatus.PUBLISHED
    with reading() as db:
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_both_calendars_are_shown(opened, tanaka):
    screen = fill(opened("register", tanaka))

    assert (
        "<span>令和8年(2026年)</span> <span>12月4日(金)</span> <span>午後1時30分〜3時</span>"
        in drawn(screen)
    )


def test_holiday_is_pointed_out(opened, tanaka):
    screen = fill(opened("register", tanaka), day=date(2026, 12, 30))

    assert [one.value for one in screen.warning] == [
        "この日は「年末年始」です。会場が開いているか、確かめてください。"
    ]


def test_clash_keeps_what_was_typed(opened, tanaka):
    a_class(starts_at=at(13, days=10), title="カメラ教室")
    screen = fill(opened("register", tanaka))
    screen.text_input(key="r_title").input("LINE教室")
    save(screen, "register")

    assert [one.value for one in screen.error] == [
        "中央公民館は、その時間に別の教室「カメラ教室」（午後1時〜2時30分）があります。"
        "いちばん近い空きは、12月4日(金) 午後2時30分からです。"
    ]
    assert screen.text_input(key="r_title").value == "LINE教室"


def test_helpers_follow_the_capacity(opened, tanaka):
    screen = opened("register", tanaka)
    screen.number_input(key="r_capacity").set_value(20).run()

    assert screen.number_input(key="r_helpers").value == 5


def test_volunteer_sees_the_halls_of_the_own_districts(opened, suzuki):
    screen = opened("register", suzuki)

    assert screen.selectbox(key="r_venue").options == ["北原公民館（北原町）"]
