"""The screens as the people see them: each function is one thing they do, by labels and words."""

import re

from playwright.sync_api import Page, expect

from pages._ui.menu import FIRST, MENU


def open_screen(page: Page, name: str, query: str = "") -> None:
    """Go to a staff screen by its address, and wait until it is drawn."""
    page.goto(f"/staff/{'' if name == FIRST else name}{query}")
    settled(page, name)


def settled(page: Page, name: str) -> None:
    """The screen's heading stands there and nothing is being drawn any more."""
    expect(page.get_by_role("heading", name=MENU[name].title, level=1)).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def sign_in(page: Page, login: str, password: str) -> None:
    page.goto("/login")
    page.get_by_label("ID").fill(login)
    page.get_by_label("パスワード").fill(password)
    page.get_by_role("button", name="サインイン").click()
    expect(page).to_have_url(re.compile("/staff/"))
    settled(page, FIRST)
