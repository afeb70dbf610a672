"""よかった曜日と時間: what the classes that were held tell about the next ones.

A class in one town is compared with the city's average class, by weekday, part of the day and
format. Few classes tell little: the town's own ratio counts n classes, the city's ratio `steady`
more of them, and the city's own is drawn to 1 in the same way.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Attendance, Event, EventStatus, Format, Slot, Venue
from services import availability

BACK = timedelta(days=730)
HELD = (EventStatus.HELD, EventStatus.REPORTED)
PARTS = (Slot.MORNING, Slot.AFTERNOON, Slot.EVENING)


class Past(NamedTuple):
    """One class that was held, and how many people came (延べ, every age)."""

    town_id: int
    day: date
    part: Slot
    format: Format
    course_id: int | None
    came: int


class Ratio(NamedTuple):
    """How a kind of class does beside the average one. classes, mean: the town's own of this kind;
    none when it has had none."""

    value: float = 1.0
    classes: int = 0
    mean: float | None = None


class Worked(NamedTuple):
    """What the past tells. mean: people who came to a class, in the city."""

    pasts: Sequence[Past]
    steady: float

    @property
    def mean(self) -> float | None:
        return _mean(self.pasts)

    def weekday(self, town_id: int, weekday: int) -> Ratio:
        return self._ratio(town_id, lambda one: one.day.weekday() == weekday)

    def part(self, town_id: int, part: Slot) -> Ratio:
        return self._ratio(town_id, lambda one: one.part is part)

    def format(self, town_id: int, kind: Format) -> Ratio:
        return self._ratio(town_id, lambda one: one.format is kind)

    def _ratio(self, town_id: int, fits) -> Ratio:
        if not self.mean:
            return Ratio()
        such = [one for one in self.pasts if fits(one)]
        city = self._drawn(_sum(such), len(such), self.mean, 1.0)
        here = [one for one in self.pasts if one.town_id == town_id]
        own = [one for one in such if one.town_id == town_id]
        usual = _mean(here)
        value = self._drawn(_sum(own), len(own), usual, city) if usual else city
        return Ratio(value, len(own), _mean(own))

    def _drawn(self, total: int, count: int, usual: float, prior: float) -> float:
        return (total / usual + self.steady * prior) / (count + self.steady)


def _sum(pasts: Sequence[Past]) -> int:
    return sum(one.came for one in pasts)


def _mean(pasts: Sequence[Past]) -> float | None:
    return _sum(pasts) / len(pasts) if pasts else None


def part_of(starts_at: datetime) -> Slot:
    """The part of the day in which a class begins."""
    touched = availability.slots(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=1))
    return next(one for one in PARTS if one in touched)


def known(db: Session, *, before: date, steady: float) -> Worked:
    """What was held in the two years before a day."""
    came = func.count(col(Attendance.id))
    rows = db.exec(
        select(
            Venue.district_id,
            Event.local_date,
            Event.starts_at,
            Event.format,
            Event.course_id,
            came,
        )
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(Attendance, col(Attendance.event_id) == Event.id, isouter=True)
        .where(
            Event.local_date < before,
            Event.local_date >= before - BACK,
            col(Event.status).in_(HELD),
        )
        .group_by(col(Event.id), Venue.district_id)
        .order_by(Event.local_date, Event.id)
    )
    pasts = [
        Past(town_id, day, part_of(clock.local(starts_at)), kind, course_id, count)
        for town_id, day, starts_at, kind, course_id, count in rows
    ]
    return Worked(pasts, steady)


def uptake(
    *,
    newcomers: Mapping[int, int],
    held: Mapping[int, int],
    waiting: Mapping[int, int],
    assumed: float,
    steady: float,
) -> dict[int, float]:
    """The share of a town's people not reached yet who come to one class there: first-timers of a
    class so far, drawn to the city's share, and that one to what is assumed."""
    rates = {
        town: newcomers.get(town, 0) / count / waiting[town]
        for town, count in held.items()
        if count and waiting.get(town)
    }
    classes = sum(held[town] for town in rates)
    weighed = sum(rate * held[town] for town, rate in rates.items())
    city = (weighed + steady * assumed) / (classes + steady)
    found: dict[int, float] = defaultdict(lambda: city)
    for town, rate in rates.items():
        found[town] = (rate * held[town] + steady * city) / (held[town] + steady)
    return found
