"""到達: who came, from which district, out of how many; every definition is written here, once.

U is the number of distinct residents of 65 and over who came at least once in the period, by the
district and age of the day of the visit; P65 the people of 65 and over who live there (人口).
Unknown districts and ages stay in rows of their own and are never spread over the others.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import AgeBand, Attendance, District, Event, EventStatus, Sex, Staff, Venue
from models.age import SENIOR
from services import population
from services.permissions import Permission, require

QUIET_DAYS = 90  # without a class for so long, a district is pointed out
LOW_SHARE = 0.5  # of the city's rate: below it a district counts as unreached
DEFINITIONS = {
    "実人数": "来た人の数です。同じ人が何回来ても、1人と数えます。",
    "延べ": "来た回数の合計です。同じ人が3回来たら、3回と数えます。",
    "到達率": "65歳以上の市民のうち、期間中に1回でも来た人の割合です（実人数÷65歳以上の人口）。",
    "65歳以上の人口": "取り込んだ「地域・年齢別人口」の、いちばん新しい基準日の人数です。",
    "初めての人": "65歳以上で、期間中に初めて来た人です。前に1回でも来た人は入りません。",
    "町": "来た人が、その日に住んでいた町です。「開催」だけは、会場のある町で数えます。",
    "年代": "来た日の年代です。期間の途中で年代が変わった人は、両方の年代に入ります。",
    "市全体": "町のわからない市民も入れて、1人を1回だけ数えます。町の合計とは違うことがあります。",
    "市外の人": "到達率には入れず、別に数えます。",
    "開催": "終わった教室・相談会の数です。中止と延期は入りません。",
    "届いていない": "到達率が市全体の半分より低いか、来た人が1人もいない町です。",
}


class Flag(StrEnum):
    """Why a district needs a look; one district may have several."""

    NEVER_HELD = "まだ一度も開いていない"
    QUIET = f"{QUIET_DAYS}日以上、開いていない"
    NOBODY_CAME = "開いたが、だれも来ていない"
    UNREACHED = "届いていない"


class Period(NamedTuple):
    """Fiscal years, both included."""

    since: int
    until: int

    @property
    def label(self) -> str:
        last = dates.fiscal_year_name(self.until)
        if self.since == self.until:
            return last
        return f"{dates.fiscal_year_name(self.since)}から{last}まで"

    @property
    def years(self) -> range:
        return range(self.since, self.until + 1)

    @property
    def ends_on(self) -> date:
        """The last day, or today while the period is running."""
        return min(date(self.until + 1, 3, 31), clock.today())


class Count(NamedTuple):
    """実 and 延べ."""

    people: int = 0
    visits: int = 0


class Place(NamedTuple):
    """One district, the city, or those whose district is unknown (`district_id` none).

    `seniors` and `newcomers` are of 65 and over; `population` none: no figures were imported.
    """

    district_id: int | None
    name: str
    everyone: Count
    seniors: Count
    newcomers: int
    population: int | None = None
    held: int = 0
    flags: tuple[Flag, ...] = ()

    @property
    def rate(self) -> float | None:
        """U / P65 as a share of 1."""
        return self.seniors.people / self.population if self.population else None


class Figures(NamedTuple):
    """What the reach page shows of one period. `cells`: residents by (district id, age band)."""

    period: Period
    as_of: date | None
    places: list[Place]
    city: Place
    unknown: Place
    unknown_age: Count
    outside: Count
    cells: dict[tuple[int | None, AgeBand], Count]


class _Held(NamedTuple):
    """Classes in a district: in the period, of these with a visitor, and the last one ever."""

    count: int = 0
    visited: int = 0
    last: date | None = None


def periods(db: Session, *, by: Staff) -> list[Period]:
    """What can be chosen: each fiscal year with visits, the newest first, then all together."""
    require(by, Permission.REACH_VIEW)
    this_year = dates.fiscal_year(clock.today())
    first = min(db.exec(select(func.min(Attendance.fiscal_year))).one() or this_year, this_year)
    years = [Period(year, year) for year in range(this_year, first - 1, -1)]
    return [*years, Period(first, this_year)] if len(years) > 1 else years


def figures(db: Session, *, period: Period, by: Staff, sex: Sex | None = None) -> Figures:
    """The figures of a period, of everybody or of one sex."""
    require(by, Permission.REACH_VIEW)
    asked = [col(Attendance.fiscal_year).in_(period.years)]
    if sex:
        asked.append(col(Attendance.sex) == sex)
    here = [*asked, col(Attendance.is_resident)]
    seniors = population.seniors(db, sex=sex)
    held = _held(db, period)
    city = Place(
        district_id=None,
        name="市全体",
        **_people(db, here, period)[()],
        population=seniors.city if seniors else None,
        held=sum(one.count for one in held.values()),
    )
    by_district = _people(db, here, period, Attendance.district_id)
    places = []
    for district in db.exec(select(District).order_by(District.position)):
        place = Place(
            district_id=district.id,
            name=district.name,
            **by_district[(district.id,)],
            population=seniors.by_district.get(district.id) if seniors else None,
            held=held[district.id].count,
        )
        flags = _flags(place, city, held[district.id], period)
        places.append(place._replace(flags=tuple(flags)))
    return Figures(
        period=period,
        as_of=seniors.as_of if seniors else None,
        places=places,
        city=city,
        unknown=Place(district_id=None, name="町がわからない", **by_district[(None,)]),
        unknown_age=_counts(db, [*here, Attendance.age_band == AgeBand.UNKNOWN])[()],
        outside=_counts(db, [*asked, ~col(Attendance.is_resident)])[()],
        cells=_counts(db, here, Attendance.district_id, Attendance.age_band),
    )


def _people(db: Session, here: list, period: Period, *groups) -> dict[tuple, dict[str, Any]]:
    """By group: everyone, those of 65 and over, and how many of these are new."""
    old = [*here, col(Attendance.age_band).in_(SENIOR)]
    everyone = _counts(db, here, *groups)
    seniors = _counts(db, old, *groups)
    new = _counts(db, [*old, ~_came_before(period)], *groups)
    nobody = {"everyone": Count(), "seniors": Count(), "newcomers": 0}
    found = {
        group: {"everyone": count, "seniors": seniors[group], "newcomers": new[group].people}
        for group, count in everyone.items()
    }
    return defaultdict(lambda: nobody, found)


def _counts(db: Session, conditions: list, *groups) -> dict[tuple, Count]:
    """実 and 延べ by group. The indexes of Attendance are in group order: no sorting."""
    counted = (func.count(func.distinct(Attendance.person_id)), func.count())
    rows = db.exec(select(*groups, *counted).where(*conditions).group_by(*groups))
    return defaultdict(Count, {tuple(key): Count(people, visits) for *key, people, visits in rows})


def _came_before(period: Period) -> ColumnElement[bool]:
    """One pass over the earlier rows; a question for each visitor would be many."""
    earlier = aliased(Attendance)
    people = select(earlier.person_id).where(col(earlier.month) < period.since * 100 + 4)
    return col(Attendance.person_id).in_(people)


def _held(db: Session, period: Period) -> dict[int, _Held]:
    """By district of the venue. A class counts as held when it was closed so, or somebody came."""
    visited = exists().where(col(Attendance.event_id) == Event.id)
    held = (
        select(Venue.district_id, Event.local_date, Event.fiscal_year, visited.label("visited"))
        .join(Venue, col(Venue.id) == Event.venue_id)
        .where(
            Event.local_date <= period.ends_on,
            or_(col(Event.status).in_((EventStatus.HELD, EventStatus.REPORTED)), visited),
        )
        .subquery()
    )
    within = held.c.fiscal_year.in_(period.years)
    rows = db.exec(
        select(
            held.c.district_id,
            func.count().filter(within),
            func.count().filter(within, held.c.visited),
            func.max(held.c.local_date),
        ).group_by(held.c.district_id)
    )
    return defaultdict(_Held, {district: _Held(*counts) for district, *counts in rows})


def _flags(place: Place, city: Place, held: _Held, period: Period) -> Iterator[Flag]:
    if held.last is None:
        yield Flag.NEVER_HELD
    elif held.last < period.ends_on - timedelta(days=QUIET_DAYS):
        yield Flag.QUIET
    if held.count and not held.visited:
        yield Flag.NOBODY_CAME
    is_low = place.rate is not None and place.rate < (city.rate or 0) * LOW_SHARE
    if is_low or not place.seniors.people:
        yield Flag.UNREACHED
