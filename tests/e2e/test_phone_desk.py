"""The telephone desk without a mouse, its key presses and its rounds to the server counted."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screens
from tests.e2e.conftest import DESKTOP

pytestmark = pytest.mark.browser
MOST_KEYS, MOST_ROUNDS = 12, 4
COUNT = "window.keys = 0; addEventListener('keydown', () => keys++, true)"
SEARCH, NAME = "読みがな、電話番号、参加証の番号、町", "あおき かずこ"


def keys(page: Page) -> int:
    """Key presses so far, those of Alt among them."""
    return page.evaluate("window.keys")


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)
    screens.drawn(page)


def test_somebody_known_gets_a_seat_without_the_mouse(noon, staff):
    sockets, rounds = [], []
    desk = staff(noon.url, "sato", DESKTOP)
    desk.add_init_script(COUNT)
    desk.on("websocket", lambda socket: sockets.append(socket))
    screens.open_screen(desk, "phone")
    expect(desk.get_by_label(SEARCH)).to_be_focused()
    with sockets[-1].expect_event("framesent", lambda sent: NAME.encode() in sent):
        for letter in NAME:
            desk.keyboard.type(letter)
    expect(desk.get_by_role("button", name=NAME)).to_be_visible()
    screens.drawn(desk)
    typed = keys(desk)
    sockets[-1].on("framesent", lambda sent: rounds.append(sent))

    press(desk, "Alt+1")
    expect(desk.get_by_text("参加する方に加えました。")).to_be_visible()
    expect(desk.get_by_label(SEARCH)).to_be_focused()
    press(desk, f"Alt+{first_with_seats(desk)}")
    expect(desk.get_by_role("button", name="1名様で申し込む")).to_be_focused()
    press(desk, "Enter")
    expect(desk.get_by_text("1名様でお取りしました。")).to_be_visible()
    expect(desk.get_by_role("button", name="次の電話へ")).to_be_focused()
    press(desk, "Enter")
    expect(desk.get_by_label(SEARCH)).to_be_focused()

    assert keys(desk) - typed <= MOST_KEYS
    assert len(rounds) <= MOST_ROUNDS
    print(f"{keys(desk) - typed} keys, {len(rounds)} rounds")


def first_with_seats(page: Page) -> str:
    """The digit on the first class that has seats left for somebody new to it."""
    free = page.locator("[class*=st-key-arrive-class-] button:enabled").filter(has_text="残り")
    return free.filter(has_not_text="キャンセル待ち").first.inner_text().strip()[-1]
