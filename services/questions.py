"""質問: residents ask without signing in, staff note what they hear; nobody is left waiting."""

from datetime import date

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

import clock
from models import (
    Course,
    Device,
    District,
    Event,
    Handout,
    Municipality,
    Person,
    Question,
    QuestionCategory,
    QuestionChannel,
    QuestionStatus,
    Role,
    Staff,
    StaffDistrict,
    Venue,
    audit,
)
from refusal import Refusal
from services import office_days, once, question_form, shifts, staying
from services.permissions import Permission, require
from services.question_form import Typed

ANSWER_WITHIN = 3  # office days; money and fraud: the same day
UNFINISHED = (QuestionStatus.OPEN, QuestionStatus.WORKING, QuestionStatus.ON_HOLD)
UNKNOWN = "その質問は見つかりません。一覧から選び直してください。"


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
    channel: QuestionChannel = QuestionChannel.WEB,
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
        channel=QuestionChannel.HANDOUT if handout else channel,
        device=device,
        district_id=_district_of(db, event),
        **_lesson(handout, event, None),
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
    handout: Handout | None = None,
    course: Course | None = None,
    person: Person | None = None,
    district: District | None = None,
    asker: str = "",
    asker_phone: str = "",
    consent: bool = False,
) -> Question:
    """Note a question heard in the hall or on the telephone; whoever notes it owns it.

    person: who asked, when known; their name and telephone number are copied with consent only.
    course: what it is about, when it is not the sheet's or the class's.
    """
    require(by, Permission.QUESTION_ANSWER)
    person = person and staying.now(db, person=person)
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
        person_id=person.id if person else None,
        district_id=district.id if district else _home_of(person) or _district_of(db, event),
        **_lesson(handout, event, course),
    )


def _lesson(handout: Handout | None, event: Event | None, course: Course | None) -> dict:
    """Where it came from, and the lesson it is about: as said, the sheet's, or the class's."""
    of = course.id if course else None
    return {
        "handout_id": handout.id if handout else None,
        "event_id": event.id if event else None,
        "course_id": of or next((one.course_id for one in (handout, event) if one), None),
    }


def _home_of(person: Person | None) -> int | None:
    return person.district_id if person else None


def due(db: Session, *, is_urgent: bool) -> date:
    """Until when something asked now is answered (docs/decisions/0013-work-on-a-question.md).

    Urgent: on the office day it counts from, which is the next one after closing time and on
    closed days; until then the advice of its category is what helps.
    """
    today = counted_today(db)
    return today if is_urgent else office_days.add(today, ANSWER_WITHIN)


def counted_today(db: Session) -> date:
    """The office day on which what happens now counts."""
    city = db.get_one(Municipality, 1)
    return office_days.counted_from(clock.now(), closes=city.closes)


def _district_of(db: Session, event: Event | None) -> int | None:
    return db.get_one(Venue, event.venue_id).district_id if event else None


def _once(db: Session, idem_key: str, typed: Typed, **columns: object) -> Question:
    category = typed.category
    question = Question(
        idem_key=idem_key,
        category_id=category.id,
        is_urgent=category.is_urgent,
        due_on=due(db, is_urgent=category.is_urgent),
        body=typed.body,
        asker=typed.asker,
        asker_phone=typed.asker_phone,
        wants_call=bool(typed.asker_phone),
        **columns,
    )
    return once.stored(db, row=question, find=lambda: asked(db, idem_key=idem_key))[0]


def visible_to(staff: Staff) -> ColumnElement[bool]:
    """A volunteer sees what belongs to no district, the own districts, events and tickets."""
    if staff.role is not Role.VOLUNTEER:
        return true()
    districts = select(StaffDistrict.district_id).where(StaffDistrict.staff_id == staff.id)
    events = select(Event.id).where(shifts.own(staff))
    return (
        col(Question.district_id).is_(None)
        | col(Question.district_id).in_(districts)
        | col(Question.event_id).in_(events)
        | (Question.owner_id == staff.id)
    )


def find(db: Session, *, number: str, by: Staff) -> Question:
    """The question with the number of an address; another district's is not found either."""
    require(by, Permission.QUESTION_VIEW)
    known = number.isascii() and number.isdecimal() and len(number) < 10
    wanted = select(Question).where(Question.id == int(number if known else 0), visible_to(by))
    question = db.exec(wanted).first()
    if question is None:
        raise Refusal(UNKNOWN)
    return question


def look(db: Session, *, question: Question, by: Staff) -> None:
    """Write down that somebody's name or telephone number was opened (個人情報保護法 66条)."""
    require(by, Permission.QUESTION_VIEW)
    check_visible(db, question=question, staff=by)
    if question.asker or question.asker_phone:
        audit.looked_at(db, question)


def check_visible(db: Session, *, question: Question, staff: Staff) -> None:
    """Another district's is not found, whoever guesses its number."""
    seen = select(Question.id).where(Question.id == question.id, visible_to(staff))
    if not db.exec(seen).first():
        raise Refusal(UNKNOWN)
