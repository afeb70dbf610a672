"""印刷: the 資料番号 a sheet is found by, and the facts that stand on it."""

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from models import Course, Event, Handout, HandoutKind, Staff, audit
from refusal import Refusal
from services import shifts
from services.permissions import Permission, require

TRIES = 5  # a fresh code meets an old one about once in 400,000


def handout(db: Session, *, code: str) -> Handout | None:
    """The sheet with this 資料番号, as `short_code.read` returns it."""
    return db.exec(select(Handout).where(Handout.code == code)).first()


def numbered(db: Session, *, course: Course, edition: date, by: Staff) -> Handout | None:
    """The row of this edition of a course's lesson sheet, if it was printed before."""
    require(by, Permission.SHEET_PRINT)
    return db.exec(_edition(_lesson_of(course), edition)).first()


def lesson_sheet(db: Session, *, course: Course, edition: date, by: Staff) -> Handout:
    """The row of this edition of a course's lesson sheet; made when it is printed first."""
    require(by, Permission.SHEET_PRINT)
    return _once(
        db,
        kind=HandoutKind.LESSON,
        subject=_lesson_of(course),
        edition=edition,
        course_id=course.id,
    )


def roster(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of a class's roster, for volunteers of their own classes only.

    Each printing is written down: a sheet of names leaves the office (個人情報保護法 66条).
    """
    require(by, Permission.SHEET_PRINT)
    shifts.check_own(db, event=event, staff=by)
    row = _once(
        db,
        kind=HandoutKind.ROSTER,
        subject=f"roster:{event.public_id}",
        edition=event.local_date,
        event_id=event.id,
    )
    audit.looked_at(db, row)
    return row


def notice(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of the sheet that tells on the hall's door what became of a class."""
    require(by, Permission.SHEET_PRINT)
    if not event.notice:
        raise Refusal("この教室には、変更も中止もありません。お知らせの紙は要りません。")
    return _once(
        db,
        kind=HandoutKind.NOTICE,
        subject=f"notice:{event.public_id}",
        edition=event.notice_on,
        event_id=event.id,
    )


def survey(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of a class's survey sheet; its 資料番号 leads to the same questions."""
    require(by, Permission.SHEET_PRINT)
    shifts.check_own(db, event=event, staff=by)
    return _once(
        db,
        kind=HandoutKind.SURVEY,
        subject=f"survey:{event.public_id}",
        edition=event.local_date,
        event_id=event.id,
    )


def _once(db: Session, *, subject: str, edition: date, **columns: object) -> Handout:
    """The row of this edition, or a new one; two who print at once get the same."""
    query = _edition(subject, edition)
    for _ in range(TRIES):
        if row := db.exec(query).first():
            return row
        try:
            with db.begin_nested():
                row = Handout(subject=subject, edition=edition, **columns)
                db.add(row)
            return row
        except IntegrityError:
            continue
    raise RuntimeError(f"no free code for {subject}")


def _lesson_of(course: Course) -> str:
    return f"lesson:{course.code}"


def _edition(subject: str, edition: date):
    return select(Handout).where(Handout.subject == subject, Handout.edition == edition)
