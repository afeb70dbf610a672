"""Takes the pictures of what leaves the office: .venv/bin/python -m docs.gallery.take_figures

Needs Chromium, as the browser tests do. The day is always the same; the demo town is invented
(架空), the other one has nothing but its districts. In the demo town somebody is entered late into
a class of a published year, and the year is published again: staff see the difference, everybody
the reason. Beside the pictures it writes figures.md.
"""

from contextlib import closing
from io import BytesIO
from pathlib import Path
from sqlite3 import connect

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.gallery import take_reach
from docs.gallery.take_pages import pack
from docs.gallery.take_reach import COLOURS, SETTLED, first_admin
from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.e2e.screens import choose, drawn, fill, open_screen, sign_in, told
from tests.e2e.server import Server, running

HERE = Path(__file__).parent
FOLDER = HERE / "figures"
LATE = "15 15 35 83"  # on the sheet: towns and ages of four who were forgotten
LAST_CLASS = """SELECT public_id FROM event WHERE local_date < '2026-04-01'
ORDER BY local_date DESC, id LIMIT 1"""
REASON = "紙の名簿の入力もれ"
PUBLIC = {"figures": "/figures", "open-data": "/opendata"}
LINES = {
    "demo-publications": "公表する数字: a year that is public as it is",
    "demo-difference": "The same after a late entry: what differs, before all tables",
    "demo-edition": "The second edition, with its pictures and files",
    "demo-figures": "What everybody reads of it: the edition and its reason first",
    "demo-open-data": "オープンデータ",
    "demo-outlook": "カード相談の見通し: kinds by month, and the renewals to come",
    "empty-publications": "公表する数字 (an empty town)",
    "empty-figures": "到達の状況 (an empty town)",
    "empty-open-data": "オープンデータ (an empty town)",
    "empty-outlook": "カード相談の見通し (an empty town)",
}


def take() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with running(on=NOON) as town:
            demo(browser, town)
        with running(on=NOON, TONARI_DEMO="0") as town, first_admin(town) as password:
            empty(browser, town, password)
        browser.close()
    lines = [
        f"| {words} | ![](figures/{file}-390.png) | ![](figures/{file}-1280.png) |"
        for file, words in LINES.items()
    ]
    (HERE / "figures.md").write_text(HEAD + "\n".join(lines) + "\n")


def demo(browser: Browser, town: Server) -> None:
    screens(browser, town, "sato", PASSWORD, "demo")
    enter_late(browser, town)
    for size in (PHONE, DESKTOP):
        page = signed_in(browser, town, size, "sato", PASSWORD)
        open_screen(page, "publications")
        keep(page, size, f"demo-difference-{size['width']}")
        page.context.close()
    publish_again(browser, town)
    for size in (PHONE, DESKTOP):
        page = signed_in(browser, town, size, "sato", PASSWORD)
        open_screen(page, "publications")
        choose(page, "くわしく見る公表", "第2版")
        page.get_by_test_id("stMain").get_by_text("直した理由").wait_for()
        keep(page, size, f"demo-edition-{size['width']}", top=".st-key-publication")
        page.context.close()
    public(browser, town, "demo")


def empty(browser: Browser, town: Server, password: str) -> None:
    screens(browser, town, "kanri", password, "empty")
    public(browser, town, "empty")


def screens(browser: Browser, town: Server, login: str, password: str, name: str) -> None:
    for size in (PHONE, DESKTOP):
        page = signed_in(browser, town, size, login, password)
        for screen in ("publications", "outlook"):
            open_screen(page, screen)
            keep(page, size, f"{name}-{screen}-{size['width']}")
        page.context.close()


def public(browser: Browser, town: Server, name: str) -> None:
    for size in (PHONE, DESKTOP):
        page = visitor(browser, town, size)
        for file, address in PUBLIC.items():
            page.goto(address)
            shot = page.screenshot(full_page=True, animations="disabled")
            path = FOLDER / f"{name}-{file}-{size['width']}.png"
            pack(Image.open(BytesIO(shot)), path, colours=COLOURS)
        page.context.close()


def enter_late(browser: Browser, town: Server) -> None:
    """The office opens the last class of the year again, and four who came are entered."""
    page = signed_in(browser, town, DESKTOP, "kanri", PASSWORD)
    with closing(connect(town.data / "tonari.sqlite3")) as data:
        ((code,),) = data.execute(LAST_CLASS).fetchall()
    open_screen(page, "closing", f"?event={code}")
    fill(page, "訂正の理由", REASON)
    page.get_by_role("button", name="訂正をはじめる").click()
    told(page, "訂正をはじめました。")
    open_screen(page, "paper", f"?event={code}")
    fill(page, "当日参加の方", LATE)
    page.get_by_role("button", name="この4名を受け付ける").click()
    drawn(page)
    page.wait_for_timeout(SETTLED)
    page.context.close()


def publish_again(browser: Browser, town: Server) -> None:
    page = signed_in(browser, town, DESKTOP, "sato", PASSWORD)
    open_screen(page, "publications")
    fill(page, "直す理由", REASON)
    page.get_by_role("button", name="この数字を公表する").click()
    told(page, "公表しました。")
    page.context.close()


def visitor(browser: Browser, town: Server, size: dict[str, int]) -> Page:
    return browser.new_context(base_url=town.url, viewport=size, locale="ja-JP").new_page()


def signed_in(
    browser: Browser, town: Server, size: dict[str, int], login: str, password: str
) -> Page:
    page = visitor(browser, town, size)
    sign_in(page, login, password)
    return page


def keep(page: Page, size: dict[str, int], file: str, top: str = "h1") -> None:
    """As of 到達, into a folder of its own."""
    take_reach.keep(page, size, top, file, folder=FOLDER)


HEAD = """# What leaves the office

公表する数字 for staff, and what everybody reads of it, on a telephone (390 pixels) and on a desk
(1280). A page that is longer than its picture goes on below. Taken by
`docs/gallery/take_figures.py`.

| picture | telephone | desk |
|---|---|---|
"""

if __name__ == "__main__":
    take()
