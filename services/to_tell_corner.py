"""Whom to call about a time at a consultation corner: as services/to_tell.py does about classes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

import clock
from models import Appointment, Call, CallKind, Event, EventStatus, Person, Venue
from services import cautions, corners
from services.call_things import Thing, is_wrong, knows_change, knows_date
from services.corners import BOOKED
from services.seats import HAPPENING


def things(db: Session, *, day: date, since: date, until: date) -> Iterator[Thing]:
    """Changes told since a day that nobody has been told of, and times until another day."""
    rows = _rows(db, day, since, until)
    ids = [appointment.id for appointment, *_ in rows]
    calls, kinds = _calls(db, ids), corners.topics(db, ids=ids)
    for appointment, person, event, venue in rows:
        known = calls[appointment.id]
        kind = _kind(appointment, event, known, day, since, until)
        if kind:
            tries = tuple(
                call for call in known if call.kind is kind and call.notice == event.notice
            )
            yield Thing(
                kind=kind,
                phone="" if is_wrong(tries, person.updated_at) else person.phone,
                due=appointment.starts_at,
                people=(person,),
                appointment=appointment,
                bring=cautions.to_bring(kinds[appointment.id]),
                event=event,
                venue=venue,
                calls=tries,
            )


def _rows(
    db: Session, day: date, since: date, until: date
) -> list[tuple[Appointment, Person, Event, Venue]]:
    changed = (Event.notice > 0) & (Event.notice_on >= since)
    still = (Event.local_date >= day) | (Event.status == EventStatus.POSTPONED)
    soon = (Event.local_date > day) & (Event.local_date <= until)
    return list(
        db.exec(
            select(Appointment, Person, Event, Venue)
            .join(Event, Appointment.event_id == col(Event.id))
            .join(Person, Appointment.person_id == col(Person.id))
            .join(Venue, Event.venue_id == col(Venue.id))
            .where(Appointment.status == BOOKED, (changed & still) | soon)
            .order_by(Appointment.starts_at, Appointment.id)
        ).all()
    )


def _calls(db: Session, ids: list[int]) -> defaultdict[int, list[Call]]:
    """The calls about these appointments, oldest first."""
    found = defaultdict(list)
    for call in db.exec(select(Call).where(col(Call.appointment_id).in_(ids)).order_by(Call.id)):
        found[call.appointment_id].append(call)
    return found


def _kind(
    row: Appointment, event: Event, known: list[Call], day: date, since: date, until: date
) -> CallKind | None:
    """What is to be told; a change tells the time as well."""
    is_news = event.notice > 0 and event.notice_on >= since
    booked_before = is_news and clock.local(row.created_at).date() <= event.notice_on
    if booked_before and not knows_change(known, event):
        return CallKind.CHANGE
    is_soon = day < event.local_date <= until and event.status in HAPPENING
    return CallKind.REMINDER if is_soon and not knows_date(known, event, day) else None
