"""申込票: the page of one's own booking. Its address is the key, so it goes nowhere from here: no
path in a Referer, nothing kept in between, no search engine, no line in our log."""

from collections.abc import Callable

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading, writing
from models import BookingStatus, EventStatus
from refusal import Refusal
from services import bookings, slips
from services.slips import Held
from web import limits
from web.events import bring_to
from web.rendering import field, form_page, form_post, page

# `origin`, not `no-referrer`: with that, browsers send our own forms with «Origin: null».
PRIVATE = {"Referrer-Policy": "origin", "X-Robots-Tag": "noindex, nofollow"}


def slip(request: Request) -> Response:
    """What was booked, what became of it, and what can be done about it."""
    return _draw(request)


def _draw(request: Request, problem: str = "", status: int = 200) -> Response:
    if not limits.allows(limits.PAGE, "page", limits.address(request)):
        raise HTTPException(429)
    token = request.path_params["token"]
    with reading() as db:
        held = slips.find(db, token=token)
        if held is None:
            answer = page("slip_unknown.html", status=404)
        else:
            answer = (form_page if problem else page)(
                "slip.html",
                status=status,
                token=token,
                held=held,
                notice=held.notice,
                event=held.notice.event,
                standing=standing(held),
                line=_place(db, held),
                bring=bring_to(held.notice.event),
                problem=problem,
            )
    answer.headers.update(PRIVATE)
    return answer


def standing(held: Held) -> str:
    """In one word for the template: what the people of this slip have to know first."""
    if not held.live:
        return "given_back"
    if held.notice.is_called_off:
        return "called_off"
    if held.notice.event.status in (EventStatus.HELD, EventStatus.REPORTED) or not held.can_change:
        return "over"
    if held.offer:
        return "offered"
    return held.live[0].status.value


def _place(db, held: Held) -> int:
    first = held.live[0] if held.live else None
    waits = first is not None and first.status is BookingStatus.WAITING
    return bookings.place_in_line(db, booking=first) if waits else 0


def _doing(act: Callable[[Request, FormData], None]) -> Callable:
    """Do it and show the slip again, or show it with the reason why not."""

    @form_post
    def endpoint(request: Request, form: FormData) -> Response:
        try:
            act(request, form)
        except Refusal as no:
            return _draw(request, str(no), 400)
        return RedirectResponse(f"/b/{request.path_params['token']}", 303, headers=PRIVATE)

    return endpoint


@_doing
def confirm(request: Request, _form: FormData) -> None:
    with writing() as db:
        slips.confirm(db, token=request.path_params["token"])


@_doing
def accept(request: Request, _form: FormData) -> None:
    with writing() as db:
        slips.accept(db, token=request.path_params["token"])


@_doing
def cancel(request: Request, form: FormData) -> None:
    """Everybody's place, or that of one of them (`who`: the number of a booking)."""
    who = field(form, "who")
    one = {int(who)} if who.isascii() and who.isdecimal() and len(who) < 10 else None
    with writing() as db:
        slips.cancel(db, token=request.path_params["token"], people=one)
