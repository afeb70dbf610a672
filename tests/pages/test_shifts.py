import pytest

from database import reading
from models import Duty, Slot
from services import shifts
from tests.classes import a_class, works_at
from tests.services.test_candidates import offers
from tests.services.test_shifts import drafted, team
from tests.services.test_stand_ins import ask, people


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    return "".join(one.value for one in (*screen.markdown, *screen.get("html")))


def test_gaps_are_named_with_who_is_missing(opened, sato, tanaka):
    event = a_class(title="LINE教室", helpers_needed=3)
    works_at(event, tanaka, Duty.HELPER)
    screen = opened("shifts", sato)

    assert "定員4名に1名が要ります" in words(screen)
    assert "田中（補助）" in words(screen)
    assert "あと2名（講師1名・補助1名）" in words(screen)
    assert f'href="/staff/events?event={event.public_id}"' in words(screen)


def test_plan_is_proposed_explained_and_published(opened, sato, tanaka):
    event = a_class(helpers_needed=2)
    offers(tanaka, Slot.MORNING)
    screen = opened("shifts", sato).button(key="g_propose").click().run()
    assert [one.value for one in screen.success] == [
        "1名を案に入れました。あと1名は、出られる方が見つかりません。"
        "「案」で確かめてから公開してください。"
    ]
    assert team(event, sato) == [(Duty.LECTURER, False, "田中")]

    screen = opened("shifts", sato, view="案")
    assert "**田中**（講師）　出られる日です、この町の担当、" in words(screen)
    screen = screen.button(key="g_publish").click().run()
    assert "田中さんの「わたしの予定」に出ています" in screen.success[0].value
    with reading() as db:
        shifts.check_own(db, event=event, staff=tanaka)


def test_draft_is_taken_back(opened, sato, tanaka):
    event = a_class()
    drafted(event, tanaka)
    screen = opened("shifts", sato, view="案")
    (undo,) = [one for one in screen.button if (one.key or "").startswith("undraft-")]
    undo.click().run()

    assert team(event, sato) == []


def test_only_the_chosen_span_is_planned(opened, sato, tanaka):
    a_class()
    screen = opened("shifts", sato)
    screen = screen.selectbox(key="g_until").set_value("11月末まで").run()

    assert "足りない教室は、ありません。" in words(screen)


def test_desk_decides_a_stand_in(opened, sato, tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)
    asked = ask(event, tanaka, "家の用事")
    screen = opened("shifts", sato, view="代わり")
    assert "田中さん：家の用事" in words(screen)

    screen.selectbox(key=f"instead-{asked.id}").set_value(suzuki.id).run()
    screen.button(key=f"decide-{asked.id}").click().run()
    assert people(event) == ["鈴木"]


def test_load_is_a_table_with_everybodys_sheet(opened, sato, tanaka):
    works_at(a_class(), tanaka)
    screen = opened("shifts", sato, view="負担")

    assert "0回・0時間" in words(screen)
    assert "1回・1時間30分" in words(screen)
    assert 'href="/staff/files/duties/tanaka.pdf"' in words(screen)


def test_volunteer_cannot_open_it(opened, tanaka):
    screen = opened("shifts", tanaka)

    assert [one.value for one in screen.error] == [
        "この画面を開く権限がありません。必要なときは管理者にご相談ください。"
    ]
