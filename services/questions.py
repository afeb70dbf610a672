"""質問: residents ask without signing in, staff note what they hear; nobody is left waiting."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

import clock
from models import (
    Answer,
    Device,
    District,
    Event,
    Handout,
    Person,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Role,
    Staff,
    StaffDistrict,
    Step,
    Venue,
    audit,
)
from refusal import Refusal
from services import office_days, once, question_form, shifts
from services.permissions import NotPermitted, Permission, require
from services.question_form import Typed

ANSWER_WITHIN = 3  # office days; money and fraud: the same day (product.md 4)
UNFINISHED = (QuestionStatus.OPEN, QuestionStatus.WORKING, QuestionStatus.ON_HOLD)
CHANGED = (
    "ほかの担当者が先に更新しました。"
    "新しい内容を確かめてから、もう一度押してください。書いた文章は残っています。"
)


class Ticket(NamedTuple):
    """A question as it stands in the list of the support desk."""

    question: Question
    category: QuestionCategory
    owner: Staff | None
    district: District | None


def categories(db: Session) -> list[QuestionCategory]:
    """The categories in use, what must not wait first."""
    return list(
        db.exec(
            select(QuestionCategory)
            .where(col(QuestionCategory.is_active))
            .order_by(QuestionCategory.position)
        )
    )


def ask(
    db: Session,
    *,
    category_code: str,
    body: str,
    device: Device,
    idem_key: str,
    handout: Handout | None = None,
    event: Event | None = None,
    asker: str = "",
    asker_phone: str = "",
    consent: bool = False,
) -> Question:
    """A resident's question, from the page or the QR of a sheet. The same key is stored once.

    asker, asker_phone: kept only with consent to a call-back (個人情報保護法 61, 62条).
    Raises question_form.Incomplete, which names every field to be corrected.
    """
    typed = question_form.checked(
        db,
        category_code=category_code,
        body=body,
        asker=asker,
        asker_phone=asker_phone,
        consent=consent,
    )
    return _once(
        db,
        idem_key,
        typed,
        channel=QuestionChannel.HANDOUT if handout else QuestionChannel.WEB,
        device=device,
        handout_id=handout.id if handout else None,
        event_id=event.id if event else None,
        district_id=_district_of(db, event),
    )


def asked(db: Session, *, idem_key: str) -> Question | None:
    """What became of the form with this key; only the asker's own browser knows it."""
    return db.exec(select(Question).where(Question.idem_key == idem_key)).first()


def record(
    db: Session,
    *,
    category_code: str,
    body: str,
    idem_key: str,
    by: Staff,
    channel: QuestionChannel = QuestionChannel.HALL,
    device: Device = Device.UNKNOWN,
    event: Event | None = None,
    person: Person | None = None,
    district: District | None = None,
    asker: str = "",
    asker_phone: str = "",
    consent: bool = False,
) -> Question:
    """Note a question heard in the hall or on the telephone; whoever notes it owns it.

    person: who asked, when known; their name and telephone number are copied with consent only.
    """
    require(by, Permission.QUESTION_ANSWER)
    if person and consent:
        asker, asker_phone = asker or person.name, asker_phone or person.phone
    typed = question_form.checked(
        db,
        category_code=category_code,
        body=body,
        asker=asker,
        asker_phone=asker_phone,
        consent=consent,
    )
    return _once(
        db,
        idem_key,
        typed,
        channel=channel,
        device=device,
        owner_id=by.id,
        event_id=event.id if event else None,
        person_id=person.id if person else None,
        district_id=district.id if district else _home_of(person) or _district_of(db, event),
    )


def _home_of(person: Person | None) -> int | None:
    return person.district_id if person else None


def _due(is_urgent: bool) -> date:
    return clock.today() if is_urgent else office_days.add(clock.today(), ANSWER_WITHIN)


def _district_of(db: Session, event: Event | None) -> int | None:
    return db.get_one(Venue, event.venue_id).district_id if event else None


def _once(db: Session, idem_key: str, typed: Typed, **columns: object) -> Question:
    category = typed.category
    question = Question(
        idem_key=idem_key,
        category_id=category.id,
        is_urgent=category.is_urgent,
        due_on=_due(category.is_urgent),
        body=typed.body,
        asker=typed.asker,
        asker_phone=typed.asker_phone,
        **columns,
    )
    return once.stored(db, row=question, find=lambda: asked(db, idem_key=idem_key))[0]


def inbox(
    db: Session,
    *,
    by: Staff,
    statuses: tuple[QuestionStatus, ...] = UNFINISHED,
    mine: bool = False,
    category_code: str = "",
    limit: int = 200,
) -> list[Ticket]:
    """The questions this person may see: what must not wait first, then by due date."""
    require(by, Permission.QUESTION_VIEW)
    query = (
        select(Question, QuestionCategory, Staff, District)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .outerjoin(Staff, Question.owner_id == col(Staff.id))
        .outerjoin(District, Question.district_id == col(District.id))
        .where(col(Question.status).in_(statuses), _visible_to(by))
        .order_by(col(Question.is_urgent).desc(), Question.due_on, Question.id)
        .limit(limit)
    )
    if mine:
        query = query.where(Question.owner_id == by.id)
    if category_code:
        query = query.where(QuestionCategory.code == category_code)
    return [Ticket(*row) for row in db.exec(query)]


def _visible_to(by: Staff) -> ColumnElement[bool]:
    """A volunteer sees what belongs to no district, the own districts, events and tickets."""
    if by.role is not Role.VOLUNTEER:
        return true()
    districts = select(StaffDistrict.district_id).where(StaffDistrict.staff_id == by.id)
    events = select(Event.id).where(shifts.own(by))
    return (
        col(Question.district_id).is_(None)
        | col(Question.district_id).in_(districts)
        | col(Question.event_id).in_(events)
        | (Question.owner_id == by.id)
    )


def find(db: Session, *, number: str, by: Staff) -> Question:
    """The question with the number of an address; another district's is not found either."""
    require(by, Permission.QUESTION_VIEW)
    known = number.isascii() and number.isdecimal() and len(number) < 10
    wanted = select(Question).where(Question.id == int(number if known else 0), _visible_to(by))
    question = db.exec(wanted).first()
    if question is None:
        raise Refusal("その質問は見つかりません。一覧から選び直してください。")
    return question


def look(db: Session, *, question: Question, by: Staff) -> None:
    """Write down that somebody's name or telephone number was opened (個人情報保護法 66条)."""
    require(by, Permission.QUESTION_VIEW)
    _allow(db, question, by)
    if question.asker or question.asker_phone:
        audit.looked_at(db, question)


def read(db: Session, *, question: Question, by: Staff) -> list[Answer]:
    """All that was answered and noted, oldest first."""
    require(by, Permission.QUESTION_VIEW)
    _allow(db, question, by)
    return list(
        db.exec(select(Answer).where(Answer.question_id == question.id).order_by(Answer.id))
    )


def take(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """I look after this one."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.owner_id = by.id
    question.status = QuestionStatus.WORKING
    db.flush()


def answer(db: Session, *, question: Question, body: str, seen_version: int, by: Staff) -> Answer:
    """What was said to the asker; with it the question is answered."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.owner_id = question.owner_id or by.id
    question.status = QuestionStatus.ANSWERED
    return _write(db, question, body, by, Step.ANSWER)


def note(db: Session, *, question: Question, body: str, seen_version: int, by: Staff) -> Answer:
    """A word for colleagues; the asker never sees it."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    return _write(db, question, body, by, Step.NOTE)


def reopen(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """It was not the end: back into the list, with a new due date."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    if question.status in UNFINISHED:
        raise Refusal("この質問は、まだ終わっていません。")
    question.status = QuestionStatus.WORKING if question.owner_id else QuestionStatus.OPEN
    question.due_on = _due(question.is_urgent)
    db.flush()


def close(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """Nothing more to do."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.status = QuestionStatus.CLOSED
    db.flush()


def _hold(db: Session, question: Question, seen_version: int, by: Staff) -> None:
    """Lock the row as it is now; refuse when it is no longer what the form was drawn from."""
    db.refresh(question, with_for_update=True)
    _allow(db, question, by)
    if question.version != seen_version:
        raise Refusal(CHANGED)
    question.version += 1


def _allow(db: Session, question: Question, by: Staff) -> None:
    if not db.exec(select(Question.id).where(Question.id == question.id, _visible_to(by))).first():
        raise NotPermitted("この質問は、ほかの地区の担当者が受け持っています。")


def _write(db: Session, question: Question, body: str, by: Staff, step: Step) -> Answer:
    if not body.strip():
        raise Refusal("文章を書いてから押してください。")
    row = Answer(question_id=question.id, staff_id=by.id, body=body.strip(), step=step)
    db.add(row)
    db.flush()
    return row
