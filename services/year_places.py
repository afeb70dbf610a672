"""年度の報告の町: each row of a publication beside its plan, its classes and the year before."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Course, Event, Outgoing, PublishedRow
from models.year_report import Cell, YearPlace
from services import deeds, done, population, published_tables, year_words
from services.figure_keys import CITY, JOIN, OUTSIDE, UNKNOWN, is_place
from services.periods import Period
from services.targets import Goal

NOTHING = published_tables.NOTHING
PEOPLE, VISITS, NEW, SENIORS, RATE = "実人数", "延べ", "初めての人", "人口", "到達率(%)"


class Town(NamedTuple):
    """A row: the districts it counts as one (none: the city), and what it tells."""

    districts: tuple[int | None, ...]
    place: YearPlace


LOW_SHARE = 0.5  # on paper always half of the city's rate, so that years can be compared


class Year(NamedTuple):
    """All rows of a year. `unknown`: whose town is not known."""

    towns: list[Town]
    city: YearPlace
    unknown: YearPlace


class _Known(NamedTuple):
    """What stands beside a published year; by district id."""

    outgoing: Outgoing
    figures: Mapping[str, Mapping[str, Cell]]
    before: Mapping[str, Mapping[str, Cell]]
    held: Mapping[int, int]
    held_before: Mapping[int, int] | None
    goals: Mapping[int | None, Goal]
    living: Mapping[int | None, int]
    courses: Mapping[int, Counter[str]]


def of(
    db: Session,
    *,
    year: Period,
    outgoing: Outgoing,
    before: Outgoing | None,
    goals: Mapping[int | None, Goal],
) -> Year:
    """The rows of an edition, in its order. goals: what is planned for that year."""
    known = _Known(
        outgoing=outgoing,
        figures=figures(outgoing),
        before=figures(before) if before else {},
        held=held(db, year=year),
        held_before=held(db, year=year.a_year_before) if before else None,
        goals=goals,
        living=_living(db, year),
        courses=courses(db, year=year),
    )
    towns: list[Town] = []
    special = {}
    for code, name in _rows(db, outgoing.number):
        if code in (CITY, UNKNOWN):
            special[code] = _place(known, name, (None,) if code == CITY else ())
        elif code != OUTSIDE and is_place(code):
            districts = tuple(map(int, code.split(JOIN)))
            towns.append(Town(districts, _place(known, name, districts)))
    return Year(towns, special[CITY], special[UNKNOWN])


def figures(outgoing: Outgoing) -> dict[str, dict[str, Cell]]:
    """The table by district: what outsiders read, by row and by column."""
    (table,) = [one for one in outgoing.tables if {PEOPLE, RATE} <= set(one.header)]
    return {row[0]: dict(zip(table.header, row, strict=True)) for row in table.rows}


def city_of(outgoing: Outgoing) -> dict[str, Cell]:
    (name,) = [one.totals[0] for one in outgoing.tables if RATE in one.header]
    return figures(outgoing)[name]


def held(db: Session, *, year: Period) -> dict[int, int]:
    """Classes of the year that were held, by the district of the hall."""
    return {home: one.held for home, one in done.by_district(db, period=year).items()}


def courses(db: Session, *, year: Period) -> dict[int, Counter[str]]:
    """The same by what was taught; a class without a course counts by its format."""
    classes, number = deeds.held_classes(year), func.count()
    rows = (
        select(classes.c.district_id, Course.title, Event.format, number)
        .select_from(classes)
        .join(Event, col(Event.id) == classes.c.id)
        .join(Course, col(Course.id) == Event.course_id, isouter=True)
        .group_by(classes.c.district_id, Course.title, Event.format)
    )
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for home, course, kind, count in db.exec(rows):
        found[home][course or kind.label] += count
    return found


def percent(cell: Cell) -> float | None:
    """A printed rate; none when it is not told."""
    return None if cell == NOTHING else float(cell)


def _rows(db: Session, number: int) -> Sequence[tuple[str, str]]:
    rows = select(PublishedRow.code, PublishedRow.name)
    here = rows.where(PublishedRow.publication_id == number)
    return db.exec(here.order_by(PublishedRow.position)).all()


def _living(db: Session, year: Period) -> dict[int | None, int]:
    """People of 65 and over: a target in percent is one of people."""
    seniors = population.seniors(db, on=year.ends_on)
    return {**seniors.by_district, None: seniors.city} if seniors else {}


def _place(known: _Known, name: str, districts: tuple[int | None, ...]) -> YearPlace:
    row, was, outgoing = known.figures[name], known.before.get(name, {}), known.outgoing
    people, seniors = row[PEOPLE], row[SENIORS]
    target = _sum([_target(known, one) for one in districts])
    city_rate = percent(city_of(outgoing)[RATE])
    return YearPlace(
        name=name,
        people=people,
        visits=row[VISITS],
        newcomers=row[NEW],
        seniors=seniors,
        rate=percent(row[RATE]),
        before=percent(was.get(RATE, NOTHING)),
        people_before=was.get(PEOPLE, NOTHING),
        held=_classes(known.held, districts),
        held_before=_classes(known.held_before, districts),
        target=target,
        target_rate=_rate(target, seniors),
        planned=_sum([known.goals.get(one, Goal()).classes for one in districts]),
        standing=year_words.standing(people, target, outgoing=outgoing),
        is_behind=year_words.is_behind(
            people, seniors, city_rate, outgoing=outgoing, share=LOW_SHARE
        )
        if districts
        else None,
        courses=_taught(known.courses, districts),
    )


def _target(known: _Known, district: int | None) -> int | None:
    goal, living = known.goals.get(district, Goal()), known.living.get(district)
    if goal.rate is None:
        return goal.people
    return ceil(goal.rate * living) if living else None


def _rate(target: int | None, seniors: Cell) -> float | None:
    known = target is not None and isinstance(seniors, int) and seniors
    return 100 * target / seniors if known else None


def _classes(held: Mapping[int, int] | None, districts: tuple[int | None, ...]) -> int | None:
    """None: no classes are held in a town that is not known, and without a year before."""
    if held is None or not districts:
        return None
    return sum(held.values() if districts == (None,) else [held.get(one, 0) for one in districts])


def _taught(
    courses: Mapping[int, Counter[str]], districts: tuple[int | None, ...]
) -> tuple[tuple[str, int], ...]:
    """The most first."""
    whole = courses.values() if districts == (None,) else [courses[one] for one in districts]
    found = sum(whole, Counter())
    return tuple(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def _sum(values: Sequence[int | None]) -> int | None:
    """Of towns that count as one, when all of them have it."""
    return None if None in values or not values else sum(values)
