"""Every box of every public form: what the guard refuses is neither stored nor shown again."""

import re
from html.parser import HTMLParser

import pytest
from starlette.routing import Route

from tests.test_guarded_forms import TYPED, stored
from web.routes import ROUTES


class Boxes(HTMLParser):
    """The names of the boxes of the form that is posted."""

    def __init__(self, page: str):
        super().__init__()
        self.names: set[str] = set()
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form":
            self.inside = told.get("method", "get").lower() == "post"
        if self.inside and tag in ("input", "textarea", "select") and "name" in told:
            self.names.add(told["name"])

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False


PUBLIC_FORMS = sorted(
    route.path
    for route in ROUTES
    if isinstance(route, Route) and "POST" in route.methods and "{" not in route.path
)


@pytest.mark.parametrize("path", PUBLIC_FORMS)
def test_no_form_stores_or_shows_a_number_in_any_box(path, client, town):
    page = client.get(path)
    names = Boxes(page.text).names if page.status_code == 200 else set()
    for name in names:
        answer = client.post(path, data=dict.fromkeys(names - {name}, "1") | {name: TYPED})

        assert "5678" not in re.sub(r"\s", "", answer.text + str(answer.headers))
    assert stored() == []
