"""What a person reads when something goes wrong: one sentence, and an id for the log."""

import logging
import secrets
import traceback

from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from refusal import Refusal
from services.permissions import NotPermitted
from web.rendering import page

log = logging.getLogger("tonari.errors")
STREAMLIT_LOGGERS = ("streamlit.error_util", "streamlit.runtime.scriptrunner.exec_code")
SENTENCES = {
    403: ("受け付けませんでした", "ほかのサイトからの操作は受け付けません。"),
    404: ("ページが見つかりません", "アドレスが変わったか、まちがっているようです。"),
    405: ("この操作はできません", "前の画面にもどって、もう一度お試しください。"),
    413: ("文章が長すぎます", "前の画面にもどり、短くして、もう一度お試しください。"),
    429: ("しばらくお待ちください", "続けて何度も開かれました。数分たってから、お試しください。"),
}
OTHER = ("うまくいきませんでした", "前の画面にもどって、もう一度お試しください。")
BUG = (
    "申し訳ありません",
    "こちらの不具合でエラーが起きました。入力した内容は、保存されていないことがあります。",
)


def new_id() -> str:
    """Short enough to be said on the telephone."""
    return secrets.token_hex(3)


def say(status: int) -> Response:
    """The page for an HTTP status. Blocking, as every page is."""
    heading, sentence = SENTENCES.get(status, OTHER)
    return page("error.html", status=status, heading=heading, sentence=sentence, id="")


def http(_request: Request, error: HTTPException) -> Response:
    answer = say(error.status_code)
    answer.headers.update(error.headers or {})
    return answer


def refused(_request: Request, no: Refusal) -> Response:
    """A refusal that no form caught: still a sentence, never a stack trace."""
    status = 403 if isinstance(no, NotPermitted) else 400
    return page("error.html", status=status, heading=OTHER[0], sentence=str(no), id="")


def unexpected(error: Exception) -> Response:
    """A bug: an id for the person, the way to the fault for the log."""
    heading, sentence = BUG
    number = write_down(error)
    return page("error.html", status=500, heading=heading, sentence=sentence, id=number)


def write_down(error: Exception) -> str:
    """Log where the code broke, and return the id. Messages are left out: they may quote what a
    person typed, and a forbidden number must not be kept even in a log (番号法 20条)."""
    number = new_id()
    log.error("error %s\n%s", number, "".join(_way_to(error)))
    return number


def keep_texts_out_of_the_log() -> None:
    """Streamlit logs a screen's exception with its message before it asks our handler."""
    for name in STREAMLIT_LOGGERS:
        logging.getLogger(name).addFilter(lambda record: not record.exc_info)


def _way_to(error: BaseException | None) -> list[str]:
    if error is None:
        return []
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    here = [*traceback.format_tb(error.__traceback__), f"{type(error).__qualname__}\n"]
    return [*_way_to(before), *here]


def unheard_of(_request: Request, _error: DataError) -> Response:
    """An address with something no column can hold (a NUL): there is nothing of that name."""
    return say(404)


HANDLERS = {HTTPException: http, Refusal: refused, DataError: unheard_of}
