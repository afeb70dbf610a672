"""消去: somebody asks to be forgotten. The visits stay, of nobody: what was counted stays so."""

from sqlmodel import Session, SQLModel, col, select

import clock
from models import (
    Appointment,
    AppointmentStatus,
    Booking,
    Consultation,
    DoorEntry,
    Event,
    Loan,
    Person,
    Question,
    Staff,
)
from refusal import Refusal
from services import people, person_merges
from services.permissions import Permission, require
from services.seats import CANCELLED

LOOSE = (Question, Loan, DoorEntry)  # may do without a person


def erase(db: Session, *, person: Person, by: Staff) -> None:
    """Take away everything this person could be known by (個人情報保護法 65条, 98条).

    Name, telephone and notes go, here and in what was written about them; town, age band, sex and
    the visits stay. A question keeps its words, which may have become an answer for everybody, and
    loses its asker. There is no way back.
    """
    require(by, Permission.BOOKING_CHANGE)
    db.refresh(person, with_for_update=True)
    _refuse_booked(db, person)
    person.age_band = people.band_on(person, clock.today())
    person_merges.empty(person)
    for table in (Consultation, Appointment, *LOOSE):
        for row in db.exec(select(table).where(table.person_id == person.id)).all():
            _forget(row)
    db.flush()


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
    if isinstance(row, LOOSE):
        row.person_id = None
