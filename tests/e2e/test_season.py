"""A season: twelve dates around two holidays, the later ones moved, one called off."""

from datetime import date

import pytest
from playwright.sync_api import expect

from services.demo import PASSWORD
from tests.e2e import paper, screens
from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser
HALL, TOWN, FIRST = "山里公民館", "yamazato", date(2026, 12, 8)  # a Tuesday
EXCEPTIONS = (
    "12月29日(火)は「年末年始」のため、とばします。",
    "2月23日(火)は「天皇誕生日」のため、とばします。",
)
REASON = "台風が近づいているため"


def test_season(noon, visit):
    desk = visit(noon.url, DESKTOP).new_page()
    guest = visit(noon.url, PHONE, java_script_enabled=False).new_page()
    screens.sign_in(desk, "sato", PASSWORD)

    screens.open_screen(desk, "register")
    screens.choose(desk, "はじまり", "午後3時30分")  # the demo's own classes are at other hours
    screens.register(desk, course="B02", hall=HALL, day=FIRST, capacity=8)
    screens.follow(desk, "連続講座にする（くり返す）", "series")
    the_coordinator_repeats_it_twelve_times(desk)
    the_later_dates_begin_earlier(desk)
    one_date_is_called_off(desk)

    the_resident_sees_it(guest)
    assert "Traceback" not in noon.said()


def the_coordinator_repeats_it_twelve_times(desk):
    screens.fill(desk, "全部で何回", "12")
    for sentence in EXCEPTIONS:
        expect(desk.get_by_text(sentence)).to_be_visible()
    screens.press(desk, "全12回の連続講座にする")
    screens.told(desk, "全12回の連続講座にしました。")
    for day in ("第4回　1月5日(火)", "第11回　3月2日(火)", "第12回　3月9日(火)"):
        expect(desk.get_by_role("link", name=day)).to_be_visible()


def the_later_dates_begin_earlier(desk):
    screens.leave(desk, desk.get_by_role("link", name="第5回　1月12日(火)"))
    screens.settled(desk, "series")
    expect(desk.get_by_text("8つの回が変わります。")).to_be_visible()
    desk.get_by_role("radiogroup", name="何を").get_by_text("日にち・時刻・会場").click()
    screens.choose(desk, "はじまり", "午後3時")
    screens.choose(desk, "理由", "会場の都合のため")
    screens.press(desk, "この内容で変える")
    screens.told(desk, "日時・会場を変えました。")


def one_date_is_called_off(desk):
    screens.leave(desk, desk.get_by_role("link", name="第2回　12月15日(火)"))
    screens.settled(desk, "series")
    screens.follow(desk, "延期・中止", "changes")
    screens.choose(desk, "理由", REASON)
    screens.press(desk, "中止にする")
    screens.told(desk, "1つの教室を中止にしました。")
    card = desk.locator(".event").filter(has_text=f"行いません（理由：{REASON}）")
    address = card.get_by_role("link", name="お知らせの紙（PDF）").get_attribute("href")
    assert "中止のお知らせ" in paper.words(desk.request.get(address).body())


def the_resident_sees_it(guest):
    guest.goto(f"/?town={TOWN}")
    season = guest.get_by_role("listitem").filter(has_text=HALL)
    called_off = season.filter(has_text="12月15日(火) 午後3時30分")
    expect(called_off).to_contain_text("中止")
    expect(called_off).to_contain_text(f"行いません（理由：{REASON}）")
    screens.leave(guest, called_off.get_by_role("link"))
    expect(guest.get_by_role("status")).to_contain_text("中止になりました。12月15日(火)")

    guest.goto(f"/?town={TOWN}")
    moved = season.filter(has_text="時間が変わりました。")
    first_page = moved.count()
    guest.goto(f"/?town={TOWN}&page=2")
    expect(moved).to_have_count(8 - first_page)
