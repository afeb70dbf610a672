"""アンケート by QR: the questions of the sheet in one's hand; no name, no cookie, no script."""

from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import Db, reading, writing
from models import Event, HandoutKind, masking
from refusal import Refusal
from services import surveys
from services.question_form import Incomplete
from services.survey_keys import Answers
from web import form_key, handouts, limits
from web.keeping import kept
from web.rendering import draw, field, form_page, form_post, page

TEXTS = ("next_time", "trouble")
THANKS = "/survey/thanks"
TOO_OFTEN = "続けて何度も送られました。10分ほど待ってから、もう一度送ってください。"


def form(request: Request) -> Response:
    """The empty form, with a key that makes a second press of the button harmless."""
    return _draw(request, {}, dict.fromkeys((*TEXTS, "as_question"), "") | {"key": form_key.new()})


def _draw(
    request: Request,
    rings: Answers,
    typed: dict[str, str],
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    code = request.path_params["code"]
    try:
        with reading() as db:
            event, asked = _event(db, code), surveys.asked(db)
    except Refusal as no:
        return handouts.unknown(code, str(no))
    try:
        surveys.check_open(event=event)
    except Refusal as no:
        return page("survey_shut.html", event=event, sentence=str(no))
    return form_page(
        "survey.html",
        status=status,
        code=code,
        event=event,
        asked=asked,
        rings=rings,
        typed=typed,
        problems=problems or {},
    )


def _event(db: Db, code: str) -> Event:
    sheet = handouts.found(db, code)
    if sheet.kind is not HandoutKind.SURVEY:
        raise Refusal(handouts.NOT_OURS)
    return db.get_one(Event, sheet.event_id)


@form_post
def answer(request: Request, form: FormData) -> Response:
    """Keep the answers, or show the form with everything chosen and what is to be mended."""
    rings, typed = _rings(form), {name: field(form, name) for name in TEXTS}
    again = {name: masking.shown(text) for name, text in typed.items()}
    again["as_question"] = "1" if field(form, "as_question") else ""
    again["key"] = form_key.read(field(form, "key"))
    if field(form, "website"):  # the field nobody sees: filled in by machines only
        return RedirectResponse(THANKS, 303)
    if not limits.allows(limits.SURVEY, "survey", limits.address(request)):
        return _draw(request, rings, again, {"": TOO_OFTEN}, 429)
    try:
        with writing() as db:
            event = _event(db, request.path_params["code"])
            surveys.answer(
                db,
                event=event,
                answers=rings,
                **typed,
                as_question=bool(again["as_question"]),
                idem_key=again["key"],
            )
    except Incomplete as no:
        told = {name: masking.explained(no.problems[name], typed[name]) for name in no.problems}
        return _draw(request, rings, again, told, 400)
    except Refusal as no:
        return _draw(request, rings, again, {"": str(no)}, 400)
    return RedirectResponse(THANKS, 303)


def _rings(form: FormData) -> Answers:
    """The numbers chosen, by question; whatever else was sent under their names is left out."""
    found: dict[str, list[int]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 4:
            found.setdefault(name, []).append(int(value))
    return {name: tuple(numbers) for name, numbers in found.items()}


@kept
def thanks(_request: Request) -> str:
    return draw("survey_thanks.html")
