"""Addresses of the demo town: one living example for every line of the URL map."""

import re
from urllib.parse import urlsplit

import httpx
from starlette.routing import Route

from services.demo import PASSWORD
from tests.e2e.paper import qr_texts
from tests.e2e.server import Server
from web.access import Access, needed
from web.routes import ROUTES

# For machines and spreadsheets; only before there is an account; for calendars.
FEEDS = {"/opendata/events.csv", "/opendata/events.json"}
FEEDS |= {"/opendata/figures.csv", "/opendata/figures.json"}
FEEDS |= {"/figures/{number}.csv", "/figures/{number}.xlsx"}
FEEDS |= {"/figures/years.{kind}", "/figures/{number}/{picture}.{kind}"}
FEEDS |= {"/calendar.ics", "/events/{public_id}.ics", "/calendar/mine/{token}.ics"}
ELSEWHERE = {"/healthz", "/setup", *FEEDS}


def public_routes() -> set[str]:
    """The addresses of the URL map that anybody may open with a browser."""
    return {
        route.path
        for route in ROUTES
        if isinstance(route, Route)
        and "GET" in route.methods
        and needed(route.path) is Access.PUBLIC
    } - ELSEWHERE


def public_addresses(server: Server) -> dict[str, str]:
    """A living example of each public route of the demo town."""
    with server.visitor() as visitor:
        event = re.search(r"/events/\w+", visitor.get("/").text).group()
        booked = bookable(visitor)
        slip = book(visitor, booked)
        visitor.post("/login", data={"login": "sato", "password": PASSWORD})
        sheet = visitor.get("/staff/files/lesson/course/B01.pdf").content
        survey = visitor.get(f"/staff/files/survey/{event.removeprefix('/events/')}.pdf").content
    (lesson,) = {path for path in map(_path, qr_texts(sheet)) if path.startswith("/h/")}
    (survey_page,) = map(_path, qr_texts(survey))
    return {
        "/": "/",
        "/events/{public_id}": event,
        "/events/{public_id}/book": f"{booked}/book",
        "/b/{token}": slip,
        "/h": "/h",
        "/h/{code}": lesson,
        "/h/{code}/ask": f"{lesson}/ask",
        "/h/{code}/survey": f"{survey_page}/survey",
        "/survey/thanks": "/survey/thanks",
        "/ask": "/ask",
        "/ask/thanks": "/ask/thanks",
        "/ask/solved": "/ask/solved",
        "/faq": "/faq",
        "/faq/{code}": "/faq/Q0001",
        "/calendar": "/calendar",
        "/opendata": "/opendata",
        "/figures": "/figures",
        "/where": "/where",
        "/where/{code}": "/where/M05",
        "/privacy": "/privacy",
        "/login": "/login",
    }


def bookable(visitor: httpx.Client) -> str:
    """The address of the first class that is booked on its page."""
    every = re.findall(r'href="(/events/\w+)"', visitor.get("/").text)
    return next(one for one in every if f'href="{one}/book"' in visitor.get(one).text)


def book(visitor: httpx.Client, event: str, **more: str) -> str:
    """Book a place in a class as its page does; the address of the slip."""
    page = visitor.get(f"{event}/book").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page))
    answer = visitor.post(f"{event}/book", data=hidden | {"kana": "みほん", "town": "chuo"} | more)
    return answer.headers["location"]


def _path(url: str) -> str:
    return urlsplit(url).path
