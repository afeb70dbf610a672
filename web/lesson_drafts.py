"""The draft of a lesson as a PDF, before anybody else sees it."""

from dataclasses import replace

from sqlmodel import select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from handouts import curriculum, lesson_sheet
from models import Course, Handout, HandoutKind
from services import lesson_writing
from web import sheets
from web.pdf import shown
from web.sign_in import staff_of

NO_CODE = "AAAAA"  # a draft has no 資料番号 yet


def draft(request: Request) -> Response:
    """What one is writing now; no 資料番号 is given to it."""
    wanted = select(Course).where(Course.code == request.path_params["code"])
    with reading() as db:
        staff, course = staff_of(db, request), db.exec(wanted).first()
        copy = lesson_writing.opened(db, course=course, by=staff) if course else None
        if copy is None:
            raise HTTPException(404)
        text = curriculum.of(course, copy)
    text = replace(text, course=f"下書き　{text.course}")
    blank = Handout(code=NO_CODE, kind=HandoutKind.LESSON, subject="draft", edition=text.edition)
    return shown(lesson_sheet.draw(sheets.lesson(text, blank, (), ())), text.course)
