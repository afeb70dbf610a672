"""The page behind a sheet's QR code or 資料番号: its lesson in large type."""

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import Db, reading
from handouts import curriculum
from models import Course, Event, Handout, HandoutKind, masking, short_code
from refusal import Refusal
from services import lesson_faqs, lesson_texts, notices, outdated, places, printing
from web import faqs
from web.keeping import kept
from web.rendering import draw, page
from web.scans import counting
from wording import answer_steps

OF_A_CLASS = (HandoutKind.NOTICE, HandoutKind.FLYER, HandoutKind.POSTER, HandoutKind.BOOKING)
NOT_OURS = "その番号の紙は見つかりませんでした。紙の番号を、もう一度確かめてください。"


@counting
@kept
def lesson(request: Request) -> str | Response:
    """The lesson of a sheet. Other spellings of its code lead to the one address."""
    typed = request.path_params["code"]
    try:
        code = short_code.read(typed)
        return RedirectResponse(f"/h/{code}", 303) if code != typed else _opened(code)
    except Refusal as no:
        return unknown(typed, str(no))


def _opened(code: str) -> str | Response:
    with reading() as db:
        handout = found(db, code)
        if handout.kind is HandoutKind.ROSTER:
            event = db.get_one(Event, handout.event_id)
            return RedirectResponse(f"/staff/check_in?event={event.public_id}", 303)
        if handout.kind in OF_A_CLASS:
            return RedirectResponse(_class_of(db, handout), 303)
        if handout.kind is HandoutKind.MONTH:
            town = handout.subject.split(":")[1]
            return RedirectResponse(f"/?{urlencode({'town': town})}" if town else "/", 303)
        if handout.kind is HandoutKind.SURVEY:
            return RedirectResponse(f"/h/{code}/survey", 303)
        if handout.kind is HandoutKind.FAQ:
            return faqs.sheet(db, handout)
        return _lesson(db, handout)


def _lesson(db: Db, handout: Handout) -> str:
    """The lesson as it is now, and what is different from the sheet in somebody's hands."""
    course = db.get_one(Course, handout.course_id)
    text = curriculum.of(course, lesson_texts.published(db, course=course))
    return draw(
        "lesson.html",
        handout=handout,
        lesson=text,
        faqs=[(one, answer_steps(one.answer)) for one in lesson_faqs.of_course(db, course=course)],
        outdated=outdated.lesson(db, handout=handout, edition=text.edition),
        notices=notices.after_lesson(db, course=course),
        towns=places.districts(db),
    )


def _class_of(db: Db, handout: Handout) -> str:
    """The page of the class a sheet invites to; of a series, the next date that is to come."""
    event = db.get_one(Event, handout.event_id)
    if ":series:" in handout.subject and (coming := notices.of_series(db, event=event)):
        event = coming[0].event
    return f"/events/{event.public_id}"


def found(db: Db, code: str) -> Handout:
    """The sheet of that code, however the code was typed."""
    handout = printing.handout(db, code=short_code.read(code))
    if handout is None:
        raise Refusal(NOT_OURS)
    return handout


def unknown(typed: str, problem: str) -> Response:
    """What was wrong with the code, and the box to type it again."""
    return page(
        "code.html", status=404 if typed else 200, typed=masking.shown(typed[:20]), problem=problem
    )


@kept
def typed(request: Request) -> Response:
    """The box on the first page: /h?code=a7k3."""
    code = request.query_params.get("code", "").strip()
    if not code:
        return unknown("", "")
    try:
        return RedirectResponse(f"/h/{short_code.read(code)}", 303)
    except Refusal as no:
        return unknown(code, str(no))
