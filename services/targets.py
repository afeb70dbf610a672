"""計画と実績: what a district is to reach in a fiscal year, what came of it, what is next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import ceil
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import District, Staff, Target
from refusal import Refusal
from services import periods, reach
from services.permissions import Permission, require
from services.reach import Figures, Place

BACK, AHEAD = 3, 1  # fiscal years that can be planned or looked at, beside those with figures
MOST_PEOPLE, MOST_CLASSES = 1_000_000, 1_000


class Goal(NamedTuple):
    """What is wished for. people or rate (a share of 1), or neither; none: no target."""

    people: int | None = None
    rate: float | None = None
    classes: int | None = None
    note: str = ""
    next_step: str = ""

    @property
    def is_wished(self) -> bool:
        """Whether there is a target, beside what was learned."""
        return (self.people, self.rate, self.classes) != (None, None, None)

    def people_of(self, population: int | None) -> int | None:
        """How many people are to be reached of so many."""
        if self.rate is None:
            return self.people
        return ceil(self.rate * population) if population else None


class Row(NamedTuple):
    """A district's year (none: the city). before: what was to be done next, a year ago."""

    district_id: int | None
    place: Place
    goal: Goal
    before: str

    @property
    def people(self) -> int | None:
        """How many people are to be reached."""
        return self.goal.people_of(self.place.population)

    @property
    def done(self) -> float | None:
        """The share of the target that has been reached, of 1 and above."""
        return self.place.seniors.people / self.people if self.people else None

    @property
    def is_met(self) -> bool:
        return self.done is not None and self.done >= 1


class Board(NamedTuple):
    """A fiscal year: the districts, the city, how much of the year is over, and how many targets
    the year before had."""

    year: int
    rows: list[Row]
    city: Row
    passed: float
    earlier: int

    @property
    def planned(self) -> list[Row]:
        return [one for one in self.rows if one.people]


def years(db: Session, *, by: Staff) -> list[int]:
    """The fiscal years around this one, and those with targets, the newest first."""
    require(by, Permission.REACH_VIEW)
    this = dates.fiscal_year(clock.today())
    planned = db.exec(select(Target.fiscal_year).distinct())
    return sorted({*range(this - BACK, this + AHEAD + 1), *planned}, reverse=True)


def board(db: Session, *, year: int, by: Staff) -> Board:
    """What was planned for a year beside what has been held and reached."""
    require(by, Permission.REACH_VIEW)
    return beside(db, figures=reach.figures(db, period=periods.year(year), by=by), by=by)


def beside(db: Session, *, figures: Figures, by: Staff) -> Board:
    """The plan of a year beside its figures, which are known already."""
    require(by, Permission.REACH_VIEW)
    year = periods.fiscal_year(figures.period.until)
    goals, before = _goals(db, year), _goals(db, year - 1)

    def row(place: Place) -> Row:
        key = place.district_id
        return Row(key, place, goals.get(key, Goal()), before.get(key, Goal()).next_step)

    rows, city = [row(one) for one in figures.places], row(figures.city)
    earlier = sum(one.is_wished for one in before.values())
    return Board(year, rows, city, _passed(year), earlier)


def _goals(db: Session, year: int) -> Mapping[int | None, Goal]:
    return goals(db, years=[year])[year]


def goals(db: Session, *, years: Iterable[int]) -> Mapping[int, Mapping[int | None, Goal]]:
    """By fiscal year and district (none: the city); a district without one is left out."""
    found: dict[int, dict[int | None, Goal]] = defaultdict(dict)
    for one in db.exec(select(Target).where(col(Target.fiscal_year).in_(list(years)))):
        goal = Goal(one.people, one.rate, one.classes, one.note, one.next_step)
        found[one.fiscal_year][one.district_id] = goal
    return found


def _passed(year: int) -> float:
    today, (first, last) = clock.today(), dates.fiscal_year_days(year)
    return min(1.0, max(0.0, ((today - first).days + 1) / ((last - first).days + 1)))


def save(db: Session, *, year: int, district: District | None, goal: Goal, by: Staff) -> Target:
    """Write down a district's target and what was learned (none: the city's)."""
    require(by, Permission.EVENT_PUBLISH)
    _check(goal)
    town = district.id if district else None
    here = col(Target.district_id) == town if district else col(Target.district_id).is_(None)
    found = select(Target).where(Target.fiscal_year == year, here)
    target = db.exec(found.with_for_update()).first()
    target = target or Target(fiscal_year=year, district_id=town)
    for name, value in goal._asdict().items():
        setattr(target, name, value.strip() if isinstance(value, str) else value)
    db.add(target)
    db.flush()
    return target


def copy(db: Session, *, year: int, by: Staff) -> int:
    """Begin a year with the targets of the one before, where there is none yet; returns how many.

    What was seen and what is next belong to their own year.
    """
    require(by, Permission.EVENT_PUBLISH)
    there = set(db.exec(select(Target.district_id).where(Target.fiscal_year == year)))
    wished = [
        Target(
            fiscal_year=year,
            district_id=town,
            people=one.people,
            rate=one.rate,
            classes=one.classes,
        )
        for town, one in _goals(db, year - 1).items()
        if town not in there and one.is_wished
    ]
    if not wished:
        raise Refusal(f"{dates.fiscal_year_name(year - 1)}の目標がないので、写せません。")
    db.add_all(wished)
    db.flush()
    return len(wished)


def _check(goal: Goal) -> None:
    if goal.people is not None and goal.rate is not None:
        raise Refusal("目標は、人数か割合の、どちらか1つにしてください。")
    if not 0 <= (goal.people or 0) <= MOST_PEOPLE or not 0 <= (goal.rate or 0) <= 1:
        raise Refusal("目標の人数は0人以上、割合は0％から100％までで入力してください。")
    if not 0 <= (goal.classes or 0) <= MOST_CLASSES:
        raise Refusal(f"教室の数は、0回から{MOST_CLASSES:,}回までで入力してください。")
