"""The calendar on a telephone: a day pressed lists its classes below, without a new page."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE
from tests.e2e.screens import open_screen, settled

pytestmark = pytest.mark.browser


def next_month(page: Page) -> None:
    title = page.locator(".month caption")
    before = title.inner_text()
    page.get_by_role("button", name="次の月").press("Enter")
    expect(title).not_to_have_text(before)
    settled(page, "schedule")


def test_pressed_day_lists_its_classes_alone(demo, staff):
    page = staff(demo.url, "sato", PHONE)
    open_screen(page, "schedule")
    next_month(page)
    days = page.locator(".agenda .day:not(.empty)")
    expect(days.nth(1)).to_be_visible()

    page.locator(".month .jump").first.click()

    expect(page).to_have_url(re.compile(r"\?around=\d{4}-\d\d-01#day-\d{4}-\d\d-\d\d$"))
    expect(days.first).to_be_visible()
    expect(days.nth(1)).to_be_hidden()
    expect(page.locator(".month")).to_be_in_viewport()
    page.get_by_role("link", name="ほかの日も見る").click()
    expect(days.nth(1)).to_be_visible()


def test_calendar_is_turned_and_opened_by_keyboard(demo, staff):
    page = staff(demo.url, "sato", PHONE)
    open_screen(page, "schedule")
    next_month(page)
    page.locator(".month .jump").first.press("Enter")
    page.locator(".agenda .day:target a").first.press("Enter")

    settled(page, "events")
    expect(page).to_have_url(re.compile(r"/staff/events\?event=\w+$"))


def test_screen_is_no_wider_than_the_telephone(demo, staff):
    page = staff(demo.url, "sato", PHONE)
    for view in ("月", "週", "会場", "一覧"):
        open_screen(page, "schedule", f"?view={view}")
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], view
