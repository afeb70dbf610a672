"""The screens as the people see them: each function is one thing they do, by labels and words."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

from pages._ui.menu import FIRST, MENU

TURN = "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }"


def open_screen(page: Page, name: str, query: str = "") -> None:
    """Go to a staff screen by its address, and wait until it is drawn."""
    page.goto(f"/staff/{'' if name == FIRST else name}{query}")
    settled(page, name)


def turn_to(page: Page, name: str) -> None:
    """Go on to a screen as the browser's back button does: the client is not loaded anew."""
    page.evaluate(TURN, f"/staff/{'' if name == FIRST else name}")
    settled(page, name)


def settled(page: Page, name: str) -> None:
    """The screen's heading stands there and nothing is being drawn any more."""
    expect(page.get_by_role("heading", name=MENU[name].title, level=1)).to_be_visible()
    drawn(page)


def drawn(page: Page) -> None:
    """While a screen is being drawn anew, what stood there before may still be seen."""
    expect(page.locator("html[data-asked]")).to_have_count(0)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)


def _one(page: Page, found: Locator) -> Locator:
    """The only one of its kind; while a screen is drawn anew, its old self stands behind it."""
    drawn(page)
    expect(found).to_have_count(1)
    return found.first


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
    drawn(page)


def refused(page: Page, sentence: str) -> None:
    """It was not done, and the screen says why."""
    expect(page.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    drawn(page)


def follow(page: Page, link: str, name: str) -> None:
    """Tap a link on the screen, and wait for the screen it leads to."""
    page.get_by_test_id("stMain").get_by_role("link", name=link, exact=True).first.click()
    settled(page, name)


def choose(page: Page, label: str, option: str) -> None:
    """Type into a list until the option stands there, and take it.

    A list closes when the screen is drawn anew, also while its option is reached for: then it is
    opened once more. The same words again would be no news to it, so the box is emptied first.
    """
    wanted = page.get_by_role("option", name=option).first
    for patience in (3_000, 3_000, 10_000, 20_000):
        box = _one(page, page.get_by_role("combobox", name=label))
        box.click()
        box.fill("")
        box.fill(option)
        with suppress(TimeoutError):
            wanted.click(timeout=patience)
            break
    else:
        raise AssertionError(f"{option} is not in {label}")
    page.keyboard.press("Tab")  # a list of which one may take several would stay open
    expect(page.get_by_role("listbox")).to_have_count(0)


def fill(page: Page, label: str, text: str) -> None:
    """Type and leave the box, so that the server knows."""
    _one(page, page.get_by_label(label)).fill(text)
    page.keyboard.press("Tab")


def type_day(page: Page, label: str, day: date) -> None:
    """Type a date: year, month and day each have a box, and one leads to the next."""
    boxes = _one(page, page.get_by_role("group", name=label, exact=True))
    boxes.get_by_role("spinbutton").first.click()
    page.keyboard.type(day.strftime("%Y%m%d"))
    page.keyboard.press("Tab")


def press(page: Page, button: str) -> None:
    """A button by how its name begins: a key to press instead may follow."""
    _one(page, page.get_by_role("button", name=re.compile(f"^{re.escape(button)}"))).click()


def take_in(page: Page, kind: str, file: Path) -> None:
    """Choose a published file, and look at what was understood; nothing is saved yet."""
    open_screen(page, "imports")
    _one(page, page.get_by_role("radio", name=kind)).click()
    drawn(page)
    page.get_by_test_id("stFileUploader").locator("input").set_input_files(file)
    expect(page.get_by_role("heading", name="内容を確かめます")).to_be_visible()


def register(page: Page, *, course: str, hall: str, day: date, capacity: int) -> None:
    """The volunteer's minute: what, where, when and for how many."""
    choose(page, "講座", course)
    choose(page, "会場", hall)
    type_day(page, "日にち", day)
    _one(page, page.get_by_label(re.compile("^定員"))).fill(str(capacity))
    press(page, "登録する")


def open_class(page: Page, hall: str, day: str) -> None:
    """Find the class in a list of them, and open it."""
    card = page.locator(".event").filter(has_text=hall).filter(has_text=day)
    card.get_by_role("link", name="くわしく").click()
    settled(page, "events")


def paper(page: Page, link: str) -> bytes:
    """The PDF behind a link, fetched as the browser would: with the same sign-in."""
    address = _one(page, page.get_by_role("link", name=link)).get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf", answer.text()
    return answer.body()


def write_down(page: Page, reading: str, *, town: str, born: str, phone: str = "") -> None:
    """Somebody who calls for the first time joins the party."""
    fill(page, "読みがな、電話番号、参加証の番号、町", reading)
    expect(page.get_by_label("お名前の読み")).to_have_value(reading)
    choose(page, "町", town)
    fill(page, "生まれた年", born)
    fill(page, "電話番号（なくてもよい）", phone)
    press(page, "登録して、参加する方に加える")
    told(page, "参加する方に加えました。")


def find(page: Page, reading: str) -> None:
    """Somebody who is known joins the party."""
    fill(page, "読みがな、電話番号、参加証の番号、町", reading)
    _one(page, page.get_by_role("button", name=reading)).click()
    told(page, "参加する方に加えました。")


def book(page: Page, hall: str, day: str, button: str) -> None:
    """The party gets the class; the read-back then stands in large letters."""
    classes = page.get_by_role("button").filter(has_text=hall)
    _one(page, classes.filter(has_text=day)).click()
    press(page, button)
    told(page, "申込を受け付けました。")


def cancel(page: Page) -> None:
    """The only booking of the one who calls."""
    press(page, "変更など")
    press(page, "取り消しを確定する")


def check_in(page: Page, reading: str) -> None:
    """One tap on the name."""
    _one(page, page.get_by_role("button", name=reading)).click()
    told(page, reading)


def walk_in(page: Page, *, town: str, age: str) -> None:
    """Somebody came without a booking: town and age are enough."""
    for choice in ("当日参加", town, age):
        _one(page, page.get_by_role("radio", name=choice)).click()
    press(page, "当日参加で受け付ける")
    told(page, "受け付けました")
    expect(page.get_by_role("radio", name="当日参加")).to_be_checked()


def leave(page: Page, way: Locator) -> None:
    """By a link or a plain form: what was looked for next might still stand on the page before."""
    with page.expect_navigation():
        way.click()


def ask(page: Page, body: str, category: str) -> None:
    """A resident's question: a plain form, no script. The answers it finds are not enough.

    Either it is received or the form comes back, with what is wrong in it.
    """
    page.get_by_label("質問※必須").fill(body)
    page.get_by_label("質問の種類").select_option(category)
    leave(page, page.get_by_role("button", name="次へ"))
    not_enough = page.get_by_role("button", name="やはり質問を送る")
    received = page.get_by_role("heading", name="質問を受け取りました")
    expect(not_enough.or_(received).or_(page.get_by_role("alert"))).to_be_visible()
    if not_enough.count():
        not_enough.click()


def open_question(page: Page, body: str) -> None:
    ticket = page.locator(".event").filter(has_text=body)
    ticket.get_by_role("link", name="ひらく").click()
    settled(page, "question")


def visits(page: Page) -> int:
    """How many visits of people of 65 and over the reach screen counts in this fiscal year."""
    open_screen(page, "reach")
    sentence = page.get_by_text(re.compile("実人数[0-9,]+人、延べ[0-9,]+回")).first.inner_text()
    return int(re.search("延べ([0-9,]+)回", sentence)[1].replace(",", ""))
