"""受付の小さな画面: one event's door on a phone, with or without a network.

The page is the same for every event and holds no name. Its script keeps the list and what is not
yet sent on the phone (docs/decisions/0012-the-door-without-a-network.md).
"""

import gzip
import hashlib
import json
from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import clock
from database import reading, writing
from japanese import dates
from models import AgeBand, BookingStatus, DoorEntry, DoorSource
from services import bookings, door, hall, places
from services.hall import Hall, Place
from web import icons
from web.door_notes import read_notes
from web.rendering import HERE, draw, hours
from web.scripted import body_post, event_of, said, told
from web.sign_in import staff_of

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " worker-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)
FOLDER = HERE / "assets" / "door"
FILES = {
    "door.css": "text/css",
    "store.js": "text/javascript",
    "camera.js": "text/javascript",
    "view.js": "text/javascript",
    "door.js": "text/javascript",
}
MANIFEST = {
    "name": "となり 受付",
    "short_name": "受付",
    "lang": "ja",
    "id": "/staff/door/",
    "start_url": "/staff/door/",
    "scope": "/staff/door/",
    "display": "standalone",
    "background_color": "#ffffff",
    "theme_color": "#0017c1",
    "icons": [
        {
            "src": f"/staff/door/assets/{icon}.png",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for icon, (size, purpose) in icons.KINDS.items()
    ],
}


def shell(request: Request) -> Response:
    """The page without an event: it leads to the one this phone keeps."""
    return _checked(draw("door.html").encode(), "text/html", request)


def page(request: Request) -> Response:
    """The page of one event; the list comes after it."""
    with reading() as db:
        hall.enter(db, event=event_of(db, request), by=staff_of(db, request))
    return shell(request)


def asset(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in assets():
        raise HTTPException(404)
    return _checked(*assets()[name], request)


def worker(request: Request) -> Response:
    """The service worker. Its text changes with every file it keeps, so browsers notice."""
    every = b"".join(content for content, _ in assets().values()) + draw("door.html").encode()
    version = hashlib.sha256(every).hexdigest()[:12]
    script = (FOLDER / "worker.js").read_text("utf-8").replace("VERSION", version, 1)
    return _checked(script.encode(), "text/javascript", request)


@lru_cache(maxsize=1)
def assets() -> dict[str, tuple[bytes, str]]:
    """What the page is made of: contents and their kind, by name."""
    made = {name: ((FOLDER / name).read_bytes(), kind) for name, kind in FILES.items()}
    made |= {f"{name}.png": (icons.draw(name), "image/png") for name in icons.KINDS}
    manifest = json.dumps(MANIFEST, ensure_ascii=False).encode()
    return made | {"manifest.json": (manifest, "application/manifest+json")}


def _checked(content: bytes, kind: str, request: Request) -> Response:
    """Asked for anew each time, sent only when it has changed; packed for the hall's thin air."""
    mark = f'W/"{hashlib.sha256(content).hexdigest()[:16]}"'
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "ETag": mark}
    headers["Vary"] = "Accept-Encoding"
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    if kind.startswith("text/") and "gzip" in request.headers.get("accept-encoding", ""):
        content = gzip.compress(content, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=kind, headers=headers)


@said
def listed(request: Request) -> Response:
    """The list of one event, or 410: the phone forgets it. The first look of a day is kept."""
    with reading() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        found = hall.at_the_door(db, event=event, by=staff)
        towns = [[one.code, one.name] for one in places.districts(db)]
        has_looked = hall.has_looked(db, event=event, by=staff)
    if hall.is_over(event):
        return told({"over": True}, 410)
    if not has_looked:
        with writing() as db:
            bookings.look(db, event=event_of(db, request), by=staff_of(db, request))
    answer = told(_in_words(found) | {"towns": towns})
    mark = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers={"Cache-Control": "no-store"})
    answer.headers["ETag"] = mark
    return answer


def _in_words(found: Hall) -> dict[str, Any]:
    event = found.event
    return {
        "title": event.title,
        "when": f"{dates.short(event.local_date)} {hours(event.starts_at, event.ends_at)}",
        "where": found.venue.name,
        "town": found.district.code,
        "until": found.until.isoformat(),
        "bands": [[one.value, one.label] for one in AgeBand],
        "rows": [_row(one) for one in found.places],
        "walk_ins": found.walk_ins,
        "doubts": found.doubts,
    }


def _row(place: Place) -> dict[str, Any]:
    booking, person = place.booking, place.person
    at = place.visit and clock.local(place.visit.checked_in_at)
    return {
        "id": booking.id,
        "number": booking.roster_row,
        "card": person.card_code,
        "name": person.name or person.kana or f"参加証{person.card_code}の方",
        "kana": person.kana,
        "town": place.district.name if place.district else "",
        "waits": booking.status is not BookingStatus.CONFIRMED,
        "at": f"{at.hour}時{at.minute:02}分" if at else "",
        "late": bool(place.visit and place.visit.is_late),
        "tags": place.tags,
    }


@body_post
def sync(request: Request, body: bytes) -> Response:
    """Take in what the phone has kept; the answer to each entry tells it what became of it."""
    notes = read_notes(body)
    with writing() as db:
        event, staff = event_of(db, request), staff_of(db, request)
        entries = door.take_in(db, event=event, entries=notes, source=DoorSource.OFFLINE, by=staff)
        answers = [_answered(entry) for entry in entries]
        over = hall.is_over(event)
    return told({"entries": answers, "over": over}, 410 if over else 200)


def _answered(entry: DoorEntry) -> dict[str, str]:
    return {"key": entry.idem_key, "outcome": entry.outcome, "sentence": entry.sentence}
