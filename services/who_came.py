"""Who is here of a class, and how many: derived from bookings and visits, never stored."""

from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Absence, Attendance, Booking, BookingStatus, District, Event, Person, Staff
from refusal import Refusal
from services import shifts
from services.permissions import Permission, require


class Guest(NamedTuple):
    """Somebody who came, booked or not."""

    attendance: Attendance
    person: Person
    district: District | None


class Counts(NamedTuple):
    """People of one event: 申込 (with a seat), of these came, and 当日参加; late among all who
    came, 欠席（連絡あり） and 無断欠席 among the booked."""

    booked: int
    came: int
    walked_in: int
    late: int = 0
    excused: int = 0
    no_show: int = 0

    @property
    def present(self) -> int:
        return self.came + self.walked_in

    @property
    def awaited(self) -> int:
        """Booked, and neither here nor known to be absent."""
        return self.booked - self.came - self.excused - self.no_show


def guest(db: Session, *, event: Event, number: str, by: Staff) -> Person:
    """Somebody of an own event, by the number of an address: booked there, or there without."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    known = number.isascii() and number.isdecimal() and len(number) < 10
    booked = select(Booking.person_id).where(
        Booking.event_id == event.id, Booking.status != BookingStatus.CANCELLED
    )
    came = select(Attendance.person_id).where(Attendance.event_id == event.id)
    person = db.exec(
        select(Person).where(
            Person.id == int(number if known else 0),
            col(Person.id).in_(booked) | col(Person.id).in_(came),
        )
    ).first()
    if person is None:
        raise Refusal("その方は、この教室に見つかりません。「当日の受付」から選び直してください。")
    return person


def guests(db: Session, *, event: Event, by: Staff) -> list[Guest]:
    """Everybody who came, in the order of arrival."""
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    rows = db.exec(
        select(Attendance, Person, District)
        .join(Person, Attendance.person_id == col(Person.id))
        .outerjoin(District, Attendance.district_id == col(District.id))
        .where(Attendance.event_id == event.id)
        .order_by(Attendance.checked_in_at, Attendance.id)
    )
    return [Guest(*row) for row in rows]


def counts(db: Session, *, event: Event) -> Counts:
    """Counted from the rows each time; nothing of it is stored."""
    seats = select(
        func.count(),
        func.count().filter(col(Booking.absence) == Absence.EXCUSED),
        func.count().filter(col(Booking.absence) == Absence.NO_SHOW),
    ).where(Booking.event_id == event.id, Booking.status == BookingStatus.CONFIRMED)
    visits = select(
        func.count(col(Attendance.booking_id)),
        func.count().filter(col(Attendance.booking_id).is_(None)),
        func.count().filter(col(Attendance.is_late)),
    ).where(Attendance.event_id == event.id)
    booked, excused, no_show = db.exec(seats).one()
    came, walked_in, late = db.exec(visits).one()
    return Counts(booked, came, walked_in, late, excused, no_show)
