"""The frame of the staff screens: Streamlit's own index page, said to be Japanese."""

from pathlib import Path

import streamlit
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

INDEX = (
    (Path(streamlit.__file__).parent / "static" / "index.html")
    .read_text("utf-8")
    .replace('<html lang="en">', '<html lang="ja">')
    .replace("<title>Streamlit</title>", "<title>となり</title>")
    .replace(
        "You need to enable JavaScript to run this app.",
        "この画面を使うには、ブラウザーのJavaScriptを有効にしてください。",
    )
)

FOCUS = Path(__file__).parent / "assets" / "focus.js"


def screen(_request: Request) -> HTMLResponse:
    """Any staff page; which one it is, Streamlit reads from the address."""
    return HTMLResponse(INDEX, headers={"Cache-Control": "no-cache"})


def focus(_request: Request) -> FileResponse:
    """The one script of ours on Streamlit's screens (pages/_ui/focus.py)."""
    return FileResponse(FOCUS, media_type="text/javascript")


def home(_request: Request) -> RedirectResponse:
    return RedirectResponse("/staff/", 307)


class Unknown(Convertor[str]):
    """Whatever is none of Streamlit's own files; it would answer with its English index page."""

    regex = r"(?!(?:_stcore|media|component|static)/|favicon\.png$|manifest\.json$).*[^/]"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("unknown", Unknown())


def nowhere(_request: Request) -> Response:
    raise HTTPException(404)
