"""From a telephone call to the counter: a time at the corner's table, the talk, and what follows.

Somebody calls about a card's PIN. The desk takes a time and reads aloud what to bring; at the table
a volunteer records that only the counter can do it; the counter takes over, calls, and ends it.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import NOON
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.paper import words
from tests.e2e.screens import (
    choose,
    drawn,
    fill,
    open_screen,
    paper,
    press,
    settled,
    told,
    write_down,
)
from tests.e2e.server import Server, running

pytestmark = pytest.mark.browser
READING, NUMBER, KIND = "かくう かど", "0000000077", "M05"
FIRST_TABLES_AT = NOON + timedelta(hours=1, minutes=30)


@pytest.fixture(scope="module")
def noon() -> Iterator[Server]:
    with running(on=NOON) as server:
        yield server


def booked(desk: Page) -> str:
    """The caller is written down, gets a time today, hears what to bring; the corner's address."""
    open_screen(desk, "phone")
    write_down(desk, READING, town="梅の木町", born="1948", phone=NUMBER)
    desk.get_by_role("button", name="カードの相談を予約する").click()
    settled(desk, "appointments")
    desk.get_by_role("button", name="午後1時30分").first.click()  # the nearest day: today
    choose(desk, "どんなご相談ですか", KIND)
    expect(desk.get_by_text("相談コーナーではできません。")).to_be_visible()
    expect(desk.get_by_text("読み上げます")).to_be_visible()
    press(desk, "この時刻で予約する")
    expect(desk.get_by_text("復唱します")).to_be_visible()
    expect(desk.get_by_text(f"{READING}さんです。")).to_be_visible()
    expect(desk.get_by_text("11月24日、火曜日、午後1時30分")).to_be_visible()
    assert "午後1時30分" in words(paper(desk, "持ち物の紙（PDF）"))
    return desk.get_by_role("link", name="この相談コーナーを見る").get_attribute("href")


def recorded(table: Page, corner: str) -> None:
    """At the table: they came, the talk is about what the desk wrote, and only the counter may."""
    table.goto(corner)
    settled(table, "corner")
    here = table.locator("[data-testid=stVerticalBlock]").filter(has_text=READING).last
    here.get_by_role("button", name="来ました").click()
    told(table, "「来ました」にしました。")
    here.get_by_role("link", name="相談を記録する").click()
    settled(table, "consultations")
    expect(table.get_by_text("ここでは終わりにできません")).to_be_visible()
    table.get_by_text("ご本人の了解を得て、あとで連絡する").click()
    drawn(table)
    fill(table, "連絡の方法と時間", "電話、平日の夕方")
    press(table, "記録する")
    told(table, "相談を記録しました。")


def ended(counter: Page) -> None:
    """At the counter: no name before it is taken over; called, reached, done."""
    open_screen(counter, "counter")
    card = counter.locator('[class*="st-key-handed-"]').filter(has_text="きょう引き継がれました")
    expect(card.get_by_text("梅の木町")).to_be_visible()
    expect(card.get_by_text(READING)).to_have_count(0)
    card.get_by_role("button", name="受け取る").click()
    told(counter, "受け取りました。")
    expect(card.get_by_text(READING).first).to_be_visible()
    expect(card.get_by_text("電話、平日の夕方")).to_be_visible()
    expect(card.get_by_role("link", name=re.compile("0077"))).to_have_attribute(
        "href", f"tel:{NUMBER}"
    )
    card.get_by_role("button", name="お話しできた").click()
    told(counter, "と記録しました。")
    card.get_by_role("button", name="対応を終えた").first.click()
    told(counter, "を終了にしました。")


def test_time_by_telephone_ends_at_the_counter(noon, staff):
    corner = booked(staff(noon.url, "sato", DESKTOP))
    noon.turn_clock_to(FIRST_TABLES_AT)
    table = staff(noon.url, "tanaka", PHONE)
    recorded(table, corner)
    ended(staff(noon.url, "yamaguchi", DESKTOP))

    table.goto(corner)
    settled(table, "corner")
    here = table.locator("[data-testid=stVerticalBlock]").filter(has_text=READING).last
    expect(here.get_by_text("記録しました")).to_be_visible()
    open_screen(table, "consultations")
    expect(table.get_by_text(READING)).to_have_count(0)
