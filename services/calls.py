"""電話リスト: whom to call today, a household once, and what has been settled."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, select

import clock
from models import (
    Appointment,
    Booking,
    Call,
    CallKind,
    CallOutcome,
    Event,
    Person,
    Question,
    Staff,
    audit,
)
from services import offers, to_tell
from services.call_things import TOLD, Thing
from services.people import called
from services.permissions import Permission, require

URGENCY = (CallKind.OFFER, CallKind.CHANGE, CallKind.RESULT, CallKind.REMINDER, CallKind.QUESTION)


class Household(NamedTuple):
    """Everybody behind one telephone number, and all they are to be told; empty: no telephone."""

    phone: str
    things: tuple[Thing, ...]

    @property
    def people(self) -> list[Person]:
        every = {one.id: one for thing in self.things for one in thing.people}
        return list(every.values())

    @property
    def names(self) -> str:
        askers = [f"{one.asker}さん" for one in self._questions if one.asker]
        names = dict.fromkeys([*map(called, self.people), *askers])
        return "、".join(names) or "質問をされた方"

    @property
    def readings(self) -> str:
        """How the names are said, as far as somebody has told us."""
        return "、".join(one.kana for one in self.people if one.kana and one.kana != one.name)

    @property
    def _questions(self) -> list[Question]:
        return [thing.question for thing in self.things if thing.question]

    @property
    def remarks(self) -> list[str]:
        """When to call, and what helps."""
        notes = [note for one in self.people for note in (one.call_note, one.support)]
        return list(dict.fromkeys(filter(None, notes)))

    @property
    def tries(self) -> list[Call]:
        """The calls that nobody took, oldest first."""
        return max((thing.tries for thing in self.things), key=len)


class Noted(NamedTuple):
    """One tap of one clerk: whom it was about, and what came of it."""

    calls: tuple[Call, ...]
    staff: Staff
    phone: str
    names: str
    events: tuple[Event, ...]

    @property
    def outcome(self) -> CallOutcome:
        return self.calls[0].outcome

    @property
    def at(self) -> datetime:
        return clock.local(self.calls[0].at)

    @property
    def is_settled(self) -> bool:
        return self.outcome in TOLD


def of_day(db: Session, *, day: date, by: Staff) -> list[Household]:
    """Whom to call: rounds of tries first, then what is urgent; without a telephone at the end."""
    require(by, Permission.BOOKING_CHANGE)
    homes = defaultdict(list)
    for thing in to_tell.things(db, day=day):
        homes[thing.phone or _by_letter(thing)].append(thing)
    households = [
        Household(things[0].phone, tuple(sorted(things, key=_urgency))) for things in homes.values()
    ]
    return sorted(households, key=lambda one: _order(one, day))


def _by_letter(thing: Thing) -> tuple[str, int]:
    """Who has no telephone is a household of their own."""
    return ("person", thing.people[0].id) if thing.people else ("question", thing.question.id)


def _urgency(thing: Thing) -> tuple[int, datetime]:
    is_urgent = thing.question is not None and thing.question.is_urgent
    return 0 if is_urgent else URGENCY.index(thing.kind), thing.due


def _order(home: Household, day: date) -> tuple:
    """A call that nobody took goes behind those not tried yet today."""
    tried = sum(call.local_date == day for call in home.tries)
    return not home.phone, tried, _urgency(home.things[0]), home.phone, home.names


def noted_on(db: Session, *, day: date, by: Staff) -> list[Noted]:
    """What was noted on this day, tap by tap, the latest first."""
    require(by, Permission.BOOKING_CHANGE)
    rows = db.exec(
        select(Call, Staff, Person, Event, Question)
        .join(Staff, Call.staff_id == col(Staff.id))
        .outerjoin(Booking, Call.booking_id == col(Booking.id))
        .outerjoin(Appointment, Call.appointment_id == col(Appointment.id))
        .outerjoin(Person, _either(Booking.person_id, Appointment.person_id) == col(Person.id))
        .outerjoin(Event, _either(Booking.event_id, Appointment.event_id) == col(Event.id))
        .outerjoin(Question, Call.question_id == col(Question.id))
        .where(Call.local_date == day)
        .order_by(col(Call.id).desc())
    )
    taps = defaultdict(list)
    for row in rows:
        taps[row[0].at, row[1].id].append(row)
    return [_noted(group) for group in taps.values()]


def _either(booking, appointment) -> ColumnElement[int]:
    return func.coalesce(booking, appointment)


def _noted(rows: Sequence[tuple]) -> Noted:
    names = dict.fromkeys(
        called(person) if person else f"{question.asker or '質問をされた方'}さん"
        for _, _, person, _, question in rows
    )
    phones = [
        person.phone if person else question.asker_phone for _, _, person, _, question in rows
    ]
    events = {event.id: event for *_, event, _ in rows if event}
    return Noted(
        calls=tuple(call for call, *_ in rows),
        staff=rows[0][1],
        phone=next(filter(None, phones), ""),
        names="、".join(names),
        events=tuple(events.values()),
    )


def settled(taps: Sequence[Noted], homes: Sequence[Household]) -> int:
    """済み: households with something settled today, and nothing left to tell."""
    open_ones = {home.phone or home.names for home in homes}
    return len({tap.phone or tap.names for tap in taps if tap.is_settled} - open_ones)


def look(db: Session, *, day: date, by: Staff) -> None:
    """Write down that the list was opened, and bring the lines in order first."""
    require(by, Permission.BOOKING_CHANGE)
    offers.sweep(db)
    audit.opened(db, entity="call", entity_id=day.isoformat())
