import pytest
from sqlmodel import select

from database import reading, writing
from models import Event, EventStatus
from tests.classes import a_class, district
from tests.conftest import NOON
from tests.services.test_proposals import comes, workdays
from tests.services.test_reach import populate


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def peopled():
    with writing() as db:
        populate(db, {district(code).id: 500 for code in ("chuo", "asagiri")})


def words(screen) -> str:
    return "".join(one.value for one in (*screen.markdown, *screen.get("html")))


def press(screen, label: str):
    (button,) = [one for one in screen.button if one.label == label]
    return button.click().run()


def test_from_the_wish_to_drafts(opened, sato, tanaka, peopled):
    comes(tanaka, *workdays(NOON.date().replace(month=12, day=14)))
    screen = opened("planner", sato)
    screen.number_input(key="n_classes").set_value(2).run()

    screen = press(screen, "案を作る")

    assert "**2回** の教室で" in words(screen)
    assert "65歳以上 500人 − もう来た人 0人 ＝ まだの人 **500人**" in words(screen)
    assert "講師 田中　あと2名は「担当の割り当て」で" in words(screen)
    first, second = (one for one in screen.checkbox if (one.key or "").startswith("n_pick_"))
    second.uncheck().run()
    screen = press(screen, "印を付けた教室を下書きにする")
    assert "1件を下書きにしました" in screen.success[0].value
    with reading() as db:
        (event,) = db.exec(select(Event)).all()
    assert event.status is EventStatus.DRAFT

    screen.selectbox(key="n_why_not").set_value(district("yamazato").id).run()
    assert "いちばん良いのは" in words(screen)


def test_empty_city_is_shown_the_way(opened, sato):
    screen = press(opened("planner", sato), "案を作る")

    assert "人口がまだないので" in screen.error[0].value


def test_town_one_comes_from_has_to_be_among_the_classes(opened, sato):
    screen = opened("planner", sato, town="山里町")

    assert screen.multiselect(key="n_must").value == [district("yamazato").id]


def test_impossible_wish_is_refused_and_kept(opened, sato, peopled):
    screen = opened("planner", sato)
    screen.multiselect(key="n_weekdays").set_value([]).run()
    screen = press(screen, "案を作る")

    assert "1つ以上選んでください" in screen.error[0].value
    assert screen.multiselect(key="n_weekdays").value == []


def test_what_asks_for_a_class_is_on_one_page(opened, sato, peopled):
    a_class(helpers_needed=2)
    screen = opened("planner", sato)
    screen.segmented_control(key="n_view").set_value("気になる町").run()

    assert "**1件** で、講師か補助が足りません（合わせてあと2名）" in words(screen)
    assert "**確定申告**" in words(screen)


def test_a_past_year_is_looked_at_with_its_limits(opened, sato, peopled):
    a_class(status=EventStatus.REPORTED, starts_at=NOON.replace(month=6))
    screen = opened("planner", sato)
    screen.segmented_control(key="n_view").set_value("ふりかえり").run()

    assert "令和8年度に終わった教室は **1回** です" in words(screen)
    assert "来たはずの人数はだれにもわかりません" in words(screen)
