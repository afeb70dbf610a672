"""How often the pages of sheets are opened: counted in memory, written down once a minute, so that
a page stays a look and never a write. Machines are left out; no address is kept."""

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from functools import wraps
from threading import Lock

from starlette.requests import Request
from starlette.responses import Response

import clock
from database import writing
from services import scans

# Search engines, and the messengers that look at a link before a person does.
_MACHINES = re.compile(
    "bot|crawl|spider|slurp|preview|fetch|scan|monitor|facebookexternalhit|whatsapp|curl|wget"
    "|python|go-http|java/|okhttp|headless",
    re.IGNORECASE,
)
_counted: Counter = Counter()
_lock = Lock()


def counting(endpoint: Callable[[Request], Awaitable[Response]]):
    """Count who opens the sheet of `{code}`, once it is clear that there is one."""

    @wraps(endpoint)
    async def counted(request: Request) -> Response:
        answer = await endpoint(request)
        if answer.status_code < 400 and _is_person(request) and not _leads_on(request, answer):
            with _lock:
                _counted[request.path_params["code"], clock.today()] += 1
        return answer

    return counted


def _is_person(request: Request) -> bool:
    asked = request.headers
    ahead = asked.get("sec-purpose", asked.get("purpose", ""))  # fetched before anybody pressed
    agent = asked.get("user-agent", "")
    return bool(request.method == "GET" and agent and not ahead and not _MACHINES.search(agent))


def _leads_on(request: Request, answer: Response) -> bool:
    """Another spelling of a code is sent to the address where it is counted."""
    where = answer.headers.get("location", "").partition("?")[0]
    return bool(re.fullmatch("/h/[^/]+", where))


def write_down() -> None:
    """What was counted since the last time, into the database."""
    with _lock:
        counted = dict(_counted)
        _counted.clear()
    if counted:
        with writing() as db:
            scans.add(db, counted=counted)
