"""市民課 sees what was handed over to it and nothing else: every screen, address, file and service.

Something that could leak is put everywhere first; it may show nowhere.
"""

import re
from datetime import date

import pypdfium2
import pytest
from google.protobuf import text_format
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from database import reading, writing
from models import Booking, Consultation, Outcome, Role, Staff
from pages._ui.menu import MENU
from services import accounts, own_feed, people, questions
from services.permissions import ROLE_PERMISSIONS, NotPermitted, Permission, allows
from settings import ROOT
from tests.classes import a_class, a_person, at, works_at
from tests.consulted import handed_over
from web import errors
from web.middleware import RefuseCrossSite, SecurityHeaders, SignInGate
from web.routes import with_screens

SECRET = "ひみつ"
NAME, PHONE = f"{SECRET} 花子", "0000077777"
SCREENS = {"today", "counter"}
FRAMES = {  # the same for everybody who has signed in: scripts, pictures, pages without a name
    "/staff",
    "/staff/today",
    "/staff/focus.js",
    "/staff/door/",
    "/staff/door/worker.js",
    "/staff/door/assets/{name}",
    *(f"/staff/{slug}" for slug in ("", *MENU)),
}
OWN_FILES = {"/staff/files/counter/{day}.pdf", "/staff/files/slip/{codes}.pdf"}


@pytest.fixture(autouse=True)
def full_town(town, stopped_clock, tanaka, suzuki):
    """Everything that could leak: a class of today with its people, a question, a consultation."""
    event = a_class(title=f"{SECRET}の教室", starts_at=at(14))
    works_at(event, tanaka)
    person = a_person(NAME, "ひみつ はなこ", phone=PHONE)
    with writing() as db:
        db.add(
            Booking(
                event_id=event.id,
                person_id=person.id,
                status="confirmed",
                seq=1,
                rank=1,
                party="1",
                idem_key="1",
            )
        )
        questions.ask(
            db,
            category_code="basics",
            body=f"{SECRET}の質問です",
            device="unknown",
            idem_key="one",
            asker=NAME,
            asker_phone=PHONE,
            consent=True,
        )
    handed_over(tanaka, person=person, outcome=Outcome.TAKEN_HOME, note=f"{SECRET}のメモ")
    return event, person


@pytest.fixture
def counter(full_town):
    with writing() as db:
        staff = Staff(login="yamaguchi", name="山口", role=Role.COUNTER, password_hash="none")
        db.add(staff)
        db.flush()
        return staff, accounts.sign_in(db, staff=staff)


def drawn(name: str, token: str, **query: str) -> tuple[list[str], str]:
    """The titles of a screen, and everything that was sent to the browser for it."""
    screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
    screen.user = {"sign_in": accounts.fingerprint(token)}
    for key, value in query.items():
        screen.query_params[key] = value
    screen.run()
    assert list(screen.exception) == []
    sent = [
        text_format.MessageToString(one.proto, as_utf8=True) for one in screen.main if one.proto
    ]
    return [one.value for one in screen.title], "".join(sent)


def test_what_the_counter_may_do_is_counted_on_one_hand():
    assert ROLE_PERMISSIONS[Role.COUNTER] == {
        Permission.OWN_ACCOUNT,
        Permission.CONSULTATION_HANDED_OVER,
        Permission.CONSULTATION_CLOSE,
    }


def test_menu_of_the_counter_has_two_screens(counter):
    assert {name for name, one in MENU.items() if allows(counter[0], one.permission)} == SCREENS


def test_screen_shows_the_counter_nothing_else(counter, full_town):
    event, person = full_town
    query = {"event": event.public_id, "person": str(person.id), "question": "1", "id": "1"}

    seen = {name: drawn(name, counter[1], **query) for name in MENU}

    assert {name for name, (title, _) in seen.items() if title} == SCREENS
    assert [name for name, (_, sent) in seen.items() if leaks(sent)] == []


def leaks(text: str) -> bool:
    return bool(re.search(f"{SECRET}|{PHONE}|077-?777|田中|鈴木", text))


def test_the_secret_does_show_to_whom_it_belongs(full_town, sato):
    """Without this the tests above would hold for an empty town as well."""
    with writing() as db:
        token = accounts.sign_in(db, staff=sato)

    assert leaks(drawn("today", token)[1])
    assert leaks(drawn("questions", token)[1])


@pytest.fixture
def client(counter):
    layers = [Middleware(SecurityHeaders), Middleware(RefuseCrossSite), Middleware(SignInGate)]
    app = Starlette(
        routes=with_screens(MENU), middleware=layers, exception_handlers=errors.HANDLERS
    )
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        client.cookies.set("tonari", counter[1])
        yield client


STAFF_ROUTES = sorted(
    {
        (route.path, method)
        for route in with_screens(MENU)
        if isinstance(route, Route) and route.path.startswith("/staff")
        for method in route.methods - {"HEAD"}
    }
)


def test_address_gives_the_counter_nothing_else(client, full_town):
    event, _ = full_town
    filled = FILLED | {"{public_id}": event.public_id}
    answers = {route: ask(client, *route, filled) for route in STAFF_ROUTES}

    assert [route for route, answer in answers.items() if leaks(answer.text)] == []
    status = {route: answer.status_code for route, answer in answers.items()}
    fine = {route for route, told in status.items() if told in (200, 307)}
    assert fine == {route for route in STAFF_ROUTES if route[0] in FRAMES | OWN_FILES}
    assert {status[route] for route in status.keys() - fine} <= {303, 400, 403, 404, 405}


FILLED = {
    "{day}": date(2026, 11, 24).isoformat(),
    "{codes}": "M05",
    "{code}": "B01",
    "{login}": "tanaka",
    "{name}": "door.js",
    "{path:unknown}": "nowhere",
}


def ask(client: TestClient, path: str, method: str, filled: dict[str, str]):
    for hole, value in filled.items():
        path = path.replace(hole, value)
    if not path.startswith("/staff/files"):
        path += "?id=1&question=1"
    return client.request(method, path, headers={"Sec-Fetch-Site": "same-origin"})


def test_weekly_list_names_nobody_who_was_not_handed_over(client):
    answer = client.get("/staff/files/counter/2026-11-24.pdf")

    pages = pypdfium2.PdfDocument(answer.content)
    assert not leaks("".join(page.get_textpage().get_text_range() for page in pages))


def test_counter_gets_no_calendar_of_shifts(counter):
    with writing() as db, pytest.raises(NotPermitted):
        own_feed.begin(db, by=counter[0])


def test_search_of_people_is_closed_to_the_counter(counter):
    with reading() as db, pytest.raises(NotPermitted):
        people.search(db, query="ひみつ", by=counter[0])


def test_screen_shows_no_consultation_of_another_volunteer(full_town, suzuki, tanaka):
    """Neither in its list nor by a guessed number in the address."""
    handed_over(tanaka, note=f"{SECRET}の引き継ぎ")
    with reading() as db:
        numbers = list(db.exec(select(Consultation.id)))
    with writing() as db:
        token = accounts.sign_in(db, staff=suzuki)

    secrets = re.compile(f"{SECRET}の(メモ|引き継ぎ)")
    shown = [
        (name, number)
        for name in MENU.keys() - {"today"}
        for number in map(str, numbers)
        if secrets.search(drawn(name, token, id=number, consultation=number, number=number)[1])
    ]
    assert shown == []


def test_own_consultation_does_show(full_town, tanaka):
    handed_over(tanaka, note=f"{SECRET}の引き継ぎ")
    with writing() as db:
        token = accounts.sign_in(db, staff=tanaka)

    assert f"{SECRET}の引き継ぎ" in drawn("consultations", token)[1]
