"""相談コーナーの当日: who is here, who just comes, who waits for a table, and who has left.

Whoever is here is counted as having come to the event, as at the door (services/attendance.py).
"""

from sqlmodel import Session, col, select

import clock
from models import (
    Appointment,
    Attendance,
    Booking,
    BookingStatus,
    Consultation,
    ConsultationKind,
    District,
    Event,
    Person,
    Staff,
    Way,
)
from refusal import Refusal
from services import appointments, attendance, corners, seats, staying
from services.corners import ABSENT, BOOKED, CAME, CANCELLED, EXPECTED, WAITING, Place
from services.newcomers import Newcomer
from services.permissions import Permission, require


def walk_in(
    db: Session,
    *,
    event: Event,
    kinds: list[ConsultationKind],
    idem_key: str,
    by: Staff,
    who: Person | Newcomer,
    way: Way = Way.WALK_IN,
) -> Appointment:
    """Somebody is here without an appointment: the next free place, else in line.

    Nobody sits down past somebody who waits. way: how somebody known was found.
    """
    require(by, Permission.CHECK_IN)
    corners.check_own(db, event=event, staff=by)
    attendance.hold(db, event=event, staff=by)
    before = appointments.with_key(db, idem_key=idem_key)
    if before:
        return before
    appointments.check_tables(event)
    if isinstance(who, Person):
        who = staying.now(db, person=who)
        appointments.check_once(db, event=event, person=who)
        came = attendance.walk_in_again(db, event=event, person=who, way=way, by=by)
    else:
        came = attendance.walk_in(db, event=event, newcomer=who, idem_key=idem_key, by=by)
    row = Appointment(
        idem_key=idem_key,
        event_id=event.id,
        starts_at=clock.now(),
        person_id=came.person.id,
        status=WAITING,
        is_walk_in=True,
    )
    row = appointments.stored(db, event=event, row=row, kinds=kinds)
    appointments.settle(db, event=event)
    return row


def known(db: Session, *, event: Event, by: Staff) -> list[tuple[Person, District | None]]:
    """Who has a seat at this event or is here, and no time at its tables, by name."""
    require(by, Permission.CHECK_IN)
    corners.check_own(db, event=event, staff=by)
    seated = select(Booking.person_id).where(
        Booking.event_id == event.id, Booking.status != BookingStatus.CANCELLED
    )
    here = select(Attendance.person_id).where(Attendance.event_id == event.id)
    timed = select(Appointment.person_id).where(
        Appointment.event_id == event.id,
        Appointment.status != CANCELLED,
        col(Appointment.person_id).is_not(None),
    )
    rows = db.exec(
        select(Person, District)
        .outerjoin(District, Person.district_id == col(District.id))
        .where(
            col(Person.id).in_(seated) | col(Person.id).in_(here),
            col(Person.id).not_in(timed),
        )
        .order_by(Person.kana_key, Person.id)
    )
    return [(person, town) for person, town in rows]


def arrive(
    db: Session,
    *,
    event: Event,
    person: Person,
    kinds: list[ConsultationKind],
    idem_key: str,
    by: Staff,
    way: Way = Way.WALK_IN,
) -> Appointment:
    """Somebody known is here: whoever has a time has come, anybody else is a walk-in."""
    require(by, Permission.CHECK_IN)
    corners.check_own(db, event=event, staff=by)
    mine = db.exec(
        select(Appointment).where(
            Appointment.event_id == event.id,
            Appointment.person_id == person.id,
            col(Appointment.status).in_((BOOKED, ABSENT)),
        )
    ).first()
    if mine:
        came(db, appointment=mine, by=by)
        return mine
    return walk_in(db, event=event, kinds=kinds, idem_key=idem_key, by=by, who=person, way=way)


def came(db: Session, *, appointment: Appointment, by: Staff) -> None:
    """They are here, or it is their turn; counted as having come. Twice is harmless."""
    require(by, Permission.CHECK_IN)
    event = _hold_at_door(db, appointment, by)
    if appointment.status is CANCELLED:
        raise Refusal(appointments.GONE)
    if appointment.status is CAME:
        return
    if appointment.status is ABSENT and appointment.table_no:
        place = Place(appointment.starts_at, appointment.table_no)
        if place not in corners.free(db, event=event, now_too=True):
            appointment.table_no = None  # given to somebody else, or over: any table will do
    if appointment.status is WAITING:
        appointment.starts_at = clock.now()
    appointment.status = CAME
    arrival = attendance.walk_in_again(
        db, event=event, person=db.get_one(Person, appointment.person_id), by=by
    )
    if arrival.is_new:
        arrival.attendance.idem_key = _key_of(appointment)
    db.flush()


def absent(db: Session, *, appointment: Appointment, by: Staff) -> list[Appointment]:
    """They did not come, or have left again. Returns who sits down there now."""
    require(by, Permission.CHECK_IN)
    event = _hold_at_door(db, appointment, by)
    left = appointment.is_walk_in and appointment.consultation_id is None
    if appointment.status not in EXPECTED and not (appointment.status is CAME and left):
        raise Refusal(appointments.why_over(appointment))
    appointment.status = ABSENT
    db.flush()
    return appointments.settle(db, event=event)


def undo(db: Session, *, appointment: Appointment, by: Staff) -> None:
    """A slip of the finger: 来ました or 来ませんでした is taken back."""
    require(by, Permission.CHECK_IN)
    event = _hold_at_door(db, appointment, by)
    if appointment.consultation_id:
        raise Refusal("もう相談を記録しています。元にはもどせません。")
    is_over = appointment.status in (CAME, ABSENT) and appointment.table_no
    if not is_over or appointment.is_walk_in:
        raise Refusal("元にもどすものがありません。画面を新しくしてください。")
    if appointment.status is ABSENT:
        free = corners.free(db, event=event, now_too=True)
        if Place(appointment.starts_at, appointment.table_no) not in free:
            raise Refusal("この席には、もう次の方が入っています。「来ました」を押してください。")
    mine = select(Attendance.id).where(Attendance.idem_key == _key_of(appointment))
    if db.exec(mine).first():
        attendance.undo(db, event=event, person=db.get_one(Person, appointment.person_id), by=by)
    appointment.status = BOOKED
    db.flush()


def talk_of(db: Session, *, appointment: Appointment, by: Staff) -> tuple[Event, Person | None]:
    """Where and with whom the talk of an appointment is that has not been recorded yet."""
    require(by, Permission.CONSULTATION_RECORD)
    event = db.get_one(Event, appointment.event_id)
    corners.check_own(db, event=event, staff=by)
    seats.lock(db, event=event)
    db.refresh(appointment)
    if appointment.consultation_id:
        raise Refusal("この予約の相談は、もう記録してあります。「最近の記録」を見てください。")
    if appointment.status is CANCELLED:
        raise Refusal(appointments.GONE)
    return event, db.get(Person, appointment.person_id)


def note_talk(
    db: Session, *, appointment: Appointment, consultation: Consultation, by: Staff
) -> None:
    """This talk has been recorded: whoever had the appointment has come."""
    require(by, Permission.CONSULTATION_RECORD)
    talk_of(db, appointment=appointment, by=by)
    if appointment.status is not CAME:
        came(db, appointment=appointment, by=by)
    appointment.consultation_id = consultation.id
    db.flush()


def _hold_at_door(db: Session, appointment: Appointment, by: Staff) -> Event:
    event = db.get_one(Event, appointment.event_id)
    corners.check_own(db, event=event, staff=by)
    attendance.hold(db, event=event, staff=by)
    db.refresh(appointment)
    return event


def _key_of(appointment: Appointment) -> str:
    return f"corner-{appointment.id}"
