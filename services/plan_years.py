"""年度ごとのようす: the city from year to year, what was planned, and 前年同期.

Years before となり come from imported tables. Whoever came twice is in them twice: their 実 is not
known, and nothing here pretends that it is.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, select

from models import PastClass, Staff
from services import done, groups, periods, population, targets
from services.counts import Cut, Key, Reached
from services.groups import Asked
from services.periods import PLAN_SINCE, PLAN_UNTIL, Period
from services.permissions import Permission, require
from services.population import Seniors
from services.reach import Count, Figures, Place
from services.targets import Goal

IMPORTED = (
    "取り込んだ数字は、前の年度の表にあった回数と延べです。同じ人が何回来たかがわからないので、"
    "実人数・到達率・初めての人は出せません。"
)


class Aim(NamedTuple):
    """What was to be done in a year. is_sum: the city has no target of its own, and these are its
    districts' together."""

    people: int | None
    classes: int | None
    is_sum: bool


class Past(NamedTuple):
    """取り込んだ数字: classes, and visits (延べ, every age) of an imported table."""

    classes: int
    visits: int


class Year(NamedTuple):
    """A fiscal year of the city. aim, past: none when nothing was written down or imported."""

    year: int
    place: Place
    as_of: date | None  # of the population
    aim: Aim | None
    past: Past | None

    @property
    def period(self) -> Period:
        return periods.year(self.year)

    @property
    def is_known(self) -> bool:
        """Whether となり itself has something of it."""
        return bool(self.place.held or self.place.everyone.visits)

    @property
    def done(self) -> float | None:
        """The share of the aim that was reached, of 1 and above."""
        people = self.aim.people if self.aim else None
        return self.place.seniors.people / people if people else None


class Before(NamedTuple):
    """前年同期: the city in the same months a year ago. is_short: the period it is compared with is
    still running, so that some of its days are missing."""

    period: Period
    place: Place
    is_short: bool


def years(db: Session, *, by: Staff) -> list[Year]:
    """The years of the plan, and those before it that were taken in, the oldest first."""
    require(by, Permission.REACH_VIEW)
    past = _past(db)
    wanted = sorted({*range(PLAN_SINCE, PLAN_UNTIL + 1), *past})
    goals = targets.goals(db, years=wanted)
    return [_year(db, one, goals.get(one, {}), past.get(one)) for one in wanted]


def _year(db: Session, year: int, goals: Mapping[int | None, Goal], past: Past | None) -> Year:
    period = periods.year(year)
    living = population.seniors(db, on=period.ends_on)
    place = _city(db, period, living)
    return Year(year, place, living and living.as_of, _aim(goals, living), past)


def _aim(goals: Mapping[int | None, Goal], living: Seniors | None) -> Aim | None:
    own = goals.get(None, Goal())
    people = own.people_of(living.city if living else None)
    if people is not None or own.classes is not None:
        return Aim(people, own.classes, is_sum=False)
    by_district = living.by_district if living else {}
    wished = [(one.people_of(by_district.get(home)), one.classes) for home, one in goals.items()]
    people, classes = (
        (_sum(column) for column in zip(*wished, strict=True)) if wished else (None,) * 2
    )
    return Aim(people, classes, is_sum=True) if (people, classes) != (None, None) else None


def _sum(numbers: Iterable[int | None]) -> int | None:
    known = [one for one in numbers if one is not None]
    return sum(known) if known else None


def _past(db: Session) -> dict[int, Past]:
    rows = select(PastClass.fiscal_year, func.count(), func.sum(PastClass.visits))
    found = db.exec(rows.group_by(PastClass.fiscal_year))
    return {year: Past(classes, int(visits)) for year, classes, visits in found}


def before(db: Session, *, figures: Figures, by: Staff) -> Before | None:
    """前年同期 of these figures, of the same people; none when nothing is known of that time."""
    require(by, Permission.REACH_VIEW)
    period, only = figures.period.same_a_year_ago, figures.only
    living = population.seniors(db, on=period.ends_on, sex=only.get(Cut.SEX))
    place = _city(db, period, living, only)
    known = place.held or place.everyone.visits
    return Before(period, place, figures.period.is_running) if known else None


def _city(
    db: Session, period: Period, living: Seniors | None, only: Mapping[Cut, Key] = {}
) -> Place:
    asked = [Asked(), Asked(seniors=True)]
    found = groups.at_once(db, period=period, asked=asked, only=only)
    all_ages, seniors = (one.get((), Reached()) for one in found)
    every = done.by_district(db, period=period)
    return Place(
        district_id=None,
        name="市全体",
        everyone=Count(*all_ages[:2]),
        seniors=Count(*seniors[:2]),
        newcomers=seniors.newcomers,
        population=living.city if living else None,
        held=done.held(db, period=period, only=only, every=every).total(),
    )
