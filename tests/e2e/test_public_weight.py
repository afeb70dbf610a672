"""The residents' pages: one small request, no script, no cookie."""

import pytest
from playwright.sync_api import Page, Request

from tests.e2e.conftest import PHONE
from tests.e2e.town import public_addresses, public_routes

pytestmark = pytest.mark.browser
MOST = 14 * 1024  # bytes on the wire: what the first round trip of a new connection carries
ROUTES = sorted(public_routes())


@pytest.fixture(scope="module")
def addresses(demo):
    return public_addresses(demo)


def test_every_public_page_is_weighed(addresses):
    assert sorted(addresses) == ROUTES


def test_every_public_page_is_one_small_request(demo, visit, addresses):
    """Each in a tab of its own: what one asks for late, it asks for while the others open."""
    context, pages = visit(demo.url, PHONE), {}
    for route in ROUTES:
        pages[route] = page, requests = context.new_page(), []
        page.on("request", lambda one, requests=requests: requests.append(one))
        page.goto(addresses[route])
    found = {route: seen(*pages[route]) for route in ROUTES}

    assert found == {route: ([f"{demo.url}{addresses[route]}"], [], 0, "ja") for route in ROUTES}
    assert context.cookies() == []


def seen(page: Page, requests: list[Request]) -> tuple[list[str], list[int], int, str | None]:
    """What it asked for, what of that was too heavy, its scripts, and its language."""
    page.wait_for_load_state("networkidle")
    wires = [one.sizes() for one in requests]
    weights = [wire["responseHeadersSize"] + wire["responseBodySize"] for wire in wires]
    return (
        [one.url for one in requests],
        [weight for weight in weights if weight > MOST],
        page.locator("script").count(),
        page.locator("html").get_attribute("lang"),
    )
