"""A couple calls for a full class, waits together, and gets both seats by one call to them."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screens
from tests.e2e.conftest import DESKTOP

pytestmark = pytest.mark.browser
COURSE, HALL, DAY, SAID = "B01", "若葉公民館", date(2026, 12, 3), "12月3日"
WIFE, HUSBAND = "みほん はなこ", "みほん たろう"
FIRST, SECOND = "れいだい しげる", "れいだい ふみ"
SHARED = "0000-00-1234"


def test_couple_gets_both_seats_of_a_full_class(noon, staff):
    desk = staff(noon.url, "sato", DESKTOP)
    a_class_with_two_seats(desk)
    screens.open_screen(desk, "phone")
    for reading in (FIRST, SECOND):
        screens.write_down(desk, reading, town="若葉町", born="昭和20")
        screens.book(desk, HALL, SAID, "1名様で申し込む")
        screens.press(desk, "次の電話へ")

    for reading in (WIFE, HUSBAND):
        screens.write_down(desk, reading, town="若葉町", born="昭和18", phone=SHARED)
    screens.book(desk, HALL, SAID, "2名様でキャンセル待ちに入れる")
    expect(desk.get_by_text("2名様で、キャンセル待ちの1番目にお入れしました。")).to_be_visible()
    screens.press(desk, "次の電話へ")

    gives_up(desk, FIRST)
    screens.told(desk, "取り消しました。")
    screens.press(desk, "外す")
    gives_up(desk, SECOND)
    screens.told(desk, f"待っている {WIFE}さん")

    screens.open_screen(desk, "calls")
    screens.choose(desk, "どの電話ですか", "空いた席のご案内")
    home = desk.locator("[class*=st-key-home-]").filter(has_text=WIFE)
    expect(home).to_have_count(1)
    expect(home).to_contain_text(HUSBAND)
    expect(home.get_by_role("link")).to_have_attribute("href", "tel:0000001234")
    home.get_by_role("button", name="承諾（来る）").click()
    screens.told(desk, "記録しました")

    screens.open_screen(desk, "phone")
    screens.find(desk, WIFE)
    expect(desk.get_by_text(f"確定　{SAID}(木)")).to_be_visible()


def a_class_with_two_seats(desk: Page) -> None:
    """Registered by who may publish, and so open at once."""
    screens.open_screen(desk, "register")
    screens.register(desk, course=COURSE, hall=HALL, day=DAY, capacity=2)
    screens.told(desk, "登録")


def gives_up(desk: Page, reading: str) -> None:
    screens.find(desk, reading)
    screens.cancel(desk)
