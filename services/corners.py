"""相談コーナー: the tables of a class for My Number Card matters, and who sits at them when.

A place is a time at a table. Places are counted under the event's lock, never stored.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Appointment,
    AppointmentStatus,
    AppointmentTopic,
    ConsultationKind,
    District,
    Event,
    Person,
    Staff,
)
from refusal import Refusal
from services import openings, shifts
from services.calendar import Card
from services.corner_times import SITTING, times
from services.drafts import Draft
from services.permissions import Permission, require

BOOKED, WAITING, CAME, ABSENT, CANCELLED = AppointmentStatus
MOST, MOST_OF_A_HALL = 4, 2  # corners told on the telephone
EXPECTED = (BOOKED, WAITING)
NOT_FOUND = "その教室・相談会は見つかりません。「きょう」か「教室・相談会」から選び直してください。"


class Place(NamedTuple):
    """A time at a table."""

    starts_at: datetime
    table: int


class Visit(NamedTuple):
    """An appointment: with whom, and about what."""

    appointment: Appointment
    person: Person | None
    district: District | None
    kinds: tuple[ConsultationKind, ...]

    @property
    def when(self) -> str:
        """午前10時30分"""
        return dates.clock_time(clock.local(self.appointment.starts_at).time())

    @property
    def about(self) -> str:
        """カードの申請、暗証番号の変更; what is not known is said so."""
        return "、".join(kind.name for kind in self.kinds) or "相談の種類はまだ聞いていません"


def free(db: Session, *, event: Event, now_too: bool = False) -> list[Place]:
    """The free places that have not begun, by time and table.

    now_too: those as well that have begun and have half of their time left, for who is here.
    """
    since = clock.now()
    if now_too:
        since -= timedelta(minutes=event.table_minutes) / 2
    taken = set(
        db.exec(
            select(Appointment.starts_at, Appointment.table_no).where(
                Appointment.event_id == event.id, col(Appointment.status).in_(SITTING)
            )
        ).all()
    )
    return [
        Place(at, table)
        for at in times(event)
        if at >= since
        for table in range(1, event.tables + 1)
        if (at, table) not in taken
    ]


def nearest(places: Iterable[Place], at: datetime) -> Place | None:
    return min(places, key=lambda one: (abs(one.starts_at - at), one), default=None)


def near(db: Session, *, home: District | None) -> list[tuple[Card, list[Place]]]:
    """Where there are free times: the nearest corners, the next ones of each hall."""
    found, halls = [], Counter()
    for card in openings.corners(db, home=home):
        if card.times.free and halls[card.venue.id] < MOST_OF_A_HALL:
            halls[card.venue.id] += 1
            found.append((card, free(db, event=card.event)))
        if len(found) == MOST:
            break
    return found


def waiting(db: Session, *, event: Event) -> list[Appointment]:
    """Who came without an appointment and has no table yet, in the order of arrival."""
    wanted = select(Appointment).where(
        Appointment.event_id == event.id, Appointment.status == WAITING
    )
    return list(db.exec(wanted.order_by(Appointment.id)))


def booked(db: Session, *, events: Iterable[Event]) -> list[Visit]:
    """Everybody who is still expected at these corners."""
    ids = [event.id for event in events]
    return visits(db, wanted=[col(Appointment.event_id).in_(ids), Appointment.status == BOOKED])


def of_event(db: Session, *, event: Event, by: Staff) -> list[Visit]:
    """Everybody of a corner but who cancelled, by time and table. A volunteer's own corners only;
    `bookings.look` writes down that the names were opened."""
    require(by, Permission.BOOKING_VIEW)
    check_own(db, event=event, staff=by)
    return visits(db, wanted=[Appointment.event_id == event.id, Appointment.status != CANCELLED])


def find(db: Session, *, number: str, by: Staff) -> Visit | None:
    """The appointment behind a link; none when it is unknown, or of another volunteer's corner."""
    require(by, Permission.BOOKING_VIEW)
    known = number.isascii() and number.isdecimal() and len(number) < 10
    found = visits(db, wanted=[Appointment.id == int(number if known else 0), shifts.own(by)])
    return next(iter(found), None)


def coming_of(db: Session, *, person: Person, by: Staff) -> list[tuple[Visit, Event]]:
    """What this person has booked at corners and is still to come, the next one first."""
    require(by, Permission.BOOKING_CHANGE)
    mine = (Appointment.person_id == person.id, Appointment.status == BOOKED)
    found = visits(db, wanted=[*mine, Event.ends_at > clock.now()])
    return [(one, db.get_one(Event, one.appointment.event_id)) for one in found]


def told(db: Session, *, person: Person, by: Staff) -> list[str]:
    """The same in a line each: 12月4日(金) 午前10時30分　カードの申請."""
    require(by, Permission.BOOKING_CHANGE)
    return [
        f"{dates.short(event.local_date)} {one.when}　{one.about}"
        for one, event in coming_of(db, person=person, by=by)
    ]


def check_own(db: Session, *, event: Event, staff: Staff) -> None:
    """Another volunteer's corner is not there."""
    if not db.exec(select(Event.id).where(Event.id == event.id, shifts.own(staff))).first():
        raise Refusal(NOT_FOUND)


def visits(db: Session, *, wanted: Iterable[ColumnElement[bool]]) -> list[Visit]:
    """Appointments with whom and what they are about, by time, table and arrival."""
    rows = db.exec(
        select(Appointment, Person, District)
        .join(Event, Appointment.event_id == col(Event.id))
        .outerjoin(Person, Appointment.person_id == col(Person.id))
        .outerjoin(District, Person.district_id == col(District.id))
        .where(*wanted)
        .order_by(Appointment.starts_at, Appointment.table_no, Appointment.id)
    ).all()
    about = topics(db, ids=[one.id for one, *_ in rows])
    return [Visit(*row, tuple(about[row[0].id])) for row in rows]


def topics(db: Session, *, ids: Iterable[int]) -> defaultdict[int, list[ConsultationKind]]:
    """The kinds of these appointments, by their codes."""
    found = defaultdict(list)
    rows = db.exec(
        select(AppointmentTopic.appointment_id, ConsultationKind)
        .join(ConsultationKind, AppointmentTopic.kind_id == col(ConsultationKind.id))
        .where(col(AppointmentTopic.appointment_id).in_(list(ids)))
        .order_by(ConsultationKind.code)
    )
    for appointment_id, kind in rows:
        found[appointment_id].append(kind)
    return found


def follow(db: Session, *, event: Event, shift: timedelta) -> None:
    """The event has moved by so much: its appointments go along, each at its table.

    One after the other, the last first when they go later: no two are at one place meanwhile.
    """
    rows = _timed(db, event)
    for row in reversed(rows) if shift > timedelta() else rows:
        row.starts_at += shift
        db.flush()
    check_fit(event, rows)


def _timed(db: Session, event: Event) -> list[Appointment]:
    """Who is still expected, by time."""
    wanted = select(Appointment).where(
        Appointment.event_id == event.id, Appointment.status == BOOKED
    )
    return list(db.exec(wanted.order_by(Appointment.starts_at)))


def check_fit(event: Event | Draft, rows: Iterable[Appointment]) -> None:
    """Refuse hours or tables in which an appointment finds no place."""
    last = event.ends_at - timedelta(minutes=event.table_minutes)
    for row in rows:
        at = dates.clock_time(clock.local(row.starts_at).time())
        if row.starts_at > last or row.table_no > event.tables:
            raise Refusal(
                f"{at}、{row.table_no}番の席に、カード相談の予約が入っています。"
                "先に「電話受付」で、その方の時刻を変えてください。"
            )


def check_change(db: Session, *, event: Event, before: Draft, draft: Draft) -> None:
    """What people were told when they booked a time stays as it was."""
    rows = _timed(db, event)
    if rows and (draft.sitting, draft.table_minutes) != (before.sitting, before.table_minutes):
        raise Refusal(
            f"{len(rows)}名がカード相談の時刻を予約しているので、日時・会場と1人の時間は、"
            "ここでは変えられません。「日時の変更・延期・中止」で変えてください。"
        )
    check_fit(draft, rows)
