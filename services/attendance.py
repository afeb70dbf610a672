"""出席: who came. Scanning or tapping twice is harmless; a walk-in takes ten seconds."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import (
    Absence,
    AgeBand,
    Attendance,
    Booking,
    BookingStatus,
    District,
    Event,
    EventStatus,
    Person,
    Sex,
    Staff,
    Way,
)
from refusal import Refusal
from services import newcomers, people, shifts
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
    event, person = db.get_one(Event, booking.event_id), db.get_one(Person, booking.person_id)
    hold(db, event=event, staff=by)
    db.refresh(booking)
    if sentence := NO_SEAT.get(booking.status):
        raise Refusal(sentence)
    booking.absence = Absence.NONE
    row = dict(booking_id=booking.id, is_late=late, way=way, checked_in_at=at)
    return _arrive(db, event, person, by, **row)


def walk_in(
    db: Session,
    *,
    event: Event,
    district: District | None,
    age_band: AgeBand,
    idem_key: str,
    by: Staff,
    sex: Sex = Sex.UNKNOWN,
    name: str = "",
    is_resident: bool = True,
    late: bool = False,
    way: Way = Way.WALK_IN,
    at: datetime | None = None,
) -> Arrival:
    """Somebody without a booking: town and age band are enough, the card's code is the identity.

    district: none for people from elsewhere (is_resident false) or who do not say.
    The same `idem_key` lets one person in once.
    """
    require(by, Permission.CHECK_IN)
    hold(db, event=event, staff=by)
    before = db.exec(select(Attendance).where(Attendance.idem_key == idem_key)).first()
    if before:
        return Arrival(before, db.get_one(Person, before.person_id), is_new=False)
    person = newcomers.welcome(
        db,
        district=district,
        age_band=age_band,
        sex=sex,
        name=name,
        is_resident=is_resident,
        by=by,
    )
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
