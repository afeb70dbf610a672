"""Numbers typed where they do not belong: afterwards neither server nor browser holds one.

The whole data folder (WAL included) and everything the server has printed are searched, and what
the browser keeps for itself.
"""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import screens
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.hall import hold_a_class
from tests.e2e.screens import drawn, open_screen

pytestmark = pytest.mark.browser
NUMBER = "1234 5678 9018"  # synthetic; its check digit is right
SPELLED = "いち に さん よん ご ろく なな はち きゅう ぜろ いち はち"
ASKED = "文字を大きくする方法を教えてください"
SCREENS = ("questions", "phone", "consultations", "masters")
BOXES = 2  # at most; tests/test_guarded_forms.py fills in all of them, without a browser
KEPT = """async () => {
    const read = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
    const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
        const db = await read(indexedDB.open(name));
        for (const store of db.objectStoreNames)
            found.push(await read(db.transaction(store).objectStore(store).getAll()));
        db.close();
    }
    for (const name of await caches.keys())
        for (const one of await (await caches.open(name)).keys())
            found.push(one.url, await (await caches.match(one)).text());
    return JSON.stringify(found);
}"""


def holds(text: str) -> bool:
    plain = re.sub(r"[\s-]", "", text)
    return "123456789018" in plain or re.sub(r"\s", "", SPELLED) in plain


def address_of(page: Page) -> str:
    return re.sub(r"%20|\+", "", page.url)


def test_resident_leaves_no_number_anywhere(today, visit):
    page = visit(today.url, PHONE, java_script_enabled=False).new_page()
    for text in (NUMBER, SPELLED):
        page.goto("/ask")
        screens.ask(page, f"{text} と書いてあります。", "基本操作")
        expect(page.get_by_role("alert")).to_be_visible()
        assert not holds(page.content())
    for address in ("/h?code={}", "/?town={}", "/h/{}", "/login?next=/staff/{}", "/where/{}"):
        page.goto(address.format(quote(NUMBER)))
        assert not holds(page.locator("html").inner_html())

    page.goto("/ask")
    screens.ask(page, ASKED, "基本操作")
    expect(page.get_by_role("heading", name="質問を受け取りました")).to_be_visible()
    assert [today.keeps(one) for one in (NUMBER, SPELLED)] == [[], []]


@pytest.mark.parametrize("screen", SCREENS)
def test_staff_screen_keeps_no_number(today, staff, screen):
    page = staff(today.url, "sato" if screen != "masters" else "kanri", DESKTOP)
    open_screen(page, screen, f"?q={quote(NUMBER)}&event={quote(NUMBER)}")
    expect(page).not_to_have_url(re.compile("5678"))
    assert not holds(address_of(page))

    if screen == "questions":
        screens.press(page, "質問を書きとめる")
    elif screen == "phone":
        page.get_by_text("はじめての方を登録する").click()
    boxes = page.get_by_test_id("stMain").get_by_role("textbox")
    expect(boxes.first).to_be_visible()  # so some of them are tried
    for at in range(min(BOXES, boxes.count())):
        boxes.nth(at).fill(f"番号は{NUMBER}です")
        page.keyboard.press("Tab")
        drawn(page)
        expect(page.get_by_text("番号は「●」に変えてあります。").first).to_be_visible()
        expect(boxes.nth(at)).not_to_have_value(re.compile("5678"))

    assert not holds(page.content() + address_of(page) + page.evaluate(KEPT))
    assert today.keeps(NUMBER) == []


def test_door_without_a_network_keeps_no_number(today, staff):
    event = hold_a_class(today, by="tanaka")
    page = staff(today.url, "tanaka", PHONE)
    page.goto(f"/staff/door/{event}")
    expect(page.get_by_text("準備ができました。")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_label("お名前か名簿の番号でさがす").fill(NUMBER)
    page.get_by_role("button", name="参加証", exact=True).click()
    page.get_by_label("参加証の番号（6文字）").fill(NUMBER.replace(" ", ""))
    page.get_by_role("button", name="この番号で受け付ける").click()
    expect(page.get_by_text("参加証の番号がちがうようです。")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("button", name="いま送る").click()
    expect(page.locator("#net")).to_have_text("すべて送りました")

    kept = page.evaluate(KEPT)
    assert "はじめてのスマートフォン" in kept  # so a number would have been found
    assert not holds(kept)
    assert today.keeps(NUMBER) == []


def test_search_would_find_what_is_kept(today):
    """The question that was fine is in the database."""
    assert [path.name for path in today.keeps(ASKED)] != []
