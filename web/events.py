"""What is on: the coming classes by town, and one class with everything one has to know."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading
from models import Admission, Event, Format
from services import drafts, notices, places
from web.keeping import kept
from web.rendering import draw, page

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
    """The coming classes, of all towns or of one (`?town=`); those called off say so."""
    town = request.query_params.get("town", "")
    with reading() as db:
        towns = places.districts(db)
        chosen = next((one for one in towns if one.code == town), None)
        if town and chosen is None:
            return RedirectResponse("/", 303)
        board = notices.on_board(db, town=town)
    count = sum(notice.is_announced for notice in board)
    return draw("home.html", towns=towns, chosen=chosen, notices=board, count=count)


@kept
def event(request: Request) -> str | Response:
    """One class; one that was called off says so, for those who come from a printed flyer."""
    with reading() as db:
        notice = notices.one(db, public_id=request.path_params["public_id"])
        further = drafts.further(db, event=notice.event) if notice else ()
    if notice is None:
        return unknown()
    where = urlencode({"event": notice.event.public_id})
    return draw(
        "event.html",
        notice=notice,
        further=further,
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
