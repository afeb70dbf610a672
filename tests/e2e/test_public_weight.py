"""The residents' pages: one small request, no script, no cookie."""

import pytest

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


@pytest.mark.parametrize("route", ROUTES)
def test_public_page_is_one_small_request(demo, visit, addresses, route):
    context = visit(demo.url, PHONE)
    page = context.new_page()
    requests = []
    page.on("request", lambda one: requests.append(one))
    page.goto(addresses[route])
    page.wait_for_load_state("networkidle")
    wire = requests[0].sizes()

    assert [one.url for one in requests] == [f"{demo.url}{addresses[route]}"]
    assert wire["responseHeadersSize"] + wire["responseBodySize"] <= MOST
    assert page.locator("script").count() == 0
    assert context.cookies() == []
    assert page.locator("html").get_attribute("lang") == "ja"
