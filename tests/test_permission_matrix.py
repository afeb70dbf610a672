"""Every service function, screen and address × every role, against the one table of permissions."""

import ast
import inspect
from functools import cache
from typing import NamedTuple

import pytest
from sqlmodel import select
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

import clock
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


@cache
def permission_of(function) -> Permission:
    """The one named in `require(by, Permission.X)`."""
    call = ast.parse(first_statement(function)).body[0].value
    return Permission[call.args[1].attr]


STAFF_ACTIONS = {
    name: function
    for name, function in service_functions().items()
    if "by" in inspect.signature(function).parameters
    and function.__module__ != "services.permissions"
}


def test_table_names_every_role_and_uses_every_permission():
    used = frozenset().union(*ROLE_PERMISSIONS.values())

    assert set(ROLE_PERMISSIONS) == set(Role)
    assert used == set(Permission)


def test_every_permission_guards_something():
    assert {permission_of(function) for function in STAFF_ACTIONS.values()} == set(Permission)


@pytest.mark.parametrize("role", Role)
def test_service_lets_in_whom_the_table_lets_in(role):
    by = Staff(login="x", name="x", role=role, password_hash="none")
    wrong = [
        name
        for name, function in STAFF_ACTIONS.items()
        if refuses(function, by) == allows(by, permission_of(function))
    ]

    assert wrong == []


def refuses(function, by: Staff) -> bool:
    """Called with nothing but the person: the permission is asked before anything is touched."""
    nothing = {
        name: None
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.default is inspect.Parameter.empty and name not in ("db", "by")
    }
    try:
        function(None, **nothing, by=by)
    except NotPermitted:
        return True
    except Exception:  # it went on, and fell over what it was not given
        return False
    return False


@pytest.fixture(params=list(Role), ids=[role.value for role in Role])
def staff(request, town) -> Staff:
    """A member of staff of each role."""
    with writing() as db:
        home = db.exec(select(District.id)).first()
    return member("somebody", "見本", request.param, home)


def token(staff: Staff) -> str:
    """Of a new sign-in: the one before may have been ended by what it was used for."""
    with writing() as db:
        return accounts.sign_in(db, staff=staff)


def test_screen_opens_for_whom_the_table_lets_in(staff):
    seen = {name: drawn(name, token(staff)) for name in MENU}

    assert seen == {
        name: [screen.title] if allows(staff, screen.permission) else []
        for name, screen in MENU.items()
    }


def drawn(name: str, token: str) -> list[str]:
    """The titles of the screen, and what it fell over."""
    screen = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=30)
    screen.user = {"sign_in": accounts.fingerprint(token)}
    screen.run()
    return [one.value for one in (*screen.title, *screen.exception)]


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
    "{day}": clock.today().isoformat(),
    "{name}": "door.js",
    "{kind}": "png",
    "{number}": "1",
    "{picture}": "reach",
    "{login}": "sato",
    "{public_id}": "000000000000",
    "{token}": "none",
    "{town}": "chuo",
    "{year}": "2025",
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
    with TestClient(app, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client


def test_address_turns_a_stranger_away_exactly_where_staff_work(client):
    turned = {address for address in ADDRESSES if turned_away(ask(client, address))}
    staffs = {one for one in ADDRESSES if access.needed(one.path) is access.Access.STAFF}

    assert turned == staffs


def turned_away(answer) -> bool:
    """Sent to the sign-in; or what a page's script gets, which is no page (as a wrong password)."""
    sent_to_sign_in = answer.headers.get("location", "").startswith("/login?next=")
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    return sent_to_sign_in or (answer.status_code == 401 and not is_page)


def test_address_lets_every_role_through_the_gate(client, staff):
    """What the role may do behind it is the service's word, tested above."""
    wrong = {}
    for address in ADDRESSES:
        client.cookies = {"tonari": token(staff)}
        answer = ask(client, address)
        if turned_away(answer) or answer.status_code == 500:
            wrong[address] = answer.status_code

    assert wrong == {}
