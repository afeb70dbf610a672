"""出席: who came. Scanning or tapping twice is harmless; a walk-in takes ten seconds."""

from datetime import timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import kana
from models import (
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
)
from refusal import Refusal
from services import people, shifts
from services.permissions import Permission, require

EARLIEST = timedelta(days=1)  # the evening before, to prepare; afterwards a paper roster is keyed
TAKES_PLACE = (EventStatus.PUBLISHED, EventStatus.CLOSED, EventStatus.HELD)


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
    """People of one event: 申込 (with a seat), of these came, and 当日参加."""

    booked: int
    came: int
    walked_in: int

    @property
    def present(self) -> int:
        return self.came + self.walked_in


def check_in(db: Session, *, booking: Booking, by: Staff) -> Arrival:
    """Somebody with a seat is here. Twice is harmless: the answer says since when."""
    require(by, Permission.CHECK_IN)
    event, person = db.get_one(Event, booking.event_id), db.get_one(Person, booking.person_id)
    _hold(db, event, by)
    db.refresh(booking)
    if booking.status is BookingStatus.CANCELLED:
        raise Refusal("この申込は取り消されています。「当日参加」で受け付けてください。")
    if booking.status is BookingStatus.WAITING:
        raise Refusal("キャンセル待ちの方です。席があれば「当日参加」で受け付けてください。")
    return _arrive(db, event, person, by, booking_id=booking.id)


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
) -> Arrival:
    """Somebody without a booking: town and age band are enough, the card's code is the identity.

    district: none for people from elsewhere (is_resident false) or who do not say.
    The same `idem_key` lets one person in once.
    """
    require(by, Permission.CHECK_IN)
    _hold(db, event, by)
    before = db.exec(select(Attendance).where(Attendance.idem_key == idem_key)).first()
    if before:
        return _arrive(db, event, db.get_one(Person, before.person_id), by)
    person = Person(
        name=name.strip(),
        name_key=kana.fold_name(name),
        district_id=district.id if district else None,
        age_band=age_band,
        sex=sex,
        is_resident=is_resident,
    )
    db.add(person)
    db.flush()
    return _arrive(db, event, person, by, idem_key=idem_key)


def walk_in_again(db: Session, *, event: Event, person: Person, by: Staff) -> Arrival:
    """Somebody known without a seat: with a participation card, or from the waiting list."""
    require(by, Permission.CHECK_IN)
    _hold(db, event, by)
    booking = db.exec(
        select(Booking).where(
            Booking.event_id == event.id,
            Booking.person_id == person.id,
            Booking.status == BookingStatus.CONFIRMED,
        )
    ).first()
    return _arrive(db, event, person, by, booking_id=booking.id if booking else None)


def undo(db: Session, *, event: Event, person: Person, by: Staff) -> None:
    """A slip of the finger. The audit trail keeps it; twice is harmless."""
    require(by, Permission.CHECK_IN)
    _hold(db, event, by)
    row = _present(db, event, person)
    if row:
        db.delete(row)
        db.flush()


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
    booked = db.exec(
        select(Booking.id).where(
            Booking.event_id == event.id, Booking.status == BookingStatus.CONFIRMED
        )
    ).all()
    came = db.exec(select(Attendance.booking_id).where(Attendance.event_id == event.id)).all()
    with_seat = [one for one in came if one is not None]
    return Counts(len(booked), len(with_seat), len(came) - len(with_seat))


def _hold(db: Session, event: Event, by: Staff) -> None:
    """One check-in of an event at a time, at an own event that takes place about now."""
    db.refresh(event, with_for_update=True)
    shifts.check_own(db, event=event, staff=by)
    if event.status is EventStatus.REPORTED:
        raise Refusal("報告が済んだ教室です。直すときは担当課にご連絡ください。")
    if event.status not in TAKES_PLACE:
        raise Refusal(f"この教室は「{event.status.label}」なので、受付はできません。")
    first = event.local_date - EARLIEST
    if clock.today() < first:
        raise Refusal(
            f"この教室の受付は、前の日（{first.month}月{first.day}日）からできます。"
            "日にちと教室を確かめてください。"
        )


def _present(db: Session, event: Event, person: Person) -> Attendance | None:
    return db.exec(
        select(Attendance).where(Attendance.event_id == event.id, Attendance.person_id == person.id)
    ).first()


def _arrive(
    db: Session,
    event: Event,
    person: Person,
    by: Staff,
    *,
    booking_id: int | None = None,
    **columns: str,
) -> Arrival:
    before = _present(db, event, person)
    if before:
        return Arrival(before, person, is_new=False)
    day = event.local_date
    row = Attendance(
        event_id=event.id,
        person_id=person.id,
        booking_id=booking_id,
        checked_in_at=clock.now(),
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
