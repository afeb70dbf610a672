"""How a visitor wants to see the pages: letter size, furigana, language. No cookie keeps it: it
stands in the address, and every link and form of a page carries it on."""

import re
from contextvars import ContextVar
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from markupsafe import escape
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web import addresses

SIZES = {"": "標準", "l": "大", "xl": "特大"}
NAMES = ("size", "furigana", "lang")
# Links to our own pages. Calendars, files and staff know no views; the switches have their own.
_LINK = re.compile(r'<(a|form)(?! data-view)( [^>]*?(?:href|action))="(/[^"#]*)([^"]*)"([^>]*)>')
_ELSEWHERE = re.compile(
    r"/(staff|login|logout|setup|password)\b|[^?]*\.(ics|pdf|csv|xlsx|json|png|svg)\b"
)


class View(NamedTuple):
    """What stands in the address. `path`, `query`: of the page itself, without the view."""

    size: str = ""
    furigana: bool = False
    english: bool = False
    path: str = ""
    query: tuple[tuple[str, str], ...] = ()

    @property
    def params(self) -> dict[str, str]:
        asked = {"size": self.size, "furigana": "1" * self.furigana, "lang": "en" * self.english}
        return {name: value for name, value in asked.items() if value}

    @property
    def lang(self) -> str:
        return "en" if self.english else "ja"

    @property
    def is_offered(self) -> bool:
        """Whether the page shows the switches: not where a press would lose what was typed, and not
        where they would repeat a forbidden number."""
        return bool(self.path)

    def switch(self, **changes: str | bool) -> str:
        """The address of this page in another view."""
        other = self._replace(**changes)
        query = urlencode([*self.query, *other.params.items()])
        return f"{quote(self.path)}?{query}" if query else quote(self.path)

    def carried(self, address: str) -> str:
        """One of our own addresses, with the view."""
        if not self.params or _ELSEWHERE.match(address):
            return address
        path, mark, fragment = address.partition("#")
        return f"{path}{'&' if '?' in path else '?'}{urlencode(self.params)}{mark}{fragment}"


PLAIN = View()
_current: ContextVar[View] = ContextVar("view", default=PLAIN)


def current() -> View:
    return _current.get()


def carried(html: str) -> str:
    """The page with the view in all its links; forms that ask by GET carry it in hidden boxes."""
    view = current()
    return _LINK.sub(lambda found: _with(view, found), html) if view.params else html


def _with(view: View, found: re.Match[str]) -> str:
    tag, name, path, fragment, rest = found.groups()
    if _ELSEWHERE.match(path):
        return found[0]
    if tag == "form" and 'method="post"' not in found[0]:
        boxes = (f'<input type="hidden" name="{n}" value="{v}">' for n, v in view.params.items())
        return found[0] + "".join(boxes)
    query = escape(urlencode(view.params))
    return f'<{tag}{name}="{path}{"&amp;" if "?" in path else "?"}{query}{fragment}"{rest}>'


class Views:
    """Read the view from the address; a redirect to a page of ours carries it on."""

    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        view = _read(scope)
        token = _current.set(view)

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start" and 300 <= message["status"] < 304:
                headers = MutableHeaders(scope=message)
                if headers.get("location", "").startswith("/"):
                    headers["location"] = view.carried(headers["location"])
            await send(message)

        try:
            await self.app(scope, receive, send_on if view.params else send)
        finally:
            _current.reset(token)


def _read(scope: Scope) -> View:
    asked = parse_qsl(scope["query_string"].decode("latin-1"), max_num_fields=50)
    told = dict(asked)
    is_page = scope["method"] in ("GET", "HEAD") and not _ELSEWHERE.match(scope["path"])
    is_harmless = not any(map(addresses.is_forbidden, (scope["path"], *told.values())))
    size = told.get("size", "")
    return View(
        size=size if size in SIZES else "",
        furigana=told.get("furigana") == "1" and told.get("lang") != "en",
        english=told.get("lang") == "en",
        path=scope["path"] if is_page and is_harmless else "",
        query=tuple((name, value) for name, value in asked if name not in NAMES),
    )
