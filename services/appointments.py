"""相談の予約: a time at a table of a consultation corner, given by telephone.

Everything happens under the event's lock, so that no place is given twice; behind it stands a
unique index. A freed place goes to who waits longest, at once.
"""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

import clock
from japanese import dates
from models import (
    Appointment,
    AppointmentTopic,
    ConsultationKind,
    Event,
    Person,
    Staff,
)
from refusal import Refusal
from services import admission, corners, seats, staying
from services.corners import BOOKED, CAME, CANCELLED, EXPECTED, Place
from services.people import called
from services.permissions import Permission, require

NO_KIND = "相談の種類を1つ以上選んでください。わからないときは「その他」を選びます。"
FULL = "この日は、もう空きがありません。ほかの日か、ほかの会場をご案内ください。"
GONE = "この予約は、もう取り消されています。あらためて予約してください。"
OVER = "この方の相談は、もう「{}」になっています。"


def book(
    db: Session,
    *,
    event: Event,
    starts_at: datetime,
    person: Person,
    kinds: list[ConsultationKind],
    idem_key: str,
    by: Staff,
    told_to_bring: bool = False,
) -> Appointment:
    """Give the person this time, at the first free table.

    Refused with the nearest free time. The same key again (a double click) returns the first
    result. told_to_bring: the slip was read aloud.
    """
    require(by, Permission.BOOKING_CHANGE)
    seats.lock(db, event=event)
    before = with_key(db, idem_key=idem_key)
    if before:
        return before
    if not kinds:
        raise Refusal(NO_KIND)
    _check_open(event)
    person = staying.now(db, person=person)
    check_once(db, event=event, person=person)
    place = _place_at(db, event, starts_at)
    row = Appointment(
        idem_key=idem_key,
        event_id=event.id,
        table_no=place.table,
        starts_at=place.starts_at,
        person_id=person.id,
        told_to_bring=told_to_bring,
    )
    return stored(db, event=event, row=row, kinds=kinds)


def move(
    db: Session,
    *,
    appointment: Appointment,
    event: Event,
    starts_at: datetime,
    idem_key: str,
    by: Staff,
) -> Appointment:
    """Another time, here or at another corner. A place is given up only for a place.

    Returns the new appointment; the same key again returns the first result.
    """
    require(by, Permission.BOOKING_CHANGE)
    old = db.get_one(Event, appointment.event_id)
    for one in sorted({old.id: old, event.id: event}.values(), key=lambda one: one.id):
        seats.lock(db, event=one)  # the same order at every desk
    before = with_key(db, idem_key=idem_key)
    if before:
        return before
    db.refresh(appointment)
    if appointment.status is not BOOKED:
        raise Refusal(GONE if appointment.status is CANCELLED else why_over(appointment))
    if (event.id, starts_at) == (appointment.event_id, appointment.starts_at):
        raise Refusal("いまと同じ時刻です。ほかの時刻を選んでください。")
    _place_at(db, event, starts_at)
    kinds = corners.topics(db, ids=[appointment.id])[appointment.id]
    person = db.get_one(Person, appointment.person_id)
    told = appointment.told_to_bring
    with db.begin_nested():
        cancel(db, appointment=appointment, reason="時刻の変更", by=by)
        return book(
            db,
            event=event,
            starts_at=starts_at,
            person=person,
            kinds=kinds,
            idem_key=idem_key,
            told_to_bring=told,
            by=by,
        )


def cancel(
    db: Session, *, appointment: Appointment, by: Staff, reason: str = ""
) -> list[Appointment]:
    """Give the time back. Returns who sits down there now. Cancelling twice is harmless."""
    require(by, Permission.BOOKING_CHANGE)
    event = _hold(db, appointment)
    if appointment.status is CANCELLED:
        return []
    if appointment.status not in EXPECTED:
        raise Refusal(why_over(appointment))
    appointment.status, appointment.note = CANCELLED, reason.strip()
    db.flush()
    return settle(db, event=event)


def with_key(db: Session, *, idem_key: str) -> Appointment | None:
    """What this key has made already."""
    return db.exec(select(Appointment).where(Appointment.idem_key == idem_key)).first()


def _hold(db: Session, appointment: Appointment) -> Event:
    event = db.get_one(Event, appointment.event_id)
    seats.lock(db, event=event)
    db.refresh(appointment)
    return event


def why_over(appointment: Appointment) -> str:
    """Why nothing is changed any more."""
    return OVER.format(appointment.status.label)


def check_tables(event: Event) -> None:
    """Only a corner has tables."""
    if not event.tables:
        raise Refusal("この教室には、カード相談の席がありません。ほかの相談会を選んでください。")


def _check_open(event: Event) -> None:
    """As for a class; but while a corner is open, its later times can still be booked."""
    check_tables(event)
    if not (event.starts_at <= clock.now() < event.ends_at and event.status in seats.HAPPENING):
        admission.check_open(event)


def check_once(db: Session, *, event: Event, person: Person) -> None:
    """Nobody has two appointments at one corner."""
    row = db.exec(
        select(Appointment).where(
            Appointment.event_id == event.id,
            Appointment.person_id == person.id,
            Appointment.status != CANCELLED,
        )
    ).first()
    if row:
        raise Refusal(
            f"{called(person)}は、この日にもう予約があります"
            f"（{_spoken(row.starts_at)}、{row.status.label}）。"
        )


def _spoken(at: datetime) -> str:
    return dates.clock_time(clock.local(at).time())


def _place_at(db: Session, event: Event, starts_at: datetime) -> Place:
    """The first free table at this time; or why not, and what is nearest to it."""
    places = corners.free(db, event=event)
    found = next((one for one in places if one.starts_at == starts_at), None)
    if found is None:
        raise _full(event, places, starts_at)
    return found


def _full(event: Event, places: list[Place], starts_at: datetime) -> Refusal:
    near = corners.nearest(places, starts_at)
    if near is None:
        return Refusal(FULL)
    return Refusal(
        f"{_spoken(starts_at)}には、もう空きがありません。"
        f"いちばん近い空きは、{_spoken(near.starts_at)}です。"
    )


def stored(
    db: Session, *, event: Event, row: Appointment, kinds: list[ConsultationKind]
) -> Appointment:
    """Behind the lock a unique index decides, whoever goes around it."""
    starts_at = row.starts_at
    try:
        with db.begin_nested():
            db.add(row)
    except IntegrityError as error:
        raise _full(event, corners.free(db, event=event), starts_at) from error
    db.add_all(AppointmentTopic(appointment_id=row.id, kind_id=kind.id) for kind in kinds)
    db.flush()
    return row


def settle(db: Session, *, event: Event) -> list[Appointment]:
    """Who waits sits down at what is free now or later today, the first to come first."""
    if event.local_date != clock.today():
        return []
    line = corners.waiting(db, event=event)
    places = corners.free(db, event=event, now_too=True)
    seated = list(zip(line, places, strict=False))
    for row, place in seated:
        row.starts_at, row.table_no, row.status = place.starts_at, place.table, CAME
    db.flush()
    return [row for row, _ in seated]
