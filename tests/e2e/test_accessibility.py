"""axe-core finds no violation of WCAG 2.2, levels A and AA, on any page, at either width."""

import re
from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from models import Role
from pages._ui.menu import FIRST, MENU
from services.demo import CAST
from services.permissions import ROLE_PERMISSIONS
from settings import ROOT
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.hall import hold_a_class
from tests.e2e.screens import choose, open_question, open_screen, take_in, turn_to, write_down
from tests.e2e.server import running

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
RUN = "options => axe.run(document, options).then(found => found.violations)"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
FILES = ROOT / "masters" / "demo"
LOGINS = {role: login for login, _, role, _ in reversed(CAST)}


def violations(page: Page, name: str) -> Iterator[str]:
    """What axe finds on the page as it stands, on a telephone and on a desk."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        for found in page.evaluate(RUN, OPTIONS):
            for node in found["nodes"]:
                yield f"{name} {size['width']}px {found['id']}: {node['html']}"


@pytest.fixture
def look(visit):
    """A page that lets axe in past our own policy."""
    return lambda server: visit(server.url, DESKTOP, bypass_csp=True).new_page()


def test_first_setup(look):
    """What tests/e2e/test_public_site.py does not draw: a town before its first admin."""
    with running(TONARI_DEMO="0") as empty:
        page = look(empty)
        page.goto("/setup")
        found = list(violations(page, "/setup"))
        page.context.close()

    assert found == []


def test_password_page(demo, staff):
    page = staff(demo.url, "tanaka", DESKTOP, bypass_csp=True)
    page.goto("/password")

    assert list(violations(page, "/password")) == []


@pytest.mark.parametrize("role", list(Role))
def test_staff_screens(demo, staff, role):
    page, found = staff(demo.url, LOGINS[role], DESKTOP, bypass_csp=True), []
    open_screen(page, FIRST)
    for name, screen in MENU.items():
        if screen.permission in ROLE_PERMISSIONS[role]:
            turn_to(page, name)
            found += violations(page, name)

    assert found == []


def test_screens_at_work(demo, staff):
    """What only shows when somebody is doing something."""
    page, found = staff(demo.url, "sato", DESKTOP, bypass_csp=True), []
    event = re.search(r'href="/events/(\w+)"', demo.visitor().get("/").text)[1]

    for name in ("events", "check_in", "sheets"):
        open_screen(page, name, f"?event={event}")
        found += violations(page, f"{name} of a class")

    for view in ("週", "会場", "一覧"):
        open_screen(page, "schedule", f"?view={view}")
        found += violations(page, f"schedule by {view}")

    for view in ("案", "代わり", "負担"):
        open_screen(page, "shifts", f"?view={view}")
        found += violations(page, f"shifts, {view}")

    open_screen(page, "phone")
    write_down(page, "みほん はなこ", town="若葉町", born="昭和20")
    found += violations(page, "phone with a party")
    page.get_by_role("button").filter(has_text="若葉公民館").first.click()
    page.get_by_role("button", name="1名様で").wait_for()
    found += violations(page, "phone with a class")

    open_screen(page, "questions")
    open_question(page, "文字が小さくて読めません")
    page.get_by_label("回答か、仲間へのメモ").wait_for()
    found += violations(page, "questions, one opened")

    open_screen(page, "consultations")
    choose(page, "相談の種類", "電子証明書の更新")
    page.get_by_role("heading", name="電子証明書の更新").wait_for()
    found += violations(page, "consultations of a kind")

    take_in(page, "人口", FILES / "population.csv")
    found += violations(page, "imports of people")
    take_in(page, "教室・相談会", FILES / "events.csv")
    found += violations(page, "imports of classes")

    assert found == []


def test_door(today, staff):
    """The hall's small page, with everything on it that can be said."""
    event = hold_a_class(today, by="tanaka")
    page = staff(today.url, "tanaka", PHONE, bypass_csp=True)
    page.goto(f"/staff/door/{event}")
    page.get_by_text("準備ができました。").wait_for()
    found = list(violations(page, "door"))
    page.context.set_offline(True)
    page.get_by_role("button", name="架空 いちを受付").click()
    page.get_by_text("まだ送っていない 1件").wait_for()
    for view in ("当日参加", "参加証", "名簿"):
        page.get_by_role("button", name=view, exact=True).click()
        found += violations(page, f"door without a network, {view}")
    page.context.clear_cookies()
    page.context.set_offline(False)
    page.get_by_role("link", name="サインインする").wait_for()
    found += violations(page, "door signed out")

    assert found == []
