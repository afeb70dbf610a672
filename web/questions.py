"""A question without a sign-in, from the first page, a class or the sheet in one's hand."""

import hashlib
from typing import NamedTuple

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import reading, writing
from models import Device, Event, Handout, QuestionCategory, masking
from refusal import Refusal
from services import notices, questions
from services.question_form import Incomplete
from web import form_key, handouts, limits, nearest
from web.rendering import field, form_page, form_post, page

FIELDS = ("body", "category", "device", "asker", "asker_phone", "consent", "event", "key")
BLANK = dict.fromkeys(FIELDS, "") | {"device": Device.UNKNOWN.value}
SEND, BACK = "send", "back"  # the buttons below the nearest answers; the others name a Faq
TOO_OFTEN = "続けて何度も送られました。10分ほど待ってから、もう一度送ってください。"


Typed = dict[str, str]  # by the name of the field


class About(NamedTuple):
    """What the question is about, when the asker came from a sheet or from a class."""

    handout: Handout | None
    event: Event | None

    @property
    def action(self) -> str:
        return f"/h/{self.handout.code}/ask" if self.handout else "/ask"

    @property
    def course_id(self) -> int | None:
        return next((one.course_id for one in self if one and one.course_id), None)


def form(request: Request) -> Response:
    """The empty form, with a key that makes a second press of the button harmless."""
    typed = BLANK | {
        "key": form_key.new(),
        "event": request.query_params.get("event", "")[:12],
    }
    return _draw(request, typed)


def _draw(
    request: Request,
    typed: Typed,
    problems: Typed | None = None,
    status: int = 200,
) -> Response:
    try:
        about = _about(request, typed)
    except Refusal as no:
        return handouts.unknown(request.path_params["code"], str(no))
    with reading() as db:
        categories = questions.categories(db)
    return form_page(
        "ask.html",
        status=status,
        about=about,
        typed=typed,
        problems=problems or {},
        categories=categories,
        devices=list(Device),
    )


def _about(request: Request, typed: Typed) -> About:
    code = request.path_params.get("code")
    with reading() as db:
        if code:
            return About(handouts.found(db, code), None)
        notice = notices.one(db, public_id=typed["event"]) if typed["event"] else None
    return About(None, notice.event if notice else None)


@form_post
def ask(request: Request, form: FormData) -> Response:
    """Keep the question and say what happens next, or show the form with what is to be mended."""
    typed = {name: field(form, name) for name in FIELDS}
    if field(form, "website"):  # the field nobody sees: filled in by machines only
        return RedirectResponse("/ask/thanks", 303)
    wish = field(form, "go")
    if wish == BACK:
        return _draw(request, _harmless(typed))
    if wish not in ("", SEND):
        return nearest.solved(request, wish)
    try:
        if not wish and (answers := _answers(request, typed)):
            return answers
        if not limits.allows(limits.FORM, "ask", limits.address(request)):
            return _draw(request, _harmless(typed), {"": TOO_OFTEN}, 429)
        return RedirectResponse(f"/ask/thanks?key={_keep(request, typed)}", 303)
    except Incomplete as no:
        return _draw(request, _harmless(typed), _explained(no.problems, typed), 400)
    except Refusal as no:
        return _draw(request, _harmless(typed), {"": str(no)}, 400)


def _answers(request: Request, typed: Typed) -> Response | None:
    """The nearest answers, once, before the question is sent; whoever looks too often is let by."""
    if not limits.allows(limits.FORM, "nearest", limits.address(request)):
        return None
    about = _about(request, typed)
    found = nearest.found(typed, device=_device(typed["device"]), course_id=about.course_id)
    if found is None:
        return None
    return form_page("nearest.html", about=about, typed=_harmless(typed), found=found)


def _keep(request: Request, typed: Typed) -> str:
    about, key = _about(request, typed), _idem_key(typed)
    with writing() as db:
        questions.ask(
            db,
            category_code=typed["category"],
            body=typed["body"],
            device=_device(typed["device"]),
            idem_key=key,
            handout=about.handout,
            event=about.event,
            asker=typed["asker"],
            asker_phone=typed["asker_phone"],
            consent=bool(typed["consent"]),
        )
    return key


def _idem_key(typed: Typed) -> str:
    """The same form with the same words is one question, however often it is sent; with other
    words, after the back button, it is another one."""
    key = form_key.read(typed["key"])
    return hashlib.sha256(f"{key}\n{typed['body'].strip()}".encode()).hexdigest()


def _device(value: str) -> Device:
    return Device(value) if value in list(Device) else Device.UNKNOWN


def _harmless(typed: Typed) -> Typed:
    return {name: masking.shown(text) for name, text in typed.items() if name != "key"} | {
        "key": form_key.read(typed["key"])
    }


def _explained(problems: Typed, typed: Typed) -> Typed:
    """In the order of the form."""
    return {
        name: masking.explained(problems[name], typed.get(name, ""))
        for name in sorted(problems, key=FIELDS.index)
    }


def thanks(request: Request) -> Response:
    """What happens next, and when. The key in the address is known to the asker alone."""
    with reading() as db:
        question = questions.asked(db, idem_key=request.query_params.get("key", ""))
        category = db.get(QuestionCategory, question.category_id) if question else None
    return page("thanks.html", question=question, category=category)
