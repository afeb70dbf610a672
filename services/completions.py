"""修了: who has come to a series often enough to be given a certificate."""

from math import ceil
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import kana
from models import Attendance, Booking, BookingStatus, Event, EventStatus, Person, Staff, audit
from refusal import Refusal
from services import shifts
from services.permissions import Permission, require

SHARE = 3 / 4  # of the dates; one of four may be missed
OFF = (EventStatus.DRAFT, EventStatus.CANCELLED, EventStatus.POSTPONED)


class Completion(NamedTuple):
    """The dates of a series, and who came to enough of them, by the fifty sounds."""

    dates: list[Event]
    people: list[Person]


def of_series(db: Session, *, event: Event, by: Staff) -> Completion:
    """Whom to give a certificate at this date of a series: who has come to three dates of four.

    They are among those who booked or came to this very date, which counts as if they were here
    until it is over, so that the certificates can be printed before its end. Nobody without a
    name is among them. A volunteer gets them for own dates only; the look is written down.
    """
    require(by, Permission.SHEET_PRINT)
    shifts.check_own(db, event=event, staff=by)
    if event.series_id is None:
        raise Refusal("連続講座ではないので、修了証はありません。連続講座の回を選んでください。")
    audit.looked_at(db, event)
    held = select(Event).where(Event.series_id == event.series_id, col(Event.status).not_in(OFF))
    dates = list(db.exec(held.order_by(Event.starts_at)))
    came, expected = _times(db, dates), _expected(db, event)
    needed = ceil(SHARE * len(dates))
    own = [
        one
        for one in _here(db, event)
        if one.name and came.get(one.id, 0) + (one.id in expected) >= needed
    ]
    return Completion(dates, sorted(own, key=lambda one: (kana.sort_key(one.kana), one.id)))


def _times(db: Session, dates: list[Event]) -> dict[int, int]:
    """How often somebody came, by person."""
    rows = db.exec(
        select(Attendance.person_id, func.count())
        .where(col(Attendance.event_id).in_([one.id for one in dates]))
        .group_by(col(Attendance.person_id))
    )
    return dict(rows.all())


def _seated(event: Event):
    return select(Booking.person_id).where(
        Booking.event_id == event.id, Booking.status == BookingStatus.CONFIRMED
    )


def _came(event: Event):
    return select(Attendance.person_id).where(Attendance.event_id == event.id)


def _expected(db: Session, event: Event) -> set[int]:
    """Who has a seat and may still come."""
    if event.ends_at <= clock.now():
        return set()
    return set(db.exec(_seated(event))) - set(db.exec(_came(event)))


def _here(db: Session, event: Event) -> list[Person]:
    known = col(Person.id).in_(_seated(event)) | col(Person.id).in_(_came(event))
    return list(db.exec(select(Person).where(known)))
