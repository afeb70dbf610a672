"""A sheet looked at before it is printed: one page of its PDF as a picture, in a frame of its own.

The sheet is drawn by the same endpoint that prints it, so whoever may not print it sees no picture
either, and a look at names is written down as one (docs/decisions/0016).
"""

import base64
from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Match, Route

from refusal import Refusal
from services.permissions import NotPermitted
from web import pdf
from web.rendering import draw

FILES, PICTURES = "/staff/files", "/staff/pictures"
# The picture travels inside of the page: one request, one look, and no address that keeps it.
POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'self'"
)
NO_SHEET = "この紙は見つかりません。上で選び直してください。"


def of(files: Sequence[Route]) -> Callable[[Request], Response]:
    """The endpoint for pictures of the sheets these routes draw: `/staff/pictures/roster/ABC`."""

    def picture(request: Request) -> Response:
        try:
            sheet = drawn(files, request, f"{request.path_params['sheet']}.pdf")
            return _shown(request, *pdf.picture(sheet, page=_page(request)))
        except NotPermitted as no:
            return told(str(no), 403)
        except Refusal as no:
            return told(str(no), 400)
        except HTTPException as error:
            return told(NO_SHEET, error.status_code)

    return picture


def drawn(files: Sequence[Route], request: Request, name: str) -> bytes:
    """The PDF that the address `name` below /staff/files gives to whoever asks here."""
    asked = {**request.scope, "path": f"{FILES}/{name}"}
    for route in files:
        match, found = route.matches(asked)
        if match is Match.FULL:
            answer = route.endpoint(Request({**asked, **found}))
            if answer.media_type == pdf.TYPE:
                return answer.body
    raise HTTPException(404)


def _page(request: Request) -> int:
    page = request.query_params.get("page", "1")
    return int(page) if page.isdecimal() and len(page) < 4 else 1


def _shown(request: Request, image: bytes, page: int, pages: int) -> Response:
    rest = [(name, value) for name, value in request.query_params.items() if name != "page"]
    near = {"before": page - 1, "after": page + 1 if page < pages else 0}
    ways = {name: f"?{urlencode([*rest, ('page', to)])}" if to else "" for name, to in near.items()}
    return _answer(page=page, pages=pages, image=base64.b64encode(image).decode(), **ways)


def told(sentence: str, status: int, heading: str = "いまは印刷できません。") -> Response:
    """The reason, where the picture would stand."""
    return _answer(status, heading=heading if status >= 400 else "", sentence=sentence)


def _answer(status: int = 200, **context) -> Response:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "private, no-store"}
    return HTMLResponse(draw("picture.html", **context), status, headers=headers)
