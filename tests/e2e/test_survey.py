"""The survey, on paper and on a telephone: keyed in by number, or answered by the sheet's QR."""

import re
from collections.abc import Iterator
from datetime import datetime, time

import pytest
from playwright.sync_api import Page, expect

import clock
from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.paper import qr_texts
from tests.e2e.screens import open_screen
from tests.e2e.server import Server, running
from tests.e2e.test_accessibility import violations

pytestmark = pytest.mark.browser
MOST_STROKES = 15  # a sheet, the Enter included
SHEETS = ("1213114132.17", "2122124323.2", "111212501.39", "3000006.1")


@pytest.fixture(scope="module")
def evening() -> Iterator[tuple[Server, str]]:
    """The demo town on the evening of its next class, and the number of that class."""
    with running(on=NOON) as server:
        page = server.visitor().get("/").text
        number = re.search(r'/events/(\w+)"', page)[1]
        day = re.search(r'<time class="leaf" datetime="([\d-]+)"', page)[1]
        server.turn_clock_to(datetime.combine(datetime.fromisoformat(day), time(20), clock.JST))
        yield server, number


@pytest.fixture(scope="module")
def address(evening) -> str:
    """What a telephone's camera reads on the sheet of that class."""
    server, number = evening
    with server.visitor() as office:
        office.post("/login", data={"login": "sato", "password": PASSWORD})
        (found,) = qr_texts(office.get(f"/staff/files/survey/{number}.pdf").content)
    return found


def key_in(page: Page, digits: str) -> int:
    """A sheet as fingers key it in, on whatever has the focus; how many keys that took."""
    for digit in digits:
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    return len(digits) + 1


def test_sheets_are_keyed_in_without_leaving_the_numbers(evening, staff):
    server, number = evening
    page = staff(server.url, "sato", DESKTOP)
    open_screen(page, "surveys", f"?event={number}")
    box = page.get_by_label("○の番号")
    box.click()
    strokes = []
    for count, digits in enumerate(SHEETS[:3], start=1):
        strokes.append(key_in(page, digits))
        expect(page.get_by_text(f"全部で {count}枚 です。")).to_be_visible()
        expect(box).to_have_value("")
        expect(box).to_be_focused()
    assert max(strokes) <= MOST_STROKES

    key_in(page, SHEETS[3])
    expect(page.get_by_role("alert").filter(has_text="数字が足りません")).to_be_visible()
    expect(box).to_have_value(SHEETS[3])
    expect(page.get_by_text("全部で 3枚 です。")).to_be_visible()


def test_keying_screen_has_no_violation(evening, staff):
    server, number = evening
    page = staff(server.url, "sato", DESKTOP, bypass_csp=True)
    open_screen(page, "surveys", f"?event={number}")

    assert list(violations(page, "surveys of a class")) == []


def test_sheet_in_the_hand_leads_to_its_form(evening, address, visit):
    context = visit(evening[0].url, PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("とても満足", exact=True).check()
    page.get_by_label("生成AI").check()
    page.get_by_label("困っていること、聞きたいこと").fill("暗証番号は 4321 です")
    page.get_by_role("button", name="アンケートを送る").click()
    expect(page.get_by_role("alert")).to_contain_text("暗証番号")
    expect(page.get_by_label("とても満足", exact=True)).to_be_checked()

    page.get_by_label("困っていること、聞きたいこと").fill("音が小さい")
    page.get_by_role("button", name="アンケートを送る").click()
    expect(page.get_by_role("heading", name="アンケートを受け取りました")).to_be_visible()
    assert context.cookies() == []
