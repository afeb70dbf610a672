"""印刷: the 資料番号 a sheet is found by, and the facts that stand on it."""

import hashlib
from collections.abc import Sequence
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

import clock
from models import Course, Event, Faq, FaqEdition, FaqStatus, Handout, HandoutKind, Staff, audit
from refusal import Refusal
from services import lesson_faqs, lesson_texts, shifts
from services.notices import ANNOUNCED
from services.permissions import Permission, require

TRIES = 5  # a fresh code meets an old one about once in 400,000


def handout(db: Session, *, code: str) -> Handout | None:
    """The sheet with this 資料番号, as `short_code.read` returns it."""
    return db.exec(select(Handout).where(Handout.code == code)).first()


def newest_lesson(db: Session, *, course: Course) -> Handout | None:
    """The course's lesson sheet as it was printed last; its page needs no paper."""
    printed = select(Handout).where(
        Handout.kind == HandoutKind.LESSON, Handout.course_id == course.id
    )
    newest = printed.order_by(col(Handout.edition).desc(), col(Handout.id).desc())
    return db.exec(newest).first()


def numbered(db: Session, *, course: Course, edition: date, by: Staff) -> Handout | None:
    """The row of a course's lesson sheet as it would be printed now, if it was printed before."""
    require(by, Permission.SHEET_PRINT)
    return db.exec(_edition(**_lesson(db, course, edition))).first()


def lesson_sheet(db: Session, *, course: Course, edition: date, by: Staff) -> Handout:
    """The row of a course's lesson sheet; made when it is printed first.

    edition: of the lesson's text. Together with the attached Faqs it makes the edition of the
    sheet, so that another answer is another sheet with another 資料番号.
    """
    require(by, Permission.SHEET_PRINT)
    return _once(db, kind=HandoutKind.LESSON, course_id=course.id, **_lesson(db, course, edition))


def _lesson(db: Session, course: Course, edition: date) -> dict:
    attached = lesson_faqs.of_course(db, course=course)
    text = lesson_texts.mark(db, course=course, edition=edition)
    return {
        "subject": f"lesson:{course.code}",
        "edition": max([edition, *(one.since for one in attached)]),
        "contents": " ".join([text, *lesson_faqs.carried(attached)]),
    }


def faq_sheet(db: Session, *, faq: Faq, by: Staff) -> Handout:
    """The row of the sheet of one published Faq, in its public edition."""
    require(by, Permission.SHEET_PRINT)
    edition = db.get(FaqEdition, (faq.id, faq.version))
    if faq.status is not FaqStatus.PUBLISHED or edition is None:
        raise Refusal("まだ公開していないので、印刷できません。先に公開してください。")
    return _once(
        db,
        kind=HandoutKind.FAQ,
        subject=f"faq:{faq.code}",
        edition=clock.local(edition.published_at).date(),
        contents=lesson_faqs.mark(faq.code, faq.version),
        faq_id=faq.id,
    )


def roster(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of a class's roster, for volunteers of their own classes only.

    Each printing is written down: a sheet of names leaves the office (個人情報保護法 66条).
    """
    require(by, Permission.SHEET_PRINT)
    shifts.check_own(db, event=event, staff=by)
    return _of_people(db, event, HandoutKind.ROSTER, "roster")


def booking_slip(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of the slips of those who booked a class; it leads to the class's public page.

    Each printing is written down, as with the roster.
    """
    require(by, Permission.SHEET_PRINT)
    shifts.check_own(db, event=event, staff=by)
    return _of_people(db, event, HandoutKind.BOOKING, "booking")


def _of_people(db: Session, event: Event, kind: HandoutKind, what: str) -> Handout:
    subject, day = f"{what}:{event.public_id}", event.local_date
    row = _once(db, kind=kind, subject=subject, edition=day, event_id=event.id)
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


def flyer(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of the flyer of one class; a change that is told makes it another edition."""
    require(by, Permission.SHEET_PRINT)
    return _announced(db, HandoutKind.FLYER, "flyer", event)


def poster(db: Session, *, event: Event, by: Staff) -> Handout:
    """The row of the poster of one class."""
    require(by, Permission.SHEET_PRINT)
    return _announced(db, HandoutKind.POSTER, "poster", event)


def series_flyer(db: Session, *, dates: Sequence[Event], by: Staff) -> Handout:
    """The row of the flyer of a series with these dates; it leads to the first one to come."""
    require(by, Permission.SHEET_PRINT)
    return _announced(db, HandoutKind.FLYER, "flyer:series", *dates)


def series_poster(db: Session, *, dates: Sequence[Event], by: Staff) -> Handout:
    """The row of the poster of a series with these dates."""
    require(by, Permission.SHEET_PRINT)
    return _announced(db, HandoutKind.POSTER, "poster:series", *dates)


def _announced(db: Session, kind: HandoutKind, subject: str, *dates: Event) -> Handout:
    """One row as long as the same dates are held as they were announced."""
    on = [event for event in dates if event.status in ANNOUNCED]
    if not on:
        raise Refusal("公開している日がないので、印刷できません。先に公開してください。")
    of_series = subject.endswith(":series") and on[0].series_id
    return _once(
        db,
        kind=kind,
        subject=f"{subject}:{of_series or on[0].public_id}",
        edition=max(_said_on(event) for event in on),
        contents=announced(on),
        event_id=on[0].id,
    )


def month(db: Session, *, town: str, first: date, classes: Sequence[Event], by: Staff) -> Handout:
    """The row of a town's schedule of the month that begins on `first`, as it stands now.

    town: the code of a district; "" for all of them.
    """
    require(by, Permission.SHEET_PRINT)
    said = [f"{event.public_id}.{event.notice}.{event.status}" for event in classes]
    return _once(
        db,
        kind=HandoutKind.MONTH,
        subject=f"month:{town}:{first:%Y-%m}",
        edition=clock.today(),
        contents=_short(said),
    )


def announced(dates: Sequence[Event]) -> str:
    """What an invitation to these dates is made of; a change that is told makes it another one."""
    return _short([f"{event.public_id}.{event.notice}" for event in dates])


def _said_on(event: Event) -> date:
    return event.notice_on or clock.local(event.created_at).date()


def _short(said: Sequence[str]) -> str:
    """The same things give the same word; a changed one another."""
    return hashlib.sha256(" ".join(said).encode()).hexdigest()[:24]


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


def blank(db: Session, *, by: Staff) -> None:
    """Whether somebody may print forms that carry no name and no 資料番号."""
    require(by, Permission.SHEET_PRINT)


def _once(db: Session, *, subject: str, edition: date, contents: str = "", **columns) -> Handout:
    """The row of this edition, or a new one; two who print at once get the same."""
    key = {"subject": subject, "edition": edition, "contents": contents}
    for _ in range(TRIES):
        if row := db.exec(_edition(**key)).first():
            return row
        try:
            with db.begin_nested():
                row = Handout(**key, **columns)
                db.add(row)
            return row
        except IntegrityError:
            continue
    raise RuntimeError(f"no free code for {subject}")


def _edition(*, subject: str, edition: date, contents: str):
    return select(Handout).where(
        Handout.subject == subject, Handout.edition == edition, Handout.contents == contents
    )
