"""よくある質問 on lesson sheets: which ones a lesson carries, and which sheets that outdates."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import Course, Faq, FaqEdition, FaqStatus, Handout, HandoutKind, LessonFaq, Staff
from refusal import Refusal
from services import lesson_texts
from services.permissions import Permission, require

MOST = 3  # answers that find room below a lesson; more would not be read either


class Attached(NamedTuple):
    """A Faq that the next printing of a lesson carries, in its public words."""

    code: str
    question: str
    answer: str
    version: int
    since: date  # its edition, or the day it was attached, whichever is later


def of_course(db: Session, *, course: Course) -> list[Attached]:
    """What the lesson of this course carries now, in order; only what is public."""
    query = (
        select(Faq, FaqEdition, LessonFaq)
        .join(LessonFaq, LessonFaq.faq_id == col(Faq.id))
        .join(
            FaqEdition,
            (FaqEdition.faq_id == col(Faq.id)) & (FaqEdition.version == col(Faq.version)),
        )
        .where(LessonFaq.course_id == course.id, Faq.status == FaqStatus.PUBLISHED)
        .order_by(LessonFaq.position, Faq.code)
    )
    return [_attached(*row) for row in db.exec(query)]


def _attached(faq: Faq, edition: FaqEdition, place: LessonFaq) -> Attached:
    published_on = clock.local(edition.published_at).date()
    return Attached(
        code=faq.code,
        question=edition.question,
        answer=edition.answer,
        version=edition.version,
        since=max(published_on, place.attached_on),
    )


def courses_of(db: Session, *, faq: Faq) -> list[Course]:
    """The lessons that carry this Faq."""
    query = select(Course).join(LessonFaq, LessonFaq.course_id == col(Course.id))
    return list(db.exec(query.where(LessonFaq.faq_id == faq.id).order_by(Course.code)))


def attach(db: Session, *, faq: Faq, course: Course, by: Staff) -> None:
    """The next printing of the lesson carries it, as the last one."""
    require(by, Permission.FAQ_PUBLISH)
    if faq.status is not FaqStatus.PUBLISHED:
        raise Refusal("てびきにのせられるのは、公開中のものだけです。先に公開してください。")
    places = _places(db, course)
    if any(place.faq_id == faq.id for place in places):
        return
    if len(places) >= MOST:
        codes = "、".join(one.code for one in of_course(db, course=course))
        raise Refusal(
            f"1つのてびきには{MOST}つまでです。いまは{codes}がのっています。"
            "どれかを外してから、のせてください。"
        )
    last = places[-1].position if places else 0
    db.add(LessonFaq(course_id=course.id, faq_id=faq.id, position=last + 1))
    db.flush()
    refresh_course(db, course=course)


def detach(db: Session, *, faq: Faq, course: Course, by: Staff) -> None:
    """The next printing no longer carries it."""
    require(by, Permission.FAQ_PUBLISH)
    place = db.get(LessonFaq, (course.id, faq.id))
    if place:
        db.delete(place)
        db.flush()
        refresh_course(db, course=course)


def raise_up(db: Session, *, faq: Faq, course: Course, by: Staff) -> None:
    """One place further up on the sheet."""
    require(by, Permission.FAQ_PUBLISH)
    places = _places(db, course)
    at = next((at for at, place in enumerate(places) if place.faq_id == faq.id), 0)
    if at:
        places.insert(at - 1, places.pop(at))
        for position, place in enumerate(places, start=1):
            place.position = position
        db.flush()
        refresh_course(db, course=course)


def replace(db: Session, *, faq: Faq, successor: Faq | None) -> None:
    """A retired one leaves its lessons; what follows it takes its place."""
    for course in courses_of(db, faq=faq):
        place = db.get_one(LessonFaq, (course.id, faq.id))
        position = place.position
        db.delete(place)
        if successor and db.get(LessonFaq, (course.id, successor.id)) is None:
            db.add(LessonFaq(course_id=course.id, faq_id=successor.id, position=position))
        db.flush()
        refresh_course(db, course=course)


def refresh(db: Session, *, faq: Faq) -> None:
    """A new edition, or none any more: the sheets printed before are out of date from today,
    those of the Faq itself and those of every lesson that carries it."""
    now = mark(faq.code, faq.version) if faq.status is FaqStatus.PUBLISHED else ""
    for sheet in db.exec(select(Handout).where(Handout.faq_id == faq.id)):
        _settle(sheet, same=sheet.contents == now)
    for course in courses_of(db, faq=faq):
        refresh_course(db, course=course)


def refresh_course(db: Session, *, course: Course) -> None:
    """Say of every printed sheet of the lesson whether it still says what is said now."""
    now = carried(of_course(db, course=course))
    query = select(Handout).where(
        Handout.kind == HandoutKind.LESSON, Handout.course_id == course.id
    )
    for sheet in db.exec(query):
        text, *then = sheet.contents.split(" ")
        same = then == now and lesson_texts.is_said_now(db, course=course, mark=text)
        _settle(sheet, same=same)
    db.flush()


def _settle(sheet: Handout, *, same: bool) -> None:
    """What says the same again is no longer out of date."""
    sheet.outdated_on = None if same else sheet.outdated_on or clock.today()


def mark(code: str, version: int) -> str:
    """An edition as it is written down with a sheet: Q0012.2"""
    return f"{code}.{version}"


def carried(attached: list[Attached]) -> list[str]:
    """The marks of what a lesson carries, in order."""
    return [mark(one.code, one.version) for one in attached]


def _places(db: Session, course: Course) -> list[LessonFaq]:
    query = select(LessonFaq).where(LessonFaq.course_id == course.id)
    return list(db.exec(query.order_by(LessonFaq.position, LessonFaq.faq_id)))
