"""The screens as the people see them: each function is one thing they do, by labels and words."""

import re
from datetime import date
from pathlib import Path

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


def told(page: Page, sentence: str) -> None:
    """It worked, and the screen says so, also to those who only listen."""
    expect(page.get_by_role("status").filter(has_text=sentence)).to_be_visible()


def refused(page: Page, sentence: str) -> None:
    """It was not done, and the screen says why."""
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()


def follow(page: Page, link: str, name: str) -> None:
    """Tap a link on the screen, and wait for the screen it leads to."""
    page.get_by_test_id("stMain").get_by_role("link", name=link, exact=True).first.click()
    settled(page, name)


def choose(page: Page, label: str, option: str) -> None:
    """Type into a list until the option stands there, and take it."""
    box = page.get_by_role("combobox", name=label)
    box.click()
    box.fill(option)
    page.get_by_role("option", name=option).first.click()
    expect(page.get_by_role("listbox")).to_have_count(0)


def fill(page: Page, label: str, text: str) -> None:
    """Type and leave the box, so that the server knows."""
    box = page.get_by_label(label)
    box.fill(text)
    box.press("Tab")


def type_day(page: Page, label: str, day: date) -> None:
    """Type a date: year, month and day each have a box, and one leads to the next."""
    boxes = page.get_by_role("group", name=label, exact=True)
    boxes.get_by_role("spinbutton").first.click()
    page.keyboard.type(day.strftime("%Y%m%d"))
    page.keyboard.press("Tab")


def tick(page: Page, label: str) -> None:
    """Tick a box by the words beside it, as people do: the box itself is small."""
    page.get_by_text(label).last.click()
    expect(page.get_by_role("checkbox", name=label)).to_be_checked()


def press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def take_in(page: Page, kind: str, file: Path) -> None:
    """Choose a published file, and look at what was understood; nothing is saved yet."""
    open_screen(page, "imports")
    page.get_by_role("radio", name=kind).click()
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(file)
    expect(page.get_by_role("heading", name="ファイルの内容")).to_be_visible()


def register(page: Page, *, course: str, hall: str, day: date, capacity: int) -> None:
    """The volunteer's minute: what, where, when and for how many."""
    choose(page, "講座", course)
    choose(page, "会場", hall)
    type_day(page, "日にち", day)
    page.get_by_label(re.compile("^定員")).fill(str(capacity))
    press(page, "登録する")
