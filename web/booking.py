"""ネット申込: one form, one press. The slip reads back what was booked, and can undo it."""

import hashlib

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading, writing
from models import BookingStatus, Event, masking
from models.survey import AGE_BANDS
from refusal import Refusal
from services import notices, online, places, slips
from services.notices import Notice
from services.online import SUPPORT, Changed, Wanted
from services.question_form import Incomplete
from web import form_key, limits
from web.events import rule_of, unknown
from web.rendering import field, form_page, form_post

Typed = dict[str, str]  # by the name of the field
FIELDS = ("kana", "with_kana", "town", "phone", "age", "with_age")
TOO_OFTEN = "続けて何度も送られました。10分ほど待ってから、もう一度送ってください。"


def form(request: Request) -> Response:
    """The empty form, with a key that makes a second press of the button harmless."""
    return _draw(request, dict.fromkeys(FIELDS, ""), (), form_key.new())


@form_post
def book(request: Request, form: FormData) -> Response:
    """Book and show the slip, or show the form again with everything that was typed."""
    where = f"/events/{request.path_params['public_id']}"
    if field(form, "website"):  # the field nobody sees: filled in by machines only
        return RedirectResponse(where, 303)
    key = form_key.read(field(form, "key"))
    typed = {name: field(form, name) for name in FIELDS}
    support = tuple(one for one in SUPPORT if one in form.getlist("support"))
    if not limits.allows(limits.BOOKING, "book", limits.address(request)):
        return _again(request, typed, support, key, {"": TOO_OFTEN}, 429)
    try:
        token = _book(request, Wanted(**typed, support=support), _told(form), key)
    except Changed as no:
        return _again(request, typed, support, key, {"": str(no)}, 409)
    except Incomplete as no:
        return _again(request, typed, support, key, no.problems)
    except Refusal as no:
        return _again(request, typed, support, key, {"": str(no)})
    return RedirectResponse(f"/b/{token}" if token else where, 303)


def _told(form: FormData) -> BookingStatus | None:
    told = field(form, "told")
    return BookingStatus(told) if told in set(BookingStatus) else None


def _book(request: Request, wanted: Wanted, told: BookingStatus | None, key: str) -> str:
    """The token of the slip; empty when there is no such class any more."""
    secret = "\n".join((key, request.path_params["public_id"], wanted.kana, wanted.with_kana))
    token = slips.token_of(secret)
    with writing() as db:
        notice = notices.one(db, public_id=request.path_params["public_id"])
        if notice is None:
            return ""
        idem_key = hashlib.sha256(secret.encode()).hexdigest()
        rows = online.book(db, event=notice.event, wanted=wanted, told=told, idem_key=idem_key)
        slips.open_for(db, booking=rows[0], token=token)
    return token


def _again(
    request: Request,
    typed: Typed,
    support: tuple[str, ...],
    key: str,
    problems: Typed,
    status: int = 400,
) -> Response:
    told = {name: masking.explained(text, typed.get(name, "")) for name, text in problems.items()}
    again = {name: masking.shown(text) for name, text in typed.items()}
    return _draw(request, again, support, key, told, status)


def _draw(
    request: Request,
    typed: Typed,
    support: tuple[str, ...],
    key: str,
    problems: Typed | None = None,
    status: int = 200,
) -> Response:
    with reading() as db:
        notice = notices.one(db, public_id=request.path_params["public_id"])
        if notice is None:
            return unknown()
        shut = _why_shut(db, notice.event)
        told = online.outlook(db, event=notice.event)
        towns = places.districts(db)
    if shut and not problems:
        return RedirectResponse(f"/events/{notice.event.public_id}", 303)
    party = 2 if typed["with_kana"].strip() else 1
    return form_page(
        "book.html",
        status=status,
        notice=notice,
        promise=_promise(notice, told, party),
        rule=rule_of(notice.event),
        typed=typed,
        support=support,
        wishes=SUPPORT,
        key=key,
        towns=towns,
        ages=AGE_BANDS,
        problems=problems or {},
    )


def _why_shut(db, event: Event) -> str:
    try:
        online.check_open(db, event=event)
    except Refusal as no:
        return str(no)
    return ""


def _promise(notice: Notice, told: BookingStatus, party: int) -> BookingStatus:
    """What the form says they will get: for a couple that came back, counted for two."""
    if told is BookingStatus.CONFIRMED and not notice.seats.take(party):
        return BookingStatus.WAITING
    return told
