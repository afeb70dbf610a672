"""What a person reads when something goes wrong: one sentence, and an id for the log."""

import logging
import secrets

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from refusal import Refusal
from web.rendering import page

log = logging.getLogger("tonari.errors")
SENTENCES = {
    404: ("ページが見つかりません", "アドレスが変わったか、まちがっているようです。"),
    405: ("この操作はできません", "前の画面にもどって、もう一度お試しください。"),
    413: ("文章が長すぎます", "短くして、もう一度お試しください。"),
    429: ("しばらくお待ちください", "続けて何度も開かれました。数分たってから、お試しください。"),
}
OTHER = ("うまくいきませんでした", "前の画面にもどって、もう一度お試しください。")


def new_id() -> str:
    """Short enough to be said on the telephone."""
    return secrets.token_hex(3)


def http(request: Request, error: HTTPException) -> Response:
    heading, sentence = SENTENCES.get(error.status_code, OTHER)
    return page(
        "error.html",
        status=error.status_code,
        heading=heading,
        sentence=sentence,
        id="",
    )


def refused(request: Request, no: Refusal) -> Response:
    """A refusal that no form caught: still a sentence, never a stack trace."""
    return page("error.html", status=400, heading="うまくいきませんでした", sentence=str(no), id="")


def unexpected(request: Request, error: Exception) -> Response:
    """A bug. What was typed is in the request, not in the log."""
    number = new_id()
    log.error("error %s at %s", number, request.url.path, exc_info=error)
    return page(
        "error.html",
        status=500,
        heading="申し訳ありません",
        sentence="こちらの不具合でエラーが起きました。入力した内容は保存されていないことがあります。",
        id=number,
    )


HANDLERS = {HTTPException: http, Refusal: refused, 500: unexpected}
