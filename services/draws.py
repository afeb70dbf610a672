"""抽選・優先順: applications are collected, and decided once (docs/decisions/0009).

Parties are ranked: those of the favoured group first, a party counting when one of it is favoured;
within each group by arrival or, in a lottery, by the SHA-256 of the seed and the party's first
number. Seats are given in that order while the whole party fits. Anybody can compute it again.
"""

from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Admission, Attendance, Booking, Event, Person, Staff, Venue, audit
from refusal import Refusal
from services.offers import hold
from services.permissions import Permission, require
from services.seats import (
    APPLIED,
    CONFIRMED,
    HAPPENING,
    WAITING,
    Entry,
    is_coming,
    parties,
    standing,
)

BY_ARRIVAL = "申込順"  # kept as the seed when nothing is drawn


class Place(NamedTuple):
    """One party of the decision. `key`: what the lottery ranked by; empty by arrival."""

    number: int
    first: int
    people: list[Person]
    is_favoured: bool
    has_seats: bool
    key: str


class Result(NamedTuple):
    """A decision as it was made; `event` knows the seed and the moment."""

    event: Event
    places: list[Place]


def key(seed: str, first: int) -> str:
    """What a party is ranked by in a lottery: 64 hexadecimal digits, the smallest first."""
    return sha256(f"{seed}:{first}".encode()).hexdigest()


def due(db: Session, *, by: Staff) -> list[Event]:
    """Classes whose applications can be decided now, the first to begin first."""
    require(by, Permission.BOOKING_CHANGE)
    rows = select(Event).where(
        col(Event.status).in_(HAPPENING),
        Event.admission != Admission.FIRST_COME,
        col(Event.drawn_at).is_(None),
        Event.starts_at > clock.now(),
        Event.closes_on < clock.today(),
    )
    return list(db.exec(rows.order_by(Event.starts_at)))


def decide(db: Session, *, event: Event, seed: str, by: Staff) -> Result:
    """Give the seats, once and for all. The same seed again returns the first result.

    seed: any number or word; in a lottery best one that nobody at the desk has chosen.
    """
    require(by, Permission.BOOKING_CHANGE)
    hold(db, event=event)
    seed = seed.strip() if event.admission is Admission.LOTTERY else BY_ARRIVAL
    if event.drawn_at and event.draw_seed == seed:
        return _result(db, event)
    _check(event, seed)
    seats, _, rank = standing(db, event=event)
    every, left = parties(db, event=event, status=APPLIED), seats.left
    favoured = _favoured(db, event, [one for party in every for one in party])
    ranked = sorted(every, key=lambda party: _order(event, seed, party, favoured))
    fits = seats.waiting == 0  # whoever waited before the decision comes first
    for number, party in enumerate(ranked, start=1):
        fits = fits and len(party) <= left
        left -= len(party) if fits else 0
        for row in (entry.booking for entry in party):
            rank += 1
            row.status, row.rank = (CONFIRMED if fits else WAITING), rank
            row.draw_place, row.draw_seated = number, fits
            row.draw_favoured = _is_favoured(party, favoured)
    event.drawn_at, event.draw_seed = clock.now(), seed
    db.flush()
    return _result(db, event)


def _check(event: Event, seed: str) -> None:
    if event.admission is Admission.FIRST_COME:
        raise Refusal("先着順の教室なので、抽選や優先の決定はありません。")
    if event.drawn_at:
        raise Refusal("この教室は、もう決定しています。決定はやり直せません。記録をご覧ください。")
    if not is_coming(event):
        raise Refusal("始まった教室や、公開していない教室は、決定できません。")
    if event.closes_on and clock.today() <= event.closes_on:
        last = dates.short(event.closes_on)
        raise Refusal(f"申込の締切（{last}）の翌日から、決定できます。それまで申込を受け付けます。")
    if not seed:
        raise Refusal(
            "抽選の種になる数字や言葉を入力してください（例: 立ち会った方が言った数字）。"
        )


def _order(event: Event, seed: str, party: list[Entry], favoured: set[int]) -> tuple:
    first = party[0].booking.seq
    draw = key(seed, first) if event.admission is Admission.LOTTERY else ""
    return not _is_favoured(party, favoured), draw, first


def _is_favoured(party: list[Entry], favoured: set[int]) -> bool:
    return any(entry.person.id in favoured for entry in party)


def _favoured(db: Session, event: Event, every: list[Entry]) -> set[int]:
    """The people who come first: never been to a class, or living in the town of the venue."""
    if event.admission is Admission.OWN_DISTRICT_FIRST:
        town = db.get_one(Venue, event.venue_id).district_id
        return {one.person.id for one in every if one.person.district_id == town}
    if event.admission is Admission.FIRST_TIMERS_FIRST:
        ids = {one.person.id for one in every}
        been = select(Attendance.person_id).where(col(Attendance.person_id).in_(ids))
        return ids - set(db.exec(been))
    return set()


def record(db: Session, *, event: Event, by: Staff) -> Result:
    """What the printed record shows; the look at its names is written down."""
    require(by, Permission.BOOKING_CHANGE)
    if event.drawn_at is None:
        raise Refusal("この教室は、まだ決定していません。決定したあとで記録を印刷できます。")
    audit.looked_at(db, event)
    return _result(db, event)


def _result(db: Session, event: Event) -> Result:
    rows = db.exec(
        select(Booking, Person)
        .join(Person, Booking.person_id == col(Person.id))
        .where(Booking.event_id == event.id, col(Booking.draw_place).is_not(None))
        .order_by(Booking.draw_place, Booking.seq)
    ).all()
    groups = groupby(rows, lambda row: row[0].draw_place)
    return Result(event, [_place(event, list(group)) for _, group in groups])


def _place(event: Event, party: list[tuple[Booking, Person]]) -> Place:
    one = party[0][0]
    drawn = event.admission is Admission.LOTTERY
    return Place(
        number=one.draw_place,
        first=one.seq,
        people=[person for _, person in party],
        is_favoured=one.draw_favoured,
        has_seats=one.draw_seated,
        key=key(event.draw_seed, one.seq) if drawn else "",
    )
