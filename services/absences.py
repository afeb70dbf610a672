"""遅刻, 欠席 and 代わりの方: what else the door knows of a seat than that its owner came."""

from sqlmodel import Session, col, select

import clock
from models import Absence, Attendance, Booking, BookingStatus, Event, Person, Staff, Way
from refusal import Refusal
from services import attendance, people, shifts, staying
from services.attendance import Arrival
from services.permissions import Permission, require


def set_late(db: Session, *, event: Event, person: Person, late: bool, by: Staff) -> None:
    """Somebody who is here came late, or did not after all."""
    require(by, Permission.CHECK_IN)
    attendance.hold(db, event=event, staff=by)
    row = attendance.visit(db, event=event, person=person)
    if row is None:
        raise Refusal("この方は、まだ受け付けていません。先に受け付けてください。")
    row.is_late = late
    db.flush()


def set_absent(db: Session, *, booking: Booking, absence: Absence, by: Staff) -> None:
    """Somebody with a seat does not come; Absence.NONE takes it back."""
    require(by, Permission.CHECK_IN)
    event = _hold_seat(db, booking, by)[0]
    if absence is Absence.NO_SHOW and clock.now() < event.starts_at:
        raise Refusal("無断欠席は、教室が始まってから記録できます。")
    booking.absence = absence
    db.flush()


def set_rest_absent(db: Session, *, event: Event, absence: Absence, by: Staff) -> int:
    """All who are still awaited do not come. Returns how many."""
    require(by, Permission.CHECK_IN)
    rows = awaited(db, event=event, by=by)
    for booking in rows:
        set_absent(db, booking=booking, absence=absence, by=by)
    return len(rows)


def awaited(db: Session, *, event: Event, by: Staff) -> list[Booking]:
    """Seats whose owner is neither here nor known to be absent, in the order they were booked."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    came = select(Attendance.booking_id).where(
        Attendance.event_id == event.id, col(Attendance.booking_id).is_not(None)
    )
    return list(
        db.exec(
            select(Booking)
            .where(
                Booking.event_id == event.id,
                Booking.status == BookingStatus.CONFIRMED,
                Booking.absence == Absence.NONE,
                col(Booking.id).not_in(came),
            )
            .order_by(Booking.seq)
        )
    )


def substitute(
    db: Session, *, booking: Booking, person: Person, by: Staff, way: Way = Way.NAME
) -> Arrival:
    """「妻が代わりに来ました」: the seat is theirs now, and they are checked in on it."""
    require(by, Permission.CHECK_IN)
    event, owner = _hold_seat(db, booking, by)
    person = staying.now(db, person=person)
    if person.id == owner.id:
        raise Refusal(f"{people.called(owner)}ご本人です。お名前を押して受け付けてください。")
    other = db.exec(
        select(Booking.id).where(
            Booking.event_id == event.id,
            Booking.person_id == person.id,
            Booking.status != BookingStatus.CANCELLED,
        )
    ).first()
    if other or attendance.visit(db, event=event, person=person):
        raise Refusal(
            f"{people.called(person)}は、この教室にもう入っています。"
            "代わりとしては受け付けられません。"
        )
    booking.person_id = person.id
    db.flush()
    return attendance.check_in(db, booking=booking, way=way, by=by)


def _hold_seat(db: Session, booking: Booking, by: Staff) -> tuple[Event, Person]:
    """The class of a seat nobody sits on yet, and whose it is now."""
    event = db.get_one(Event, booking.event_id)
    attendance.hold(db, event=event, staff=by)
    db.refresh(booking)
    if booking.status is not BookingStatus.CONFIRMED:
        raise Refusal("席のある方だけです。申し込みの様子を確かめてください。")
    owner = db.get_one(Person, booking.person_id)
    if attendance.visit(db, event=event, person=owner):
        raise Refusal(f"{people.called(owner)}は受付済みです。先に受付を取り消してください。")
    return event, owner
