"""Every service function, screen and address × every role, against the one table of permissions."""

import ast
import inspect
from datetime import date
from typing import NamedTuple

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from database import writing
from models import District, Role, Staff
from pages._ui.menu import MENU
from services import accounts
from services.permissions import ROLE_PERMISSIONS, NotPermitted, Permission, allows
from settings import ROOT
from tests.conftest import member
from tests.test_house import first_statement, service_functions
from web import access, errors
from web.middleware import LAYERS
from web.routes import with_screens


def permission_of(function) -> Permission:
    """The one named in `require(by, Permission.X)`."""
    call = ast.parse(first_statement(function)).body[0].value
    return Permission[call.args[1].attr]


STAFF_ACTIONS = [
    case
    for case in service_functions()
    if "by" in inspect.signature(case.values[0]).parameters
    and case.values[0].__module__ != "services.permissions"
]


def test_table_names_every_role_and_uses_every_permission():
    used = frozenset().union(*ROLE_PERMISSIONS.values())

    assert set(ROLE_PERMISSIONS) == set(Role)
    assert used == set(Permission)


@pytest.mark.parametrize("permission", Permission)
def test_every_permission_guards_something(permission):
    guarded = {permission_of(case.values[0]) for case in STAFF_ACTIONS}

    assert permission in guarded


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("function", STAFF_ACTIONS)
def test_service_lets_in_whom_the_table_lets_in(function, role):
    """Called with nothing but the person: the permission is asked before anything is touched."""
    by = Staff(login="x", name="x", role=role, password_hash="none")
    nothing = {
        name: None
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty and name not in ("db", "by")
    }

    try:
        function(None, **nothing, by=by)
        refused = False
    except NotPermitted:
        refused = True
    except Exception:  # it went on, and fell over what it was not given
        refused = False

    assert refused != allows(by, permission_of(function))


@pytest.fixture(params=list(Role), ids=[role.value for role in Role])
def signed_in(request, town):
    """A member of staff of each role, and the token of their sign-in."""
    with writing() as db:
        home = db.exec(select(District.id)).first()
    staff = member("somebody", "見本", request.param, home)
    with writing() as db:
        return staff, accounts.sign_in(db, staff=staff)


@pytest.mark.parametrize("name", MENU)
def test_screen_opens_for_whom_the_table_lets_in(name, signed_in):
    staff, token = signed_in
    screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
    screen.user = {"sign_in": accounts.fingerprint(token)}

    screen.run()

    opened = [title.value for title in screen.title] == [MENU[name].title]
    assert (opened, list(screen.exception)) == (allows(staff, MENU[name].permission), [])


class Address(NamedTuple):
    path: str
    method: str


ADDRESSES = sorted(
    Address(route.path, method)
    for route in with_screens(MENU)
    if isinstance(route, Route)
    for method in route.methods - {"HEAD"}
)
FILLED = {
    "{code}": "ACDEF",
    "{codes}": "M05-M10",
    "{day}": date.today().isoformat(),
    "{name}": "door.js",
    "{number}": "1",
    "{login}": "sato",
    "{public_id}": "000000000000",
    "{token}": "none",
    "{town}": "chuo",
}


def ask(client: TestClient, address: Address):
    path = address.path
    for placeholder, value in FILLED.items():
        path = path.replace(placeholder, value)
    return client.request(address.method, path, headers={"Sec-Fetch-Site": "same-origin"})


@pytest.fixture
def client(town):
    app = Starlette(
        routes=with_screens(MENU), middleware=LAYERS, exception_handlers=errors.HANDLERS
    )
    return TestClient(app, follow_redirects=False, raise_server_exceptions=False)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: f"{one.method} {one.path}")
def test_address_turns_a_stranger_away_exactly_where_staff_work(address, client):
    answer = ask(client, address)

    assert turned_away(answer) == (access.needed(address.path) is access.Access.STAFF)


def turned_away(answer) -> bool:
    """Sent to the sign-in; or what a page's script gets, which is no page (as a wrong password)."""
    sent_to_sign_in = answer.headers.get("location", "").startswith("/login?next=")
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return sent_to_sign_in or (answer.status_code == 401 and not is_page)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: f"{one.method} {one.path}")
def test_address_lets_every_role_through_the_gate(address, client, signed_in):
    """What the role may do behind it is the service's word, tested above."""
    client.cookies.set("tonari", signed_in[1])

    answer = ask(client, address)

    assert (turned_away(answer), answer.status_code == 500) == (False, False)
