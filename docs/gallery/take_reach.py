"""Takes the pictures of 到達: .venv/bin/python -m docs.gallery.take_reach

Needs Chromium, as the browser tests do. The day is always the same; the demo town is invented
(架空), the other one has nothing but its districts. Beside the pictures it writes reach.md.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from docs.gallery.take_pages import pack
from pages._ui.reach_choice import VIEWS
from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.conftest import CHROMIUM, DESKTOP, PHONE, QUIET
from tests.e2e.screens import open_screen, sign_in
from tests.e2e.server import Server, running

HERE = Path(__file__).parent
FOLDER = HERE / "reach"
COLOURS = 64  # shades of blue, and the orange of what is pointed out
SETTLED = 1500  # milliseconds: charts are drawn after the screen
DISTRICTS = {"district": "若葉町", "unreached-district": "山里町"}
LINES = {
    "町ごと": "Districts against the targets of the year: who is behind?",
    "町と年代": "Town × age: of whom has nobody come yet?",
    "人口と比べる": "The pyramid: who came, within who lives there",
    "教室のようす": "How the classes went, and the same from year to year",
    "うつりかわり": "Month by month, and the years of the plan with their targets",
    "どこから": "Who comes from where to which hall",
    "町の位置": "The towns where they lie, without a map",
    "district": "One town, down to its classes",
    "unreached-district": "A town where classes were held and nobody came",
}


def take() -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        with running(on=NOON) as town:
            look(browser, town, "demo", "sato", PASSWORD)
        with running(on=NOON, TONARI_DEMO="0") as town, first_admin(town) as password:
            look(browser, town, "empty", "kanri", password)
        browser.close()
    (HERE / "reach.md").write_text(HEAD + "\n".join(lines()) + "\n")


@contextmanager
def first_admin(town: Server) -> Iterator[str]:
    """Somebody who may look at a town without anybody in it."""
    (code,) = re.findall(r"コード: (\w+)", town.said())
    password = "a-long-password"
    form = {"name": "管理", "login": "kanri", "password": password, "again": password}
    with town.visitor() as visitor:
        visitor.post("/setup", data=form | {"code": code})
    yield password


def look(browser: Browser, town: Server, name: str, login: str, password: str) -> None:
    for size in (PHONE, DESKTOP):
        page = browser.new_context(base_url=town.url, viewport=size, locale="ja-JP").new_page()
        sign_in(page, login, password)
        for number, view in enumerate(VIEWS):
            open_screen(page, "reach", f"?view={quote(view)}")
            keep(page, size, ".st-key-view", f"{name}-{number}-{size['width']}")
        for file, district in DISTRICTS.items() if name == "demo" else ():
            open_screen(page, "reach", f"?district={quote(district)}")
            keep(page, size, ".st-key-r_back", f"{name}-{file}-{size['width']}")
        page.context.close()


def keep(page: Page, size: dict[str, int], top: str, file: str, folder: Path = FOLDER) -> None:
    """The screen from `top` on, as far as it goes down; it scrolls within itself."""
    page.wait_for_timeout(SETTLED)
    height = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": height})
    page.wait_for_timeout(SETTLED)
    box = page.locator(top).bounding_box()
    left = 0 if size == PHONE else box["x"] - 20
    clip = {"x": left, "y": box["y"] - 60, "width": size["width"] - left}
    clip["height"] = height - clip["y"]
    shot = page.screenshot(clip=clip, animations="disabled")
    pack(Image.open(BytesIO(shot)), folder / f"{file}.png", colours=COLOURS)
    page.set_viewport_size(size)


def lines() -> Iterator[str]:
    for town, kinds in (("demo", [*VIEWS, *DISTRICTS]), ("empty", VIEWS)):
        for number, kind in enumerate(kinds):
            file = f"reach/{town}-{number if kind in VIEWS else kind}"
            words = LINES[kind] + ("" if town == "demo" else " (an empty town)")
            yield f"| {words} | ![]({file}-390.png) | ![]({file}-1280.png) |"


HEAD = """# 到達 for staff

Every picture of who was reached, on a telephone (390 pixels) and on a desk (1280), from the choice
of the question on. The demo town is invented (架空); the empty one has its districts and nothing
else. Taken by `docs/gallery/take_reach.py`.

| picture | telephone | desk |
|---|---|---|
"""

if __name__ == "__main__":
    take()
