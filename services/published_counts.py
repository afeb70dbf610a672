"""公表する数字: the numbers of a period as its publication counts them, real ones.

A year is told by district with ages and sexes, by course and format, and with what was asked;
months, quarters and several years by district alone (what is cut finer and more often would have to
be kept back almost whole).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from models import AgeBand, FigureMerge, MergeKind, Sex, What
from models.age import SENIOR
from services import class_figures, counts, desk_figures, places, population
from services.counts import Cut, Reached, Scope
from services.figure_keys import ALL, CITY, JOIN, OLD, OUTSIDE, UNKNOWN, Key, Number
from services.periods import Period
from services.population import Residents

NAMES = {CITY: "市全体", UNKNOWN: "町がわからない", OUTSIDE: "市外の人"}


class Row(NamedTuple):
    """code: as in models/publication.py. seniors: people of 65 and over who live there."""

    code: str
    name: str
    seniors: int | None = None


class Counted(NamedTuple):
    """The rows in their order, every number, and the reference date of the population."""

    rows: list[Row | class_figures.Row | desk_figures.Row]
    numbers: dict[Key, Number]
    as_of: date | None


class _Column(NamedTuple):
    """How a column is counted: by which cuts, and which of their keys it is."""

    name: str
    cuts: tuple[Cut, ...] = ()
    key: tuple[str, ...] = ()
    seniors: bool = False
    residents: bool = True
    tells: tuple[What, ...] = (What.PEOPLE,)

    def scope(self, row: str) -> Scope:
        by = () if row in (CITY, OUTSIDE) else (Cut.DISTRICT,)
        return Scope((*by, *self.cuts), self.seniors, self.residents)

    def group(self, row: str) -> tuple[str, ...]:
        by = {CITY: (), OUTSIDE: (), UNKNOWN: ("",)}.get(row, (row,))
        return (*by, *self.key)


def count(db: Session, *, period: Period, merges: Sequence[FigureMerge]) -> Counted:
    """Everything a publication of this period tells."""
    bands = merged(AgeBand, merges, MergeKind.BAND)
    named = {str(one.id): one.name for one in places.districts(db)}
    districts = merged(named, merges, MergeKind.DISTRICT)
    living = population.residents(db, on=period.ends_on)
    codes = [CITY, *dict.fromkeys(districts.values()), UNKNOWN]
    wanted = [(code, column) for code in codes for column in _columns(period, bands)]
    wanted.append((OUTSIDE, _Column(ALL, residents=False, tells=(What.PEOPLE, What.VISITS))))
    scopes = {column.scope(code) for code, column in wanted}
    cells = counts.count(
        db,
        period=period,
        scopes=scopes.union(class_figures.SCOPES if period.is_year else ()),
        merged={Cut.DISTRICT: districts, Cut.AGE: bands},
    )
    numbers = {}
    for code, column in wanted:
        reached = cells[column.scope(code)].get(column.group(code), Reached())
        numbers |= _numbers(code, column, reached, _living(living, code, column.name))
    names = NAMES | {code: _name(code, named) for code in districts.values()}
    rows = [Row(code, names[code], _living(living, code, OLD)) for code in [*codes, OUTSIDE]]
    if period.is_year:
        rows += class_figures.rows(db, cells=cells)
        numbers |= class_figures.numbers(cells)
        towns = {code: names[code] for code in codes[1:]}
        rows += desk_figures.rows(towns)
        numbers |= desk_figures.numbers(db, period=period, merged=districts)
    return Counted(rows, numbers, living.as_of if living else None)


def merged(keys: Iterable[str], merges: Sequence[FigureMerge], kind: MergeKind) -> dict[str, str]:
    """What each key is counted as: itself, or the merge it belongs to."""
    together = [one.members for one in merges if one.kind is kind]
    names = {member: members for members in together for member in members.split(JOIN)}
    return {str(key): names.get(str(key), str(key)) for key in keys}


def _columns(period: Period, bands: dict[str, str]) -> list[_Column]:
    old = _Column(OLD, seniors=True, tells=tuple(What))
    if not period.is_year:
        return [old]
    ages = [_Column(band, (Cut.AGE,), (band,)) for band in dict.fromkeys(bands.values())]
    sexes = [_Column(sex, (Cut.SEX,), (sex,)) for sex in map(str, Sex)]
    return [_Column(ALL), *ages, old, *sexes]


def _numbers(code: str, column: _Column, reached: Reached, living: int | None) -> dict[Key, Number]:
    values = {What.PEOPLE: reached.people, What.VISITS: reached.visits, What.NEW: reached.newcomers}
    return {
        Key(what, code, column.name): Number(
            values[what], limit=None if what is What.VISITS else living
        )
        for what in column.tells
    }


def _name(code: str, named: dict[str, str]) -> str:
    return "・".join(named[district] for district in code.split(JOIN))


def _living(living: Residents | None, code: str, column: str) -> int | None:
    """How many people of this row and column live there; none when the population does not say."""
    bands = {ALL: set(AgeBand), OLD: set(SENIOR)}.get(column) or set(column.split(JOIN))
    if living is None or code in (UNKNOWN, OUTSIDE) or not bands <= set(AgeBand):
        return None
    districts = set() if code == CITY else set(map(int, code.split(JOIN)))
    found = [
        people
        for (district, band, _), people in living.people.items()
        if band in bands and (code == CITY or district in districts)
    ]
    return sum(found) if any(found) else None
