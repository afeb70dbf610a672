"""消去: somebody asks to be forgotten. The visits stay, of nobody: what was counted stays so."""

from sqlalchemy import Select
from sqlmodel import Session, SQLModel, col, or_, select

import clock
from japanese import kana
from models import (
    Appointment,
    AppointmentStatus,
    Booking,
    Call,
    Consultation,
    ConsultationStatus,
    CounterStep,
    DoorEntry,
    Event,
    Loan,
    Person,
    Question,
    Staff,
)
from refusal import Refusal
from services import merge_records, people, person_merges
from services.permissions import Permission, require
from services.seats import CANCELLED

LOOSE = (Question, Loan, DoorEntry)  # may do without a person
WITH_WORDS = (Consultation, Appointment, *LOOSE)
WAITING = (
    "窓口で対応を待っているカード相談があります。消すと、窓口からこの方へ連絡できなくなります。"
)


def called(person: Person) -> str:
    """What is typed to be sure: the reading, or what else the row is known by."""
    return person.kana or person.name or person.card_code


def warnings(db: Session, *, person: Person, by: Staff) -> list[str]:
    """What stands against erasing somebody, and what would be lost with them."""
    require(by, Permission.BOOKING_CHANGE)
    told = []
    try:
        _refuse_booked(db, person)
    except Refusal as no:
        told.append(str(no))
    open_ = col(Consultation.status) != ConsultationStatus.CLOSED
    if db.exec(select(Consultation.id).where(Consultation.person_id == person.id, open_)).first():
        told.append(WAITING)
    return told


def erase(db: Session, *, person: Person, typed: str, by: Staff) -> None:
    """Take away everything this person could be known by (個人情報保護法 65条, 98条).

    Name, telephone and notes go, here, in what was written about them, and in what is kept of a
    merge; town, age band, sex and the visits stay. A question keeps its words, which may have
    become an answer for everybody, and loses its asker. There is no way back, so `typed` must say
    who it is.
    """
    require(by, Permission.BOOKING_CHANGE)
    db.refresh(person, with_for_update=True)
    if kana.fold(typed) != kana.fold(called(person)):
        raise Refusal(f"消す方を確かめるため、「{called(person)}」と入力してください。")
    _refuse_booked(db, person)
    person.age_band = people.band_on(person, clock.today())
    person_merges.empty(person)
    merge_records.forget(db, person=person)
    _forget_calls(db, person)
    for table in WITH_WORDS:
        for row in db.exec(select(table).where(table.person_id == person.id)).all():
            _forget(row)
    db.flush()


def _forget_calls(db: Session, person: Person) -> None:
    """What was noted after telephone calls and at the counter."""
    calls = (
        col(Call.booking_id).in_(_ids(Booking, person)),
        col(Call.appointment_id).in_(_ids(Appointment, person)),
        col(Call.question_id).in_(_ids(Question, person)),
    )
    steps = col(CounterStep.consultation_id).in_(_ids(Consultation, person))
    for rows in (select(Call).where(or_(*calls)), select(CounterStep).where(steps)):
        for row in db.exec(rows).all():
            row.note = ""


def _ids(table: type[SQLModel], person: Person) -> Select:
    return select(table.id).where(table.person_id == person.id)


def _refuse_booked(db: Session, person: Person) -> None:
    coming = col(Event.ends_at) > clock.now()
    seats = select(Booking.id).join(Event, col(Event.id) == Booking.event_id)
    times = select(Appointment.id).join(Event, col(Event.id) == Appointment.event_id)
    booked = (
        seats.where(Booking.person_id == person.id, Booking.status != CANCELLED, coming),
        times.where(
            Appointment.person_id == person.id,
            Appointment.status != AppointmentStatus.CANCELLED,
            coming,
        ),
    )
    if any(db.exec(query).first() for query in booked):
        raise Refusal("これからの申込か予約があります。先に取り消してから、消去してください。")


def _forget(row: SQLModel) -> None:
    """Blank what is personal; a question's own words are not the asker."""
    for column in row.__table__.columns:
        if column.info.get("personal") and column.key != "body":
            setattr(row, column.key, "")
    if isinstance(row, Question):
        row.wants_call = False
    if isinstance(row, Consultation):
        row.contact_again = False
    if isinstance(row, LOOSE):
        row.person_id = None
