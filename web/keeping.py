"""Finished pages, kept in memory for half a minute and forgotten as soon as this process writes
something that a page could show.

A cancelled class vanishes at once from the pages of the process that cancelled it; other processes
and browsers follow within KEPT + BROWSER_KEEPS seconds.
"""

import asyncio
import gzip
import hashlib
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import wraps
from itertools import chain
from time import monotonic
from typing import Any, NamedTuple

from sqlalchemy import event
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import Db
from web import limits

KEPT = 30  # seconds in this process
BROWSER_KEEPS = 30  # seconds in browsers and proxies
UNSEEN = {"audit_line", "sign_in", "scan"}  # tables; whoever looks at a person leaves a line
MOST = 1_000  # entries: strange addresses push each other out, not the memory

# With more at a time they would only wait for each other, and let the screens of the staff wait.
_drawers = ThreadPoolExecutor(2, "drawer")

_entries: dict[Hashable, "_Entry"] = {}
_making: dict[Hashable, asyncio.Future] = {}
_writes = 0


class _Entry(NamedTuple):
    value: Any
    writes: int
    until: float


def _noted(db: Db, _context) -> None:
    """Every change goes through a flush (models/audit.py sees to it)."""
    rows = chain(db.new, db.dirty, db.deleted)
    if any(row.__tablename__ not in UNSEEN for row in rows):
        db.info["seen"] = True


def _written(db: Db) -> None:
    global _writes
    _writes += db.info.pop("seen", False)


event.listen(Db, "after_flush", _noted)
event.listen(Db, "after_commit", _written)


def recall(key: Hashable) -> Any | None:
    """What is kept under this key, unless it is too old or this process has written since."""
    entry = _entries.get(key)
    fresh = entry and entry.writes == _writes and entry.until > monotonic()
    return entry.value if fresh else None


def keep(key: Hashable, make: Callable[[], Any]) -> Any:
    """Make the value and keep it, unless it is a Response: an error or a redirect is made anew.

    A write during the making leaves the value out of date at once.
    """
    writes, until = _writes, monotonic() + KEPT
    value = make()
    if not isinstance(value, Response):
        if len(_entries) >= MOST:
            _entries.clear()
        _entries[key] = _Entry(value, writes, until)
    return value


def forget() -> None:
    """Start with nothing kept (tests)."""
    _entries.clear()


class File(NamedTuple):
    """What a kept address gives when it is not a page. `disposition`: how it is to be saved."""

    content: bytes
    media_type: str
    disposition: str = ""


class _Page:
    """The bytes of one page, plain and packed, with the headers for either."""

    def __init__(self, file: File):
        self.plain, self.media_type, self.disposition = file
        self.packed = gzip.compress(self.plain, mtime=0)
        self.mark = f'W/"{hashlib.sha256(self.plain).hexdigest()[:16]}"'

    def answer(self, request: Request) -> Response:
        headers = {
            "Cache-Control": f"public, max-age={BROWSER_KEEPS}",
            "ETag": self.mark,
            "Vary": "Accept-Encoding",
        }
        if self.disposition:
            headers["Content-Disposition"] = self.disposition
        if request.headers.get("if-none-match") == self.mark:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(self.plain, headers=headers, media_type=self.media_type)
        headers["Content-Encoding"] = "gzip"
        return Response(self.packed, headers=headers, media_type=self.media_type)


def kept(draw: Callable[[Request], str | File | Response]):
    """A public page or file that is the same for everybody; `draw` may block."""

    @wraps(draw)
    async def endpoint(request: Request) -> Response:
        key = (request.scope["path"], request.scope["query_string"])
        page = recall(key)
        if page is None:
            if not limits.allows(limits.PAGE, "page", limits.address(request)):
                raise HTTPException(429)
            page = await _made(key, lambda: _finished(draw(request)))
        return page.answer(request) if isinstance(page, _Page) else page

    return endpoint


async def _made(key: Hashable, make: Callable[[], Any]) -> Any:
    """Make it once for all who ask meanwhile, but for nobody who asks after a write."""
    key = (key, _writes)
    if key not in _making:
        drawn = copy_context().run, keep, key[0], make
        making = _making[key] = asyncio.get_running_loop().run_in_executor(_drawers, *drawn)
        making.add_done_callback(lambda _: _making.pop(key, None))
    return await asyncio.shield(_making[key])


def _finished(drawn: str | File | Response) -> _Page | Response:
    if isinstance(drawn, Response):
        return drawn
    return _Page(File(drawn.encode(), "text/html") if isinstance(drawn, str) else drawn)
