"""遅刻 and 欠席: what else there is to say of somebody at the door than that they came."""

from sqlmodel import Session

import clock
from models import Absence, Booking, BookingStatus, Event, Person, Staff
from refusal import Refusal
from services import attendance, people
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
    event, person = db.get_one(Event, booking.event_id), db.get_one(Person, booking.person_id)
    attendance.hold(db, event=event, staff=by)
    db.refresh(booking)
    if booking.status is not BookingStatus.CONFIRMED:
        raise Refusal("席のある方だけ、欠席にできます。")
    if attendance.visit(db, event=event, person=person):
        raise Refusal(f"{people.called(person)}は受付済みです。先に受付を取り消してください。")
    if absence is Absence.NO_SHOW and clock.now() < event.starts_at:
        raise Refusal("無断欠席は、教室が始まってから記録できます。")
    booking.absence = absence
    db.flush()
