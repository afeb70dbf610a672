"""A real server and a real browser. Every page is watched: no outside host, no error in silence."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    expect,
    sync_playwright,
)

from services.demo import PASSWORD
from tests.conftest import NOON
from tests.e2e.server import Server, running

# The shell of Chromium without a window: the same engine, a fifth of the work for every new page.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever would go outside fails at once, instead of being noticed only afterwards.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
PATIENCE = 60_000  # milliseconds; a screen takes well under one second, a busy machine more
# Streamlit's client asks below the page's own address first, and tries the next one after the 404.
PROBE = re.compile(r"/staff/\w+/_stcore/")
# A screen that has just asked the server to draw it anew still says that nothing is being drawn.
# <html data-asked> stands from a rerun_script (field 11) sent to a new_session (4) received.
ASKED = """(() => {
  const root = () => document.documentElement
  const begins = bytes => {
    for (let at = 0, tag; at < bytes.length;) {
      const number = () => {
        let value = 0, factor = 1, byte
        do { byte = bytes[at++]; value += (byte & 127) * factor; factor *= 128 } while (byte > 127)
        return value
      }
      tag = number()
      if (tag >> 3 === 4) return true
      const value = number()
      if ((tag & 7) === 2) at += value
    }
    return false
  }
  WebSocket = class extends WebSocket {
    constructor(...of) {
      super(...of)
      this.addEventListener('message', ({data}) => {
        if (data instanceof ArrayBuffer && begins(new Uint8Array(data))) delete root().dataset.asked
      })
    }
    send(data) {
      if (data[0] === (11 << 3 | 2)) root().dataset.asked = ''
      super.send(data)
    }
  }
})()"""
# The door's script hears that a sign-in is out (401) or another's (403), or the class over (410).
# A test may cut the network while it asks.
TOLD = re.compile(
    r"((401|403|410) \(\w+\)|net::ERR_INTERNET_DISCONNECTED)"
    r" \S+/staff/door/\w+/(list\.json|sync)$"
)
expect.set_options(timeout=PATIENCE)
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    report = (yield).get_result()
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it CI fails, and everybody else is told what is missing."""
    if CHROMIUM is None:
        missing = "there is no chromium: apt-get install chromium"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def demo() -> Iterator[Server]:
    """One demo town for all tests that only look at it."""
    with running(on=NOON) as server:
        yield server


@pytest.fixture(scope="session")
def noon() -> Iterator[Server]:
    """One more, on Tuesday 2026-11-24, for journeys that leave the clock alone."""
    with running(on=NOON) as server:
        yield server


@pytest.fixture(scope="session")
def today() -> Iterator[Server]:
    """One more, on the true day: the script of the door knows no other (see hall.py)."""
    with running() as server:
        yield server


class Watch:
    """What the browser of one context asked for, and what it complained about."""

    def __init__(self, context: BrowserContext, url: str):
        self.context, self.host = context, urlsplit(url).netloc
        self.asked: list[tuple[str, str]] = []  # resource type, address
        self.complaints: list[str] = []
        context.on("request", lambda one: self.asked.append((one.resource_type, one.url)))
        context.on("page", self._follow)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def _follow(self, page: Page) -> None:
        page.on("websocket", lambda socket: self.asked.append(("websocket", socket.url)))

    def _console(self, message: ConsoleMessage) -> None:
        address = message.location["url"]
        is_page = ("document", address) in self.asked  # a form that came back with 400, say
        refused = message.text.startswith("Failed to load resource: the server responded with")
        said = f"{message.text} {address}"
        expected = refused and (is_page or PROBE.search(address)) or TOLD.search(said)
        if message.type == "error" and not expected:
            self.complaints.append(said)

    def outside(self) -> list[str]:
        """Addresses of other hosts; data: and blob: stay inside the browser."""
        return [
            url
            for _, url in self.asked
            if urlsplit(url).scheme in ("http", "https", "ws", "wss")
            and urlsplit(url).netloc != self.host
        ]


@pytest.fixture
def visit(browser, request, tmp_path_factory):
    """Open a browser of one's own: visit(server.url, PHONE). Fails the test for what it saw."""
    watches: list[Watch] = []

    def open_context(url: str, size: dict[str, int], **options) -> BrowserContext:
        context = browser.new_context(
            base_url=url, viewport=size, locale="ja-JP", timezone_id="Asia/Tokyo", **options
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(ASKED)
        watches.append(Watch(context, url))
        return context

    yield open_context
    if request.node.stash.get(FAILED, False):
        _take_pictures(watches, tmp_path_factory.getbasetemp(), request.node.name)
    for watch in watches:
        watch.context.close()
    assert [watch.outside() for watch in watches] == [[] for _ in watches]
    assert [watch.complaints for watch in watches] == [[] for _ in watches]


def _take_pictures(watches: list[Watch], folder: Path, test: str) -> None:
    pages = [page for watch in watches for page in watch.context.pages]
    for number, page in enumerate(pages):
        picture = folder / f"{re.sub('[^a-z0-9]+', '-', test)}-{number}.png"
        page.screenshot(path=picture, full_page=True)
        print(f"{page.url} looked like {picture}")


@pytest.fixture
def staff(visit):
    """A page that is signed in, by cookie: staff(server.url, "sato", DESKTOP)."""

    def signed_in(url: str, login: str, size: dict[str, int], **options) -> Page:
        context = visit(url, size, **options)
        answer = context.request.post("/login", form={"login": login, "password": PASSWORD})
        assert answer.ok, answer.text()
        return context.new_page()

    return signed_in
