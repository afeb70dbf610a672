"""Every way in through the web × every written form: nothing is stored, shown, cached or logged."""

import html
import json
import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select
from starlette.routing import Route

from database import engine, writing
from models import Base, Event, Handout, guard
from services import printing
from tests.classes import a_class, at, works_at
from tests.models.writing import FORMS, my_number
from tests.web.reading import field
from tests.web.test_handouts import sheet
from web import addresses, form_key, keeping, limits
from web.routes import ROUTES

PLAIN = "1234 5678 9018"  # synthetic
JSON = {"Sec-Fetch-Site": "same-origin"}
NOTE = {"key": "0123456789abcdef" * 2, "act": "walk_in", "at": "2026-11-24T01:02:03Z"}


def texts(seed: str) -> list[str]:
    rng = Random(seed)
    return [write(my_number(rng), rng) for write in FORMS.values()]


def bare(text: str) -> str:
    return re.sub(r"\s", "", html.unescape(text))


def database() -> Iterator[str]:
    """Everything in every column of every table."""
    with engine().connect() as connection:
        for table in Base.metadata.sorted_tables:
            for row in connection.execute(select(table)):
                yield " ".join(map(str, row))


@pytest.fixture
def nothing_left(caplog, short_trail):
    """Call it with what was typed: it is in no table, no log, no cache and no counter."""
    caplog.set_level(logging.DEBUG)

    def kept(typed: list[str]) -> list[str]:
        left = _left(caplog)
        return [text for text in typed if bare(text) in left]

    return kept


def _left(caplog) -> str:
    counted = str(limits._tries)
    cached = str(list(keeping._entries))
    said = "\n".join(one.getMessage() for one in caplog.records if one.name != "httpx")
    return bare("\n".join([*database(), counted, cached, said]))


@pytest.fixture
def event(client, tanaka) -> Event:
    event = a_class(starts_at=at(10), title="地図を使う")
    works_at(event, tanaka)
    return event


@pytest.fixture
def sheets(event, sato) -> dict[str, str]:
    """A lesson's 資料番号 and a survey's, and a class that can be booked."""
    with writing() as db:
        survey = printing.survey(db, event=db.get_one(Event, event.id), by=sato).code
    lesson: Handout = sheet(sato)
    ahead = a_class(starts_at=at(10) + timedelta(days=9))
    return {"lesson": lesson.code, "survey": survey, "ahead": ahead.public_id}


FORM_FIELDS = {
    "/ask": ("body", "asker", "asker_phone", "category", "device", "event", "key"),
    "/h/{lesson}/ask": ("body", "asker", "category"),
    "/h/{survey}/survey": ("next_time", "trouble", "town", "age_band", "key"),
    "/events/{ahead}/book": ("kana", "with_kana", "town", "phone", "age", "key", "told"),
    "/faq": ("words",),
    "/login": ("login", "password", "next"),
    "/setup": ("login", "name", "code"),
    "/logout": ("next",),
}
RARE = {"/login": 40}  # passwords are slow to check, on purpose


@pytest.mark.parametrize("path", FORM_FIELDS)
def test_no_public_form_keeps_or_shows_a_number(client, sheets, nothing_left, path):
    form, shown, typed = path.format(**sheets), [], texts(path)
    key = field(client.get(form).text, "key") if "key" in FORM_FIELDS[path] else form_key.new()
    usual = {"body": "字を大きく", "category": "basics", "device": "android", "consent": "yes"}
    for name in FORM_FIELDS[path]:
        for text in typed if name in ("body", "trouble", "words") else typed[:: RARE.get(path, 8)]:
            limits.forget()
            answer = client.post(form, data=usual | {"key": key, name: text})
            if bare(text) in bare(answer.text + str(answer.headers)):
                shown.append((name, text))

    assert shown == []
    assert nothing_left(typed) == []


def test_no_entry_of_the_door_keeps_a_number(client, event, signed_in, tanaka, nothing_left):
    signed_in(tanaka)
    address, typed, shown = f"/staff/door/{event.public_id}/sync", texts("door"), []
    for name in ("key", "act", "at", "booking", "card", "undoes", "town", "band", "sex", "note"):
        for text in typed[::4]:
            entry = NOTE | {"act": "undo" if name == "undoes" else "walk_in", name: text}
            answer = client.post(address, json={"entries": [entry]}, headers=JSON)
            if bare(text) in bare(json.dumps(answer.json(), ensure_ascii=False)):
                shown.append((name, text))

    assert shown == []
    assert nothing_left(typed) == []


def test_what_the_phone_calls_undone_is_no_number(client, event, signed_in, tanaka, nothing_left):
    signed_in(tanaka)
    number = PLAIN.replace(" ", "")
    for tag in (number, f"x{number}", f"{number}:1"):
        entry = NOTE | {"act": "undo", "undoes": tag}
        address = f"/staff/door/{event.public_id}/sync"
        answer = client.post(address, json={"entries": [entry]}, headers=JSON)
        assert answer.status_code == 400
    assert nothing_left([number]) == []


ADDRESSES = sorted({route.path for route in ROUTES if isinstance(route, Route)})
QUERY = "code={0}&town={0}&next=/staff/{0}&event={0}&key={0}&q={0}"


@pytest.mark.parametrize("who", ["nobody", "kanri"])
@pytest.mark.parametrize("number", [PLAIN, PLAIN.replace(" ", ""), "１２３４－５６７８－９０１８"])
def test_no_address_keeps_shows_or_logs_a_number(
    client, signed_in, kanri, nothing_left, number, who
):
    """Every address of the map, with the number in its path and in its query."""
    if who == "kanri":
        signed_in(kanri)
    shown = []
    for address in ADDRESSES:
        path = re.sub(r"{[^}]+}", number, address)
        for asked in (path, f"{path}?{QUERY.format(number)}"):
            answer = client.get(asked)
            told = answer.text + "".join(answer.headers.values())
            if bare(number) in bare(told):
                shown.append(asked)

    assert shown == []
    assert nothing_left([number]) == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/ask?event=ACDEFGHJK", "/ask?event=ACDEFGHJK"),
        ("/staff/questions?q=1234%205678%209018&page=2", "/staff/questions"),
        (
            "/?town=%E4%B8%80%E4%BA%8C%E4%B8%89%E5%9B%9B5678%E4%B9%9D%E3%80%87%E4%B8%80%E5%85%AB",
            "/",
        ),
        ("/h/123456789018", "/●"),
        (
            "/calendar/mine/abc123456789018defghijk.ics",
            "/calendar/mine/abc123456789018defghijk.ics",
        ),
        ("/ask/thanks?key=a123456789018" + "0" * 51, "/ask/thanks?key=a123456789018" + "0" * 51),
        ("/events?tel=0954-00-0000", "/events?tel=0954-00-0000"),
    ],
)
def test_address_is_written_down_without_its_number(address, written):
    assert addresses.without_number(address) == written


def test_access_log_shows_no_number(caplog, monkeypatch):
    addresses.keep_out_of_the_access_log()
    log = logging.getLogger("uvicorn.access")
    monkeypatch.setattr(log, "propagate", True)
    caplog.set_level(logging.INFO, "uvicorn.access")
    form = '%s - "%s %s HTTP/%s" %d'
    log.info(form, "127.0.0.1:1", "GET", "/h?code=1234-5678-9018", "1.1", 200)
    log.info(form, "127.0.0.1:1", "GET", "/ask", "1.1", 200)

    said = {one.getMessage().split('"')[1] for one in caplog.records}
    assert said == {"GET /h HTTP/1.1", "GET /ask HTTP/1.1"}


def test_page_asked_for_with_a_number_is_the_page_without_it(client):
    answer = client.get(f"/privacy?town={PLAIN}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/privacy")


def test_number_in_the_address_leads_to_no_other_site(client):
    answer = client.get(f"http://testserver//example.com/?q={PLAIN}")

    assert (answer.status_code, answer.headers["location"]) == (303, "/example.com/")


def test_texts_of_these_tests_are_all_refused():
    assert [text for text in texts("/ask") if not guard.find(text)] == []
