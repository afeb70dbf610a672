"""Every box of every public form: what the guard refuses is neither stored nor shown again."""

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from starlette.routing import Route

import clock
from database import writing
from models import BookingStatus, Event
from services import online, printing, slips
from services.online import Wanted
from tests.classes import a_class
from tests.test_guarded_forms import TYPED, stored
from web.access import Access, needed
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
    if isinstance(route, Route) and "POST" in route.methods and needed(route.path) is Access.PUBLIC
)


@pytest.fixture
def living(town, sato) -> dict[str, str]:
    """What stands in the addresses: a class, a sheet of it, the slip of somebody who booked it."""
    event = a_class(starts_at=clock.now(), ends_at=clock.now() + timedelta(hours=1))
    open_one = a_class(starts_at=clock.now() + timedelta(days=9))
    with writing() as db:
        sheet = printing.survey(db, event=db.get_one(Event, event.id), by=sato).code
        wanted = Wanted("みほん はなこ", "chuo")
        row = db.get_one(Event, open_one.id)
        booked = online.book(
            db, event=row, wanted=wanted, told=BookingStatus.CONFIRMED, idem_key="k"
        )
        slips.open_for(db, booking=booked[0], token="slip")
    return {"{public_id}": open_one.public_id, "{code}": sheet, "{token}": "slip"}


@pytest.mark.parametrize("path", PUBLIC_FORMS)
def test_no_form_stores_or_shows_a_number_in_any_box(path, client, living):
    for name, value in living.items():
        path = path.replace(name, value)
    page = client.get(path)
    names = Boxes(page.text).names if page.status_code == 200 else set()
    for name in names:
        answer = client.post(path, data=dict.fromkeys(names - {name}, "1") | {name: TYPED})

        assert "5678" not in re.sub(r"\s", "", answer.text + str(answer.headers))
    assert stored() == []


@pytest.mark.parametrize(
    ("path", "box"),
    [("/ask", "body"), ("/events/{public_id}/book", "kana"), ("/h/{code}/survey", "trouble")],
)
def test_boxes_of_the_forms_are_found(path, box, client, living):
    """Else the test above would look at nothing."""
    for name, value in living.items():
        path = path.replace(name, value)

    assert box in Boxes(client.get(path).text).names
