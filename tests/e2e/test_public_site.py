"""Every public page in every state, as a browser lays it out: axe, widths, and what a finger hits.

The pages are those of tests/site.py, put into one tab one after the other: no server, no waiting.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_accessibility import AXE, OPTIONS, RUN

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 568}  # WCAG 2.2, 1.4.10: also 1280 pixels at 400 %
TWICE = {"width": 640, "height": 450}  # 1280 x 900 at 200 %
OPEN = "document.querySelectorAll('details').forEach(one => one.open = true)"
LARGE = "document.documentElement.style.fontSize = '200%'"
# Wider than the window, or with something in it that is cut off. What is typed scrolls in its box,
# and so does a table of figures, which means nothing without its columns (WCAG 1.4.10).
CUT = """() => {
  const root = document.documentElement
  const every = 'body *:not(input, svg, svg *, .figures[role=region][tabindex="0"])'
  const cut = [...document.querySelectorAll(every)].filter(one =>
    one.clientWidth && getComputedStyle(one).overflowX !== 'visible' &&
    one.scrollWidth > one.clientWidth + 1)
  return (root.scrollWidth > innerWidth ? [`${root.scrollWidth}px`] : [])
    .concat(cut.map(one => one.outerHTML.slice(0, 60)))
}"""
# Lower than 48 pixels; a link inside a sentence may be as high as its line (WCAG 2.5.8).
SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(one => {
    const area = (one.closest('label.pick') || one).getBoundingClientRect()
    const inside = getComputedStyle(one).display === 'inline' &&
      one.parentElement.textContent.trim() !== one.textContent.trim()
    return area.width && area.right > 0 && !inside && area.height < 47.5
  }).map(one => one.outerHTML.slice(0, 80))"""


@pytest.fixture(scope="module")
def tab(browser) -> Iterator[Page]:
    page = browser.new_page(locale="ja-JP")
    page.set_content("")
    page.evaluate(AXE)
    yield page
    page.close()


def states(site, *views: str) -> Iterator[tuple[str, str]]:
    """Name and HTML, in these views."""
    for view in views:
        yield from ((f"{view} {name}".strip(), seen.html) for name, seen in site[view].items())


def violations(tab: Page, html: str) -> list[str]:
    tab.set_content(html)
    tab.evaluate(OPEN)
    return [
        f"{one['id']}: {node['html']}"
        for one in tab.evaluate(RUN, OPTIONS)
        for node in one["nodes"]
    ]


def test_no_page_has_a_violation_on_a_telephone(site, tab):
    tab.set_viewport_size(PHONE)
    pages = states(site, "")
    found = {name: wrong for name, html in pages if (wrong := violations(tab, html))}

    assert found == {}


def test_no_page_has_a_violation_on_a_desk(site, tab):
    """One state of each template; those that differ by a word look alike from here."""
    tab.set_viewport_size(DESKTOP)
    kinds = {name.partition(",")[0].partition(" with")[0]: html for name, html in states(site, "")}
    kinds |= {name: html for name, html in states(site, "english", "furigana") if "errors" in name}
    found = {name: wrong for name, html in kinds.items() if (wrong := violations(tab, html))}

    assert found == {}


def test_no_page_is_too_wide_or_has_too_small_a_link(site, tab):
    tab.set_viewport_size(NARROW)
    found = {}
    for name, html in states(site, "", "furigana", "english"):
        tab.set_content(html)
        tab.evaluate(OPEN)
        if wrong := tab.evaluate(CUT) + tab.evaluate(SMALL):
            found[name] = wrong

    assert found == {}


def test_no_page_scrolls_sideways_at_twice_its_size(site, tab):
    tab.set_viewport_size(TWICE)
    found = {}
    for name, html in states(site, "", "furigana", "english"):
        tab.set_content(html)
        tab.evaluate(f"{OPEN}; {LARGE}")
        if cut := tab.evaluate(CUT):
            found[name] = cut

    assert found == {}
