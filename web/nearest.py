"""The step before a question is sent: the nearest answers, without a script and without a draft.

Nothing is stored here but a count. What was typed travels in the form, from page to page.
"""

from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from database import Db, reading, writing
from models import Course, Device, Handout
from services import faq_helps, printing, question_form, search
from services.search import Hit
from web import limits
from web.rendering import page
from wording import AnswerStep, answer_steps


class Found(NamedTuple):
    """Answers with their lines, and the courses that teach it with their newest printed sheets."""

    answers: list[tuple[Hit, list[AnswerStep]]]
    lessons: list[tuple[Course, Handout | None]]


def found(typed: dict[str, str], *, device: Device, course_id: int | None) -> Found | None:
    """What may spare the question. None when nothing fits, and when it must not wait.

    Raises question_form.Incomplete as the sending would, so that no number is looked for.
    """
    texts = {name: typed[name] for name in ("body", "asker", "asker_phone")}
    with reading() as db:
        checked = question_form.checked(
            db, category_code=typed["category"], consent=bool(typed["consent"]), **texts
        )
        if checked.category.is_urgent:
            return None
        hits = search.nearest(db, text=checked.body, device=device, course_id=course_id)
        if not hits:
            return None
        courses = _courses(db, hits, checked.body)
        sheets = [(one, printing.newest_lesson(db, course=one)) for one in courses]
    return Found([(hit, answer_steps(hit.answer)) for hit in hits], sheets)


def _courses(db: Db, hits: list[Hit], body: str) -> list[Course]:
    """The lesson of the best answer, else the one whose own text is nearest."""
    if best := hits[0].course_id:
        return [db.get_one(Course, best)]
    return [one.course for one in search.lessons(db, text=body)]


def solved(request: Request, code: str) -> Response:
    """The answer was enough: count it, keep nothing of what was asked."""
    if limits.allows(limits.FORM, "solved", limits.address(request)):
        with writing() as db:
            faq_helps.count(db, code=code)
    return RedirectResponse("/ask/solved", 303)


def glad(_request: Request) -> Response:
    """Nothing was sent, and nothing has to be."""
    return page("solved.html")
