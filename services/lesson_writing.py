"""てびきの文章 in the city's own words: a draft, its publication, and the way back to ours."""

import json
import re
from collections.abc import Collection
from typing import Any

from sqlmodel import Session, col, func, select

import clock
from models import CopyStatus, Course, LessonCopy, Staff, guard
from refusal import Refusal
from services import lesson_faqs, lesson_texts, search_index
from services.permissions import Permission, require
from wording import Lesson, built, faults

PLACES = {"steps": "手順", "words": "ことば", "trouble": "うまくいかないとき"}
FIELDS = {
    "title": "題名",
    "goal": "できるようになること",
    "do": "すること",
    "tell": "説明",
    "picture": "絵",
    "android": "Androidでは",
    "iphone": "iPhoneでは",
    "word": "ことば",
    "meaning": "意味",
    "when": "こまること",
    "then": "どうするか",
}
CHANGED = (
    "ほかの担当者が先に直しました。新しい文章と見くらべてから、もう一度押してください。"
    "書いた文章は残っています。"
)
NOTHING_NEW = "まだ何も直していません。直してから押してください。"
_PLACE = re.compile(r"(steps|words|trouble)\[(\d)\]\.(\w+) ?")
_PART = re.compile(r"\[\[(steps|words|trouble)\]\] は (\d)〜(\d) 個")


def opened(db: Session, *, course: Course, by: Staff) -> LessonCopy | None:
    """What one goes on writing: the draft, else the published copy; None as it is shipped."""
    require(by, Permission.MASTER_EDIT)
    return _draft(db, course) or lesson_texts.published(db, course=course)


def save(
    db: Session,
    *,
    course: Course,
    table: dict[str, Any],
    shipped: Lesson | None,
    pictures: Collection[str],
    seen: str,
    by: Staff,
) -> LessonCopy:
    """Keep a draft; sheets and pages do not change yet.

    table: title, goal, steps, words, trouble, as in a file. seen: of the copy the form was drawn
    from, "" for the shipped text. Refusal names each step and field that is not right.
    """
    require(by, Permission.MASTER_EDIT)
    _hold(db, course, seen)
    wrong = problems(table, course=course, pictures=pictures)
    if wrong:
        raise Refusal(" ".join(wrong))
    before = _draft(db, course) or lesson_texts.published(db, course=course)
    if _is_same(table, before, shipped, course):
        if before is None:
            raise Refusal(NOTHING_NEW)
        return before
    return _kept(db, course, json.dumps(table, ensure_ascii=False), shipped, by)


def _is_same(
    table: dict[str, Any], before: LessonCopy | None, shipped: Lesson | None, course: Course
) -> bool:
    """Whether it says what is stored, looked at beside the shipped text of today."""
    if before:
        return before.table == table and before.shipped_on == (shipped and shipped.edition)
    if shipped is None:
        return False
    head = {"code": course.code, "course": shipped.course, "edition": shipped.edition}
    return built(table | head) == shipped


def _kept(db: Session, course: Course, body: str, shipped: Lesson | None, by: Staff) -> LessonCopy:
    copy = _draft(db, course) or LessonCopy(
        course_id=course.id, version=_last(db, course) + 1, author_id=by.id, revision=0
    )
    copy.body, copy.author_id, copy.revision = body, by.id, copy.revision + 1
    copy.shipped_on = shipped.edition if shipped else None
    db.add(copy)
    db.flush()
    return copy


def publish(db: Session, *, course: Course, seen: str, by: Staff) -> LessonCopy:
    """The draft becomes what is printed and shown; sheets printed before are out of date."""
    require(by, Permission.MASTER_EDIT)
    _hold(db, course, seen)
    draft = _draft(db, course)
    if draft is None:
        raise Refusal(NOTHING_NEW)
    _retire(db, course)
    draft.status, draft.edition = CopyStatus.PUBLISHED, clock.today()
    draft.revision += 1
    db.flush()
    _tell(db, course, draft.lesson(code=course.code, course=course.title))
    return draft


def history(db: Session, *, course: Course, by: Staff) -> list[tuple[LessonCopy, Staff]]:
    """Every text of the city's own that was published, newest first, with who wrote it."""
    require(by, Permission.MASTER_EDIT)
    query = select(LessonCopy, Staff).join(Staff, LessonCopy.author_id == col(Staff.id))
    rows = query.where(LessonCopy.course_id == course.id, LessonCopy.status != CopyStatus.DRAFT)
    return list(db.exec(rows.order_by(col(LessonCopy.version).desc())))


def discard(db: Session, *, course: Course, seen: str, by: Staff) -> None:
    """The draft is thrown away; what is published stays."""
    require(by, Permission.MASTER_EDIT)
    _hold(db, course, seen)
    if draft := _draft(db, course):
        db.delete(draft)
        db.flush()


def give_back(db: Session, *, course: Course, shipped: Lesson | None, seen: str, by: Staff) -> None:
    """Back to the text as it is shipped; the city's own ones are kept, but no longer printed."""
    require(by, Permission.MASTER_EDIT)
    _hold(db, course, seen)
    if shipped is None:
        raise Refusal("この講座には、もとの文章がありません。いまの文章を直してください。")
    if draft := _draft(db, course):
        db.delete(draft)
    _retire(db, course)
    db.flush()
    _tell(db, course, shipped)


def problems(table: dict[str, Any], *, course: Course, pictures: Collection[str]) -> list[str]:
    """Everything that is not right about a text, each as a sentence that names step and field."""
    whole = table | {"code": course.code, "course": course.title, "edition": clock.today()}
    found = [_spoken(fault) for fault in faults(whole, pictures)]
    found += ["番号や暗証番号は書けません。消してください。"] * bool(
        guard.find(json.dumps(table, ensure_ascii=False))
    )
    return found


def _spoken(fault: str) -> str:
    fault = _PART.sub(lambda m: f"{PLACES[m[1]]}は{m[2]}〜{m[3]}個", fault)
    fault = _PLACE.sub(lambda m: f"{PLACES[m[1]]}{m[2]}の「{FIELDS.get(m[3], m[3])}」", fault)
    return re.sub(r"^(title|goal) ", lambda m: f"「{FIELDS[m[1]]}」", fault)


def _draft(db: Session, course: Course) -> LessonCopy | None:
    query = select(LessonCopy).where(LessonCopy.course_id == course.id)
    return db.exec(query.where(LessonCopy.status == CopyStatus.DRAFT)).first()


def _last(db: Session, course: Course) -> int:
    query = select(func.max(LessonCopy.version)).where(LessonCopy.course_id == course.id)
    return db.exec(query).one() or 0


def _hold(db: Session, course: Course, seen: str) -> None:
    """One writes at a time; refuse when the text is no longer what the form was drawn from."""
    db.refresh(course, with_for_update=True)
    copy = _draft(db, course) or lesson_texts.published(db, course=course)
    if (copy.seen if copy else "") != seen:
        raise Refusal(CHANGED)


def _retire(db: Session, course: Course) -> None:
    for copy in db.exec(
        select(LessonCopy).where(
            LessonCopy.course_id == course.id, col(LessonCopy.status) == CopyStatus.PUBLISHED
        )
    ):
        copy.status = CopyStatus.FORMER


def _tell(db: Session, course: Course, text: Lesson) -> None:
    """Sheets printed before know it, and the search finds the new words."""
    lesson_faqs.refresh_course(db, course=course)
    search_index.lesson(db, course=course, text=search_index.text_of(text))
