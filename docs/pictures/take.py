"""Takes the README's pictures of the demo town (架空): .venv/bin/python -m docs.pictures.take

Needs Chromium, as the browser tests do. The day is always the same, so are the people and classes.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, sync_playwright

import clock
from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.e2e.screens import follow, open_question, open_screen, sign_in, write_down
from tests.e2e.server import Server, running

HERE = Path(__file__).parent
HOME = "https://tonari.example"  # printed on the sheet instead of this machine's address
DOORS_OPEN = datetime(2026, 12, 1, 9, 40, tzinfo=clock.JST)  # before the demo's first class
GREY, GAP = "#b3b3b3", 24
LAST_YEAR = 2025  # a fiscal year that the demo has published
COLOURS = 192  # enough for flat screens and small files
SETTLED = 1500  # milliseconds: charts are drawn after the screen
SHARP = 2  # pixels of the picture for one of the page


def take() -> None:
    with running(on=NOON, TONARI_BASE_URL=HOME) as town, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        town.turn_clock_to(DOORS_OPEN)
        desk = a_page(browser, town, DESKTOP)
        sign_in(desk, "sato", PASSWORD)
        hall = a_page(browser, town, PHONE)
        sign_in(hall, "tanaka", PASSWORD)
        before_the_class(desk, hall)
        looking_ahead(desk)
        answering(desk, a_page(browser, town, PHONE))
        browser.close()


def before_the_class(desk: Page, hall: Page) -> None:
    follow(hall, "受付をはじめる", "check_in")
    keep("today", beside(look(desk), look(hall)))
    open_screen(desk, "phone")
    write_down(desk, "みほん はなこ", town="若葉町", born="昭和20")
    keep("phone", framed(look(desk)))
    open_screen(desk, "schedule")
    keep("season", framed(look(desk)))
    open_screen(desk, "calls")
    calls = look(desk)
    hall.goto(hall.url.replace("/check_in?event=", "/door/"))
    hall.get_by_role("heading").first.wait_for()
    keep("calls", beside(calls, look(hall)))


def looking_ahead(desk: Page) -> None:
    open_screen(desk, "reach")
    desk.locator(".st-key-view").evaluate("one => one.scrollIntoView()")
    desk.wait_for_timeout(SETTLED)
    keep("reach", framed(look(desk)))
    open_screen(desk, "planner")
    desk.get_by_role("button", name="案を作る").click()
    desk.get_by_text("見る案").evaluate("one => one.scrollIntoView()")
    desk.wait_for_timeout(SETTLED)
    keep("planner", framed(look(desk)))
    report = desk.request.get(f"/staff/files/report/{LAST_YEAR}.pdf").body()
    keep("report", framed(paper(report)))


def answering(desk: Page, guest: Page) -> None:
    open_screen(desk, "questions")
    open_question(desk, "文字が小さくて読めません")
    keep("question", framed(look(desk)))

    sheet = desk.request.get("/staff/files/lesson/course/B01.pdf").body()
    keep("sheet", framed(paper(sheet)))
    guest.goto("/")
    first = look(guest)
    guest.goto(f"/h/{code_of(desk)}")
    keep("residents", beside(first, look(guest)))
    guest.goto("/faq")
    first = look(guest)
    guest.goto("/faq/Q0001")
    keep("faq", beside(first, look(guest)))


def a_page(browser: Browser, town: Server, size: dict[str, int]) -> Page:
    context = browser.new_context(
        base_url=town.url, viewport=size, locale="ja-JP", device_scale_factor=SHARP
    )
    return context.new_page()


def code_of(desk: Page) -> str:
    """The 資料番号 of the lesson sheet, as the screen for printing says it."""
    open_screen(desk, "sheets", "?kind=course&course=B01")
    return desk.get_by_text("資料番号").locator("strong").first.inner_text()


def look(page: Page) -> Image.Image:
    page.mouse.move(0, 0)
    return Image.open(BytesIO(page.screenshot(animations="disabled")))


def paper(pdf: bytes) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as sheets:
        return sheets[0].render(scale=2).to_pil()


def framed(picture: Image.Image) -> Image.Image:
    return ImageOps.expand(picture.convert("RGB"), border=2, fill=GREY)


def beside(*pictures: Image.Image) -> Image.Image:
    """Side by side, equally high, on white."""
    height = min(picture.height for picture in pictures)
    row = [framed(ImageOps.contain(picture, (picture.width, height))) for picture in pictures]
    width = sum(picture.width for picture in row) + GAP * (len(row) - 1)
    whole = Image.new("RGB", (width, row[0].height), "white")
    x = 0
    for picture in row:
        whole.paste(picture, (x, 0))
        x += picture.width + GAP
    return whole


def keep(name: str, picture: Image.Image) -> None:
    """Small enough for a README: half size, few colours."""
    small = picture.resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    few = small.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(HERE / f"{name}.png", optimize=True)


if __name__ == "__main__":
    take()
