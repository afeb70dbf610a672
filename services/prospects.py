"""見込み: what the planner knows of the city, and what a class would bring. The whole sum:

people = min(seats, (own + asked + near) x hall x weekday x part of the day x format)
own    = people of 65 and over not reached yet x uptake
asked  = bookings of the town that found no seat of late x again
near   = own of each town near x exp(-km / near_km)
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import exp
from typing import Any, NamedTuple

from models import Format, Skill, Venue
from services import worked
from services.free_halls import Hall, Place
from services.options import Option, Problem, Slot
from services.reach import Flag
from services.wishes import Wish
from services.worked import Ratio, Worked

URGENT = {Flag.NEVER_HELD, Flag.NOBODY_CAME, Flag.UNREACHED}
BUS = "バス"


class Town(NamedTuple):
    """seniors: people of 65 and over; reached: those of them who have come so far; before: classes
    there of the last 90 days, and those already planned; turned_away: bookings without a seat."""

    id: int
    name: str
    seniors: int
    reached: int
    before: int
    turned_away: int
    flags: tuple[Flag, ...]

    @property
    def waiting(self) -> int:
        return max(0, self.seniors - self.reached)

    @property
    def is_urgent(self) -> bool:
        return bool(URGENT & set(self.flags))


class Near(NamedTuple):
    """What a town in the neighbourhood adds."""

    town_id: int
    waiting: int
    km: float
    share: float
    people: float


class Reckoning(NamedTuple):
    """The figures behind one class, in the order in which they are told. people: before `fade`."""

    seniors: int
    reached: int
    waiting: int
    uptake: float
    own: float
    turned_away: int
    asked: float
    near: tuple[Near, ...]
    has_stairs: bool
    no_bus: bool
    hall: float
    weekday: Ratio
    part: Ratio
    format: Ratio
    drawn: float
    seats: int
    people: float
    weight: float


@dataclass
class Prospect:
    """The city as the planner sees it. lost: by town and reason, slots a hall could not be had;
    problem: what is chosen from."""

    wish: Wish
    as_of: date
    towns: Mapping[int, Town]
    halls: Mapping[int, Hall]
    slots: Sequence[Slot]
    km: Mapping[tuple[int, int], float | None]
    uptake: Mapping[int, float]
    worked: Worked
    lost: Mapping[int, Counter] = field(default_factory=dict)
    problem: Problem | None = None
    _ratios: dict[tuple, Ratio] = field(default_factory=dict)
    _pulls: dict[int, tuple[float, tuple[Near, ...]]] = field(default_factory=dict)

    def option(self, hall: Hall, slot: int, place: Place, kind: Format) -> Option:
        """A class in this hall, and what it would bring."""
        sum_ = self.reckon(hall.venue, self.slots[slot], place.seats, kind)
        skills = frozenset({Skill.MY_NUMBER.value}) if kind is Format.CONSULTATION else frozenset()
        return Option(
            hall.venue.id,
            hall.venue.district_id,
            slot,
            sum_.people,
            sum_.people * sum_.weight,
            skills,
            kind.value,
        )

    def reckon(self, venue: Venue, slot: Slot, seats: int, kind: Format) -> Reckoning:
        town = self.towns[venue.district_id]
        own, near = self._pull(town)
        stairs, no_bus = not venue.step_free, BUS not in venue.access
        assumed, starts = self.wish.assumed, slot.starts_at
        ease = (assumed.stairs if stairs else 1.0) * (assumed.no_bus if no_bus else 1.0)
        weekday = self._ratio(self.worked.weekday, town.id, starts.weekday())
        part = self._ratio(self.worked.part, town.id, worked.part_of(starts))
        of_kind = self._ratio(self.worked.format, town.id, kind)
        all_ratios = ease * weekday.value * part.value * of_kind.value
        asked = town.turned_away * assumed.again
        drawn = (own + asked + sum(one.people for one in near)) * all_ratios
        return Reckoning(
            town.seniors,
            town.reached,
            town.waiting,
            self.uptake[town.id],
            own,
            town.turned_away,
            asked,
            near,
            stairs,
            no_bus,
            ease,
            weekday,
            part,
            of_kind,
            drawn,
            seats,
            min(drawn, seats),
            assumed.urgent if town.is_urgent else 1.0,
        )

    def _pull(self, town: Town) -> tuple[float, tuple[Near, ...]]:
        if town.id not in self._pulls:
            others = (one for one in self.towns.values() if one.id != town.id)
            near = tuple(filter(None, (self._near(town, one) for one in others)))
            self._pulls[town.id] = town.waiting * self.uptake[town.id], near
        return self._pulls[town.id]

    def _near(self, town: Town, other: Town) -> Near | None:
        km, assumed = self.km[town.id, other.id], self.wish.assumed
        if km is None or km > assumed.far_km or not other.waiting:
            return None
        share = exp(-km / assumed.near_km)
        people = other.waiting * self.uptake[other.id] * share
        return Near(other.id, other.waiting, km, share, people)

    def _ratio(self, of: Any, town_id: int, what: Any) -> Ratio:
        key = of.__name__, town_id, what
        if key not in self._ratios:
            self._ratios[key] = of(town_id, what)
        return self._ratios[key]
