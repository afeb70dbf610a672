"""Whose wording of a lesson counts: the city's published copy, or the text as it is shipped."""

from datetime import date

from sqlmodel import Session, col, select

from models import CopyStatus, Course, LessonCopy
from wording import Lesson


def published(db: Session, *, course: Course | None) -> LessonCopy | None:
    """The city's own text of this course, if it has one; for handouts.curriculum.of."""
    if course is None:
        return None
    query = select(LessonCopy).where(LessonCopy.course_id == course.id)
    newest = query.order_by(col(LessonCopy.version).desc())
    return db.exec(newest.where(LessonCopy.status == CopyStatus.PUBLISHED)).first()


def all_published(db: Session) -> dict[str, Lesson]:
    """Every text of the city's own, by the code of its course."""
    query = select(Course, LessonCopy).join(LessonCopy, LessonCopy.course_id == col(Course.id))
    rows = db.exec(query.where(LessonCopy.status == CopyStatus.PUBLISHED))
    return {one.code: copy.lesson(code=one.code, course=one.title) for one, copy in rows}


def mark(db: Session, *, course: Course, edition: date) -> str:
    """What a sheet with the text of that edition remembers: 2026-11-01, or 2026-11-26.2 when it is
    the city's second own text."""
    copy = published(db, course=course)
    return copy.mark if copy and copy.edition == edition else edition.isoformat()


def is_said_now(db: Session, *, course: Course, mark: str) -> bool:
    """Whether a sheet with this mark carries the words of today. Of shipped texts only the door
    knows the edition: those are all taken for current here."""
    copy = published(db, course=course)
    return mark == copy.mark if copy else "." not in mark
