"""出席: who came. Scanning or tapping twice is harmless; a walk-in takes ten seconds."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, select

import clock
from models import (
    Absence,
    Attendance,
    Booking,
    BookingStatus,
    Event,
    EventStatus,
    Person,
    Staff,
    Way,
)
from refusal import Refusal
from services import newcomers, people, shifts, staying
from services.newcomers import Newcomer
from services.permissions import Permission, require

EARLIEST = timedelta(days=1)  # the evening before, to prepare; afterwards a paper roster is keyed
TAKES_PLACE = (EventStatus.PUBLISHED, EventStatus.CLOSED, EventStatus.HELD)
NO_SEAT = {
    BookingStatus.CANCELLED: "この申込は取り消されています。「当日参加」で受け付けてください。",
    BookingStatus.WAITING: "キャンセル待ちの方です。席があれば「当日参加」で受け付けてください。",
    BookingStatus.OFFERED: "繰上げの返事を待っている方です。「当日参加」で受け付けてください。",
    BookingStatus.APPLIED: "席が決まっていない方です。席があれば「当日参加」で受け付けてください。",
}


class Arrival(NamedTuple):
    """What came of a check-in, and the sentence for the person at the table."""

    attendance: Attendance
    person: Person
    is_new: bool

    @property
    def sentence(self) -> str:
        if self.is_new:
            return f"{people.called(self.person)}を受け付けました。"
        at = clock.local(self.attendance.checked_in_at)
        return f"{people.called(self.person)}は、もう受付済みです（{at.hour}時{at.minute:02}分）。"


def check_in(
    db: Session,
    *,
    booking: Booking,
    by: Staff,
    late: bool = False,
    way: Way = Way.NAME,
    at: datetime | None = None,
) -> Arrival:
    """Somebody with a seat is here. Twice is harmless: the answer says since when.

    at: when they arrived, if it was noted elsewhere (a phone without network, a paper roster).
    """
    require(by, Permission.CHECK_IN)
    event = db.get_one(Event, booking.event_id)
    hold(db, event=event, staff=by)
    db.refresh(booking)
    if sentence := NO_SEAT.get(booking.status):
        raise Refusal(sentence)
    person = db.get_one(Person, booking.person_id)
    booking.absence = Absence.NONE
    row = dict(booking_id=booking.id, is_late=late, way=way, checked_in_at=at)
    return _arrive(db, event, person, by, **row)


def walk_in(
    db: Session,
    *,
    event: Event,
    newcomer: Newcomer,
    idem_key: str,
    by: Staff,
    late: bool = False,
    way: Way = Way.WALK_IN,
    at: datetime | None = None,
) -> Arrival:
    """Somebody without a booking. The same `idem_key` lets one person in once."""
    require(by, Permission.CHECK_IN)
    hold(db, event=event, staff=by)
    before = db.exec(select(Attendance).where(Attendance.idem_key == idem_key)).first()
    if before:
        return Arrival(before, db.get_one(Person, before.person_id), is_new=False)
    person = newcomers.welcome(db, newcomer=newcomer, by=by)
    row = dict(idem_key=idem_key, is_late=late, way=way, checked_in_at=at)
    return _arrive(db, event, person, by, **row)


def walk_in_again(
    db: Session,
    *,
    event: Event,
    person: Person,
    by: Staff,
    late: bool = False,
    way: Way = Way.WALK_IN,
    at: datetime | None = None,
) -> Arrival:
    """Somebody known: by the participation card, or from the waiting list. A seat is used."""
    require(by, Permission.CHECK_IN)
    hold(db, event=event, staff=by)
    person = staying.now(db, person=person)
    booking = db.exec(
        select(Booking).where(
            Booking.event_id == event.id,
            Booking.person_id == person.id,
            Booking.status == BookingStatus.CONFIRMED,
        )
    ).first()
    if booking:
        booking.absence = Absence.NONE
    row = dict(booking_id=booking and booking.id, is_late=late, way=way, checked_in_at=at)
    return _arrive(db, event, person, by, **row)


def undo(db: Session, *, event: Event, person: Person, by: Staff) -> None:
    """A slip of the finger. The audit trail keeps it; twice is harmless.

    A walk-in who left nothing to be known by leaves no row behind.
    """
    require(by, Permission.CHECK_IN)
    hold(db, event=event, staff=by)
    row = visit(db, event=event, person=person)
    if row:
        db.delete(row)
        db.flush()
        if row.way is not Way.CARD:
            newcomers.forget(db, person=person)


def hold(db: Session, *, event: Event, staff: Staff) -> None:
    """One change at the door of an event at a time, at an own event that takes place about now."""
    db.refresh(event, with_for_update=True)
    shifts.check_own(db, event=event, staff=staff)
    if event.status is EventStatus.REPORTED:
        raise Refusal(
            "報告が済んだ教室です。直すときは、担当課が「終了と報告」の画面で訂正をはじめます。"
        )
    if event.status not in TAKES_PLACE:
        raise Refusal(f"この教室は「{event.status.label}」なので、受付はできません。")
    first = event.local_date - EARLIEST
    if clock.today() < first:
        raise Refusal(
            f"この教室の受付は、前の日（{first.month}月{first.day}日）からできます。"
            "日にちと教室を確かめてください。"
        )


def visit(db: Session, *, event: Event, person: Person) -> Attendance | None:
    """That this person came, if they did."""
    return db.exec(
        select(Attendance).where(Attendance.event_id == event.id, Attendance.person_id == person.id)
    ).first()


def _arrive(
    db: Session,
    event: Event,
    person: Person,
    by: Staff,
    *,
    checked_in_at: datetime | None,
    **columns: object,
) -> Arrival:
    before = visit(db, event=event, person=person)
    if before:
        return Arrival(before, person, is_new=False)
    day = event.local_date
    row = Attendance(
        event_id=event.id,
        person_id=person.id,
        checked_in_at=checked_in_at or clock.now(),
        local_date=day,
        month=day.year * 100 + day.month,
        fiscal_year=event.fiscal_year,
        district_id=person.district_id,
        age_band=people.band_on(person, day),
        sex=person.sex,
        is_resident=person.is_resident,
        checked_in_by_id=by.id,
        **columns,
    )
    db.add(row)
    db.flush()
    return Arrival(row, person, is_new=True)
