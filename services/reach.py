"""到達: who came, from which district, out of how many; every definition is written here, once.

The counts come from services/upkeep.py: made beforehand or now, and always right. U is the number
of distinct residents of 65 and over who came at least once in the period, by the district and age
of the day of the visit; P65 the people of 65 and over who live there (人口). Unknown districts and
ages stay in rows of their own and are never spread over the others.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, select

import clock
from japanese import dates
from models import AgeBand, Attendance, Staff
from services import done, groups, limits, places, population
from services.counts import Cut, Key, Reached
from services.deeds import Deeds
from services.groups import Asked, Groups, Heading
from services.limits import Limits
from services.periods import Period, cumulative, fiscal_year, year
from services.permissions import Permission, require

ASKED = (
    *(Asked(), Asked((Cut.DISTRICT,)), Asked((Cut.AGE,))),
    *(Asked(seniors=True), Asked((Cut.DISTRICT,), seniors=True), Asked(residents=False)),
)
DEFINITIONS = {
    "実人数": "来た人の数です。同じ人が何回来ても、1人と数えます。",
    "延べ": "来た回数の合計です。同じ人が3回来たら、3回と数えます。",
    "到達率": "65歳以上の市民のうち、期間中に1回でも来た人の割合です（実人数÷65歳以上の人口）。",
    "65歳以上の人口": "取り込んだ人口のうち、期間の終わりまでで、いちばん新しい基準日の人数です。",
    "初めての人": "65歳以上で、期間中に初めて来た人です。前に1回でも来た人は入りません。",
    "町": "来た人が、その日に住んでいた町です。「開催」だけは、会場のある町で数えます。",
    "年代": "来た日の年代です。期間の途中で年代が変わった人は、両方の年代に入ります。",
    "市全体": "町のわからない市民も入れて、1人を1回だけ数えます。町の合計とは違うことがあります。",
    "市外の人": "到達率には入れず、別に数えます。",
    "開催": "終わった教室・相談会の数です。中止と延期は入りません。",
    "届いていない": "到達率が市全体の到達率の{low_share}％より低いか、来た人が1人もいない町です。",
    "しばらく開いていない": "最後の教室・相談会から{quiet_days}日より長くたった町です。",
}


class Flag(StrEnum):
    """Why a district needs a look; one district may have several."""

    NEVER_HELD = "まだ一度も開いていない"
    QUIET = "しばらく開いていない"
    NOBODY_CAME = "町の教室に、だれも来ていない"
    UNREACHED = "届いていない"


class Count(NamedTuple):
    """実 and 延べ."""

    people: int = 0
    visits: int = 0


Ages = Mapping[tuple[int | None, AgeBand], Count]  # by district and band; no key: nobody


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
    """What the reach page shows of one period; `only`: of whom."""

    period: Period
    as_of: date | None  # of the population
    places: list[Place]
    city: Place
    unknown: Place
    unknown_age: Count
    outside: Count
    only: Mapping[Cut, Key]
    limits: Limits
    is_later: bool = False  # the population's day comes after the period: there is no earlier one


class Table(NamedTuple):
    """One figure by rows and columns. The totals are counted by themselves: people do not add up.

    A pair of keys that is not among the cells is nobody.
    """

    period: Period
    rows: list[Heading]
    columns: list[Heading]
    cells: dict[tuple[Key, Key], Reached]
    row_totals: dict[Key, Reached]
    column_totals: dict[Key, Reached]
    total: Reached


def periods(db: Session, *, by: Staff) -> list[Period]:
    """What can be chosen: each fiscal year with visits, the newest first, then 累計. The months and
    quarters of a year are its own."""
    require(by, Permission.REACH_VIEW)
    this_year = dates.fiscal_year(clock.today())
    month = db.exec(select(func.min(Attendance.month))).one()
    first = min(fiscal_year(month), this_year) if month else this_year
    years = [year(one) for one in range(this_year, first - 1, -1)]
    return [*years, cumulative(this_year)] if len(years) > 1 else years


def figures(
    db: Session,
    *,
    period: Period,
    by: Staff,
    only: Mapping[Cut, Key] | None = None,
    lately: bool = False,
) -> Figures:
    """The figures of a period; lately: as in services/upkeep.py.

    only: one sex, format or course, or several of these at once. Classes (`held`) are those of the
    format and course; the flags about classes are of all of them.
    """
    require(by, Permission.REACH_VIEW)
    only = only or {}
    city, towns, bands, old_city, old_towns, outside = groups.at_once(
        db, period=period, asked=ASKED, only=only, lately=lately
    )
    seniors = population.seniors(db, on=period.ends_on, sex=only.get(Cut.SEX))
    every, last = done.by_district(db, period=period), done.last_days(db, until=period.until)
    held, limit = done.held(db, period=period, only=only, every=every), limits.of(db)
    whole = Place(
        district_id=None,
        name="市全体",
        **_people(city, old_city),
        population=seniors.city if seniors else None,
        held=held.total(),
    )
    by_place = []
    for district in places.districts(db):
        place = Place(
            district_id=district.id,
            name=district.name,
            **_people(towns, old_towns, district.id),
            population=seniors.by_district.get(district.id) if seniors else None,
            held=held[district.id],
        )
        flags = _flags(place, whole, every[district.id], last.get(district.id), period, limit)
        by_place.append(place._replace(flags=tuple(flags)))
    return Figures(
        period=period,
        as_of=seniors.as_of if seniors else None,
        places=by_place,
        city=whole,
        unknown=Place(district_id=None, name="町がわからない", **_people(towns, old_towns, None)),
        unknown_age=_count(bands, AgeBand.UNKNOWN),
        outside=_count(outside),
        only=only,
        limits=limit,
        is_later=bool(seniors and seniors.is_later),
    )


def ages(db: Session, *, figures: Figures, by: Staff) -> Ages:
    """The residents of these figures."""
    require(by, Permission.REACH_VIEW)
    cuts = [(Cut.DISTRICT, Cut.AGE)]
    (cells,) = groups.found(db, period=figures.period, cuts=cuts, only=figures.only)
    return defaultdict(Count, {key: _count(cells, *key) for key in cells})


def table(
    db: Session,
    *,
    period: Period,
    rows: Cut,
    columns: Cut,
    by: Staff,
    seniors: bool = True,
    residents: bool = True,
    only: Mapping[Cut, Key] | None = None,
) -> Table:
    """One figure by two cuts: of 65 and over unless told otherwise, of residents or of the others.

    only: no others than these, such as {Cut.SEX: Sex.FEMALE}. What services/upkeep.py does not keep
    is counted from the rows of the period: right as well, but not as fast.
    """
    require(by, Permission.REACH_VIEW)
    cells, by_row, by_column, whole = groups.found(
        db,
        period=period,
        cuts=[(rows, columns), (rows,), (columns,), ()],
        seniors=seniors,
        residents=residents,
        only=only,
    )
    return Table(
        period=period,
        rows=groups.headings(db, cut=rows, groups=by_row, seniors=seniors),
        columns=groups.headings(db, cut=columns, groups=by_column, seniors=seniors),
        cells=cells,
        row_totals={key: reached for (key,), reached in by_row.items()},
        column_totals={key: reached for (key,), reached in by_column.items()},
        total=whole.get((), Reached()),
    )


def _people(everyone: Groups, seniors: Groups, *key: Key) -> dict[str, Any]:
    old = seniors.get(key, Reached())
    return {
        "everyone": _count(everyone, *key),
        "seniors": Count(old.people, old.visits),
        "newcomers": old.newcomers,
    }


def _count(counted: Groups, *key: Key) -> Count:
    reached = counted.get(key, Reached())
    return Count(reached.people, reached.visits)


def _flags(
    place: Place, city: Place, held: Deeds, last: date | None, period: Period, limit: Limits
) -> Iterator[Flag]:
    """held: every class of the period there; last: the day of the last one ever."""
    if last is None:
        yield Flag.NEVER_HELD
    elif last < period.ends_on - timedelta(days=limit.quiet_days):
        yield Flag.QUIET
    if held.held and not held.visited:
        yield Flag.NOBODY_CAME
    is_low = place.rate is not None and place.rate * 100 < (city.rate or 0) * limit.low_share
    if is_low or not place.seniors.people:
        yield Flag.UNREACHED
