"""What is on: the coming classes by town, and one class with everything one has to know."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading
from models import Admission, Event, Format
from services import drafts, notices, places
from web import sketch
from web.keeping import kept
from web.rendering import draw, page

ON_A_PAGE = 12  # classes: about three screens of a telephone
LONGEST_SEARCH = 40
INSTEAD = 3  # classes told on the page of one that takes nobody any more
BRING = (
    "スマートフォン（充電しておきます）",
    "充電器",
    "老眼鏡（お使いの方）",
    "筆記用具",
    "IDやパスワードをひかえたノート（ご自分で見るため。人には見せず、預けません）",
)
RULES = {
    Admission.FIRST_COME: "",
    Admission.FIRST_TIMERS_FIRST: "申込が定員より多いときは、はじめての方が先です。",
    Admission.OWN_DISTRICT_FIRST: "申込が定員より多いときは、町内の方が先です。",
    Admission.LOTTERY: "申込が定員より多いときは、抽選です。",
}
BRING_FOR_CARD = "マイナンバーカード（カードの相談をする方）"


@kept
def home(request: Request) -> str | Response:
    """The coming classes: all, or those of a town (`town`), a format, and some words (`q`)."""
    asked = request.query_params
    town, words = asked.get("town", ""), asked.get("q", "")[:LONGEST_SEARCH].strip()
    format = Format(asked["format"]) if asked.get("format") in set(Format) else None
    with reading() as db:
        towns, formats = places.districts(db), notices.formats(db)
        chosen = next((one for one in towns if one.code == town), None)
        if town and chosen is None:
            return RedirectResponse("/", 303)
        board = notices.on_board(db, town=town, format=format, words=words)
    at = _page(asked.get("page", ""), len(board))
    narrowed = {"town": town, "format": format.value if format else "", "q": words}
    return draw(
        "home.html",
        towns=towns,
        chosen=chosen,
        sketch=sketch.draw(towns),
        formats=formats if len(formats) > 1 else (),
        format=format,
        words=words,
        notices=board[at * ON_A_PAGE :][:ON_A_PAGE],
        count=sum(notice.is_announced for notice in board),
        before=_address(narrowed, page=at) if at else "",
        after=_address(narrowed, page=at + 2) if len(board) > (at + 1) * ON_A_PAGE else "",
        narrow=lambda **changes: _address(narrowed | changes),
    )


def _page(asked: str, count: int) -> int:
    """Which page of the list, from 0; beyond the end is the last one."""
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
    return max(0, min(number - 1, (count - 1) // ON_A_PAGE))


def _address(narrowed: dict[str, str], *, page: int = 1) -> str:
    told = {name: value for name, value in narrowed.items() if value}
    query = urlencode(told | ({"page": page} if page > 1 else {}))
    return f"/?{query}" if query else "/"


@kept
def event(request: Request) -> str | Response:
    """One class; one that was called off says so, for those who come from a printed flyer."""
    with reading() as db:
        notice = notices.one(db, public_id=request.path_params["public_id"])
        further = drafts.further(db, event=notice.event) if notice else ()
        shut = notice is not None and not notice.is_open
        instead = notices.instead_of(db, notice=notice, limit=INSTEAD) if shut else []
    if notice is None:
        return unknown()
    where = urlencode({"event": notice.event.public_id})
    return draw(
        "event.html",
        notice=notice,
        further=further,
        instead=instead,
        bring=bring_to(notice.event),
        rule=rule_of(notice.event),
        ask=f"/ask?{where}",
    )


def unknown() -> Response:
    """No such class, or not one for everybody yet."""
    return page("event_unknown.html", status=404)


def bring_to(event: Event) -> tuple[str, ...]:
    """What to have in one's bag."""
    return BRING + ((BRING_FOR_CARD,) if event.format is Format.CONSULTATION else ())


def rule_of(event: Event) -> str:
    """Who gets a seat when more apply than there are seats."""
    return RULES[event.admission]
