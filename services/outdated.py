"""Sheets that no longer say what is said now: since when, and why."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import Course, Faq, FaqStatus, Handout, HandoutKind, Staff
from services import lesson_faqs, lesson_texts
from services.permissions import Permission, require

MOST = 3  # sheets told of: older ones are hardly in anybody's drawer


class Outdated(NamedTuple):
    """Since when a printed sheet is out of date, and why, in whole sentences."""

    since: date
    reasons: tuple[str, ...]


def lesson(db: Session, *, handout: Handout, edition: date) -> Outdated | None:
    """What is different about a lesson sheet by now; None while it is current.

    edition: of the lesson's text as it is today.
    """
    course = db.get_one(Course, handout.course_id)
    now = lesson_faqs.carried(lesson_faqs.of_course(db, course=course))
    printed, *then = handout.contents.split(" ")
    reasons = _reasons(then, now)
    if printed != lesson_texts.mark(db, course=course, edition=edition):
        reasons.insert(0, "てびきの文章が新しくなりました。")
    if not reasons:
        return None
    return Outdated(handout.outdated_on or edition, tuple(reasons))


def _reasons(then: list[str], now: list[str]) -> list[str]:
    """What happened to the Faqs on a sheet, from marks such as Q0012.2."""
    before, after = (dict(one.split(".") for one in marks) for marks in (then, now))
    found = [
        f"よくある質問{code}が変わりました。"
        for code in before.keys() & after.keys()
        if before[code] != after[code]
    ]
    found += [f"よくある質問{code}が加わりました。" for code in after.keys() - before.keys()]
    found += [f"よくある質問{code}がなくなりました。" for code in before.keys() - after.keys()]
    if not found and then != now:
        return ["よくある質問の順番が変わりました。"]
    return sorted(found)


def lessons_before(
    db: Session, *, course: Course, edition: date, by: Staff
) -> list[tuple[Handout, Outdated]]:
    """The sheets of this lesson that may still lie somewhere and are out of date, newest first."""
    require(by, Permission.SHEET_PRINT)
    query = (
        select(Handout)
        .where(Handout.kind == HandoutKind.LESSON, Handout.course_id == course.id)
        .order_by(col(Handout.id).desc())
    )
    found = [(one, lesson(db, handout=one, edition=edition)) for one in db.exec(query)]
    return [(one, why) for one, why in found if why][:MOST]


def faq(db: Session, *, handout: Handout) -> Outdated | None:
    """The same of the sheet of one Faq."""
    row = db.get_one(Faq, handout.faq_id)
    if row.status is not FaqStatus.PUBLISHED:
        what = f"よくある質問{row.code}は、もう使っていません。"
    elif handout.contents != lesson_faqs.mark(row.code, row.version):
        what = f"よくある質問{row.code}が変わりました。"
    else:
        return None
    return Outdated(handout.outdated_on or handout.edition, (what,))
