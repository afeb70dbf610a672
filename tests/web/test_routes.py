"""What holds for every page that is not Streamlit's."""

import base64
import hashlib
import re

import pytest
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

from database import writing
from models import Municipality
from pages._ui.menu import MENU
from services import printing
from tests.classes import a_class, at
from tests.web.reading import BUDGET, fetched, text_of, weight
from tests.web.test_handouts import sheet
from web import access
from web.routes import ROUTES, with_screens

PUBLIC = (
    "/",
    "/?town=wakaba",
    "/ask",
    "/ask/thanks",
    "/ask/solved",
    "/survey/thanks",
    "/privacy",
    "/calendar",
    "/h",
    "/login",
    "/where",
    "/where/M05",
)
FAULTS = ("/nowhere", "/events/nothing", "/h/AAAAA", "/h?code=AAA", "/where/M77")


@pytest.fixture
def addresses(client, sato):
    """Every kind of page a resident can open, in a town with many classes."""
    events = [a_class(title="スマートフォンを安全に使うための基本的なポイント") for _ in range(40)]
    code = sheet(sato).code
    with writing() as db:
        begun = db.merge(a_class(starts_at=at(10)))
        survey = printing.survey(db, event=begun, by=sato).code
    made = (
        f"/events/{events[0].public_id}",
        f"/h/{code}",
        f"/h/{code}/ask",
        f"/h/{survey}/survey",
    )
    return [*PUBLIC, *made, *FAULTS]


def test_every_page_is_japanese_and_has_one_heading_and_one_main_part(client, addresses):
    pages = {address: client.get(address).text for address in addresses}

    assert {one: html.count('<html lang="ja">') for one, html in pages.items()} == dict.fromkeys(
        addresses, 1
    )
    for part in ("<h1", "<main", "<header", "<footer"):
        counts = {one: html.count(part) for one, html in pages.items()}
        assert counts == dict.fromkeys(addresses, 1), part


def test_every_page_has_the_telephone_in_the_same_place(client, addresses):
    call = '<p class="call"><a href="tel:0000000000">'
    above = re.compile(r"<header>.*?(?=<nav class=\"views\"|</header>)", re.DOTALL)
    heads = {above.search(client.get(one).text)[0].strip() for one in addresses}

    assert len(heads) == 1
    assert heads.pop().count(call) == 1


def test_city_without_a_telephone_shows_no_empty_link(client, addresses):
    with writing() as db:
        db.get_one(Municipality, 1).phone = ""

    assert [one for one in addresses if 'class="call"' in client.get(one).text] == []


def test_every_page_is_one_request_without_script_or_cookie(client, addresses):
    for address in addresses:
        answer = client.get(address)
        assert fetched(answer.text) == []
        assert "<script" not in answer.text
        assert re.findall(r"\son\w+=", answer.text) == []
        assert "set-cookie" not in answer.headers


def test_every_page_fits_into_one_round_trip(client, addresses):
    heavy = {one: size for one in addresses if (size := weight(client, one)) > BUDGET}

    assert heavy == {}


def test_only_the_stylesheet_itself_passes_the_policy(client, addresses):
    for address in addresses:
        answer = client.get(address)
        (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
        hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"style-src 'sha256-{hashed}'" in answer.headers["content-security-policy"]
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert " style=" not in answer.text


def test_every_public_page_is_reached_from_the_first_one(client):
    """By plain links and plain forms alone, sheets by their code in the box."""
    seen, new = set(), {"/"}
    while new:
        page = client.get(new.pop())
        seen.add(page.url.path)
        links = re.findall(r'(?:href|action)="(/[^"]*)"', page.text)
        paths = {link.split("?")[0] for link in links} - seen
        new |= {path for path in paths if access.needed(path) is access.Access.PUBLIC}

    gets = {route.path for route in ROUTES if "GET" in route.methods and "{" not in route.path}
    pages = {path for path in gets if not path.startswith("/staff")} - {
        "/healthz",
        "/setup",
        "/password",
        "/login",
        "/ask/thanks",
        "/ask/solved",
        "/survey/thanks",
    }
    assert seen >= pages


@pytest.mark.parametrize(
    "address", ["/staff/", "/staff/questions", "/healthz", "/login", "/broken"]
)
def test_every_answer_carries_the_headers(client, signed_in, kanri, address):
    signed_in(kanri)
    answer = client.get(address)

    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["permissions-policy"] == "camera=(self), geolocation=(), microphone=()"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert "unsafe-eval" not in answer.headers["content-security-policy"]


def test_staff_screens_are_said_to_be_japanese(client, signed_in, kanri):
    signed_in(kanri)

    assert '<html lang="ja">' in client.get("/staff/questions").text


@pytest.mark.parametrize("path", ["nowhere", "questions/x", "index.html", "auth/login"])
def test_unknown_staff_address_is_told_in_japanese(client, signed_in, kanri, path):
    """Streamlit would answer every one of them with its English index page."""
    signed_in(kanri)
    answer = client.get(f"/staff/{path}")

    assert answer.status_code == 404
    assert "ページが見つかりません" in text_of(answer.text)


@pytest.mark.parametrize(
    "path", ["_stcore/health", "_stcore/stream", "static/js/index.js", "favicon.png", "sheets/"]
)
def test_files_of_streamlit_are_left_to_streamlit(path):
    ours = [route for route in with_screens(MENU) if route.path_regex.match(f"/staff/{path}")]

    assert ours == []


def test_all_of_streamlit_lives_below_the_gate():
    """Deny by default: no address of Streamlit's own is outside /staff."""

    class Anything:
        def __getattr__(self, name):
            return Anything()

        def __call__(self, *args, **kwargs):
            return Anything()

    outside = [
        route.path
        for route in create_streamlit_routes(Anything())
        if access.needed(route.path) is not access.Access.STAFF
    ]
    assert outside == []


def test_map_names_every_address_once():
    rows = [(route.path, verb) for route in with_screens(MENU) for verb in route.methods]

    assert len(rows) == len(set(rows))
    assert all(isinstance(route, Route) for route in with_screens(MENU))


@pytest.mark.parametrize(
    ("method", "address", "status", "told"),
    [
        ("GET", "/nowhere", 404, "ページが見つかりません"),
        ("PUT", "/ask", 405, "この操作はできません"),
    ],
)
def test_faults_are_told_in_japanese(client, method, address, status, told):
    answer = client.request(method, address, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == status
    assert told in text_of(answer.text)


def test_healthz_answers_when_ready(client):
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok")
