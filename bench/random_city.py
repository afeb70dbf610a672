"""Invented cities and their visitors, with every number that a year of publications counts."""

import random
from collections import Counter, defaultdict
from typing import NamedTuple

from models import AgeBand
from models.age import SENIOR
from services.figure_keys import (
    ALL,
    CARDS,
    CITY,
    COURSE,
    FORMAT,
    JOIN,
    NEW,
    OLD,
    PEOPLE,
    QUESTIONS,
    SOLVED,
    UNKNOWN,
    VISITS,
    Key,
)

BANDS = list(AgeBand)
MONTHS = [202604 + m if m < 9 else 202701 + m - 9 for m in range(12)]


class Visit(NamedTuple):
    person: int
    month: int
    row: str
    band: str
    sex: str
    course: str
    format: str


class Case(NamedTuple):
    """A question, or a consultation of somebody from a district."""

    month: int
    row: str
    is_solved: bool


class City(NamedTuple):
    """Visits and cases of one year and of the year before (months 202504–202603)."""

    rows: list[str]
    visits: list[Visit]
    cases: list[Case]
    moves: bool


def city(seed: int) -> City:
    """Two to nine districts, from a few dozen to some thousand visitors; in every third people
    move and grow older between visits."""
    dice = random.Random(seed)
    rows = [str(n) for n in range(1, dice.randint(3, 10))]
    if dice.random() < 0.4 and len(rows) > 3:
        rows[1:3] = [JOIN.join(rows[1:3])]
    sizes = [dice.paretovariate(1.1) for _ in rows]
    moves = seed % 3 == 0
    months = [month - 100 for month in MONTHS] + MONTHS
    popular = [dice.random() + 0.05 for _ in months]
    classes, often = _classes(dice)
    visits = []
    for person in range(int(10 ** dice.uniform(1.5, 3.3))):
        row = UNKNOWN if dice.random() < 0.02 else dice.choices(rows, sizes)[0]
        band = dice.choices(BANDS, [2, 2, 5, 7, 6, 4, 2, 0.4])[0]
        sex = dice.choices("fmx", [6, 4, 0.3])[0]
        for month in sorted(dice.choices(months, popular, k=1 + int(dice.expovariate(0.5)))):
            if moves and dice.random() < 0.03:
                row = dice.choice(rows)
            if moves and dice.random() < 0.03:
                band = BANDS[min(BANDS.index(band) + 1, 6)]
            visits.append(Visit(person, month, row, band, sex, *dice.choices(classes, often)[0]))
    return City([*rows, UNKNOWN], visits, _cases(dice, [*rows, UNKNOWN], [*sizes, 0.1]), moves)


def _cases(dice: random.Random, rows: list[str], sizes: list[float]) -> list[Case]:
    """From none to a few hundred, most of them solved."""
    months = [month - 100 for month in MONTHS] + MONTHS
    is_mostly = dice.random()
    return [
        Case(
            dice.choice(months),
            QUESTIONS if dice.random() < 0.3 else f"{CARDS}:{dice.choices(rows, sizes)[0]}",
            dice.random() < is_mostly,
        )
        for _ in range(int(10 ** dice.uniform(0, 2.7)))
    ]


def _classes(dice: random.Random) -> tuple[list[tuple[str, str]], list[float]]:
    """What is held, as course and format, and how many come: some courses in two formats, help
    without a course."""
    courses = [f"{COURSE}{number}" for number in range(1, dice.randint(2, 13))]
    formats = [f"{FORMAT}{name}" for name in ("koza", "saron", "demae")[: dice.randint(1, 3)]]
    found = [(course, dice.choice(formats)) for course in courses]
    found += [(course, dice.choice(formats)) for course in courses if dice.random() < 0.3]
    found.append((COURSE, f"{FORMAT}sodan"))
    found = list(dict.fromkeys(found))
    return found, [dice.paretovariate(0.5) for _ in found]


def count(town: City, since: int, until: int, *, in_full: bool) -> dict[Key, int]:
    """The numbers of a period; in full: with bands and sexes."""
    first: dict[int, int] = {}
    for visit in town.visits:
        first[visit.person] = min(first.get(visit.person, visit.month), visit.month)
    people, visits = defaultdict(set), Counter()
    for visit in town.visits:
        if not since <= visit.month <= until:
            continue
        for row in (CITY, visit.row):
            for what, column in _columns(visit, first[visit.person] >= since, in_full):
                people[Key(what, row, column)].add(visit.person)
                visits[Key(VISITS, row, column)] += what == PEOPLE
    columns = [(PEOPLE, OLD), (VISITS, OLD), (NEW, OLD)]
    if in_full:
        columns += [(PEOPLE, column) for column in (ALL, *BANDS, "f", "m", "x")]
    keys = [Key(what, row, str(c)) for row in [CITY, *town.rows] for what, c in columns]
    counted = {key: visits[key] if key.what == VISITS else len(people[key]) for key in keys}
    if in_full:
        here = [visit for visit in town.visits if since <= visit.month <= until]
        counted |= {Key(VISITS, CITY, ALL): len(here), **_by_class(here)}
        counted |= _by_desk(town, [case for case in town.cases if since <= case.month <= until])
    return counted


def _by_class(visits: list[Visit]) -> dict[Key, int]:
    """People and visits of each course and format, and visits of each course in each format."""
    came = Counter(Key(VISITS, one.course, one.format) for one in visits)
    people = defaultdict(set)
    for one in visits:
        for row in (one.course, one.format):
            came[Key(VISITS, row, ALL)] += 1
            people[Key(PEOPLE, row, ALL)].add(one.person)
    return {**came, **{key: len(some) for key, some in people.items()}}


def _by_desk(town: City, cases: list[Case]) -> dict[Key, int]:
    """Questions of the city, and consultations by district: all, and those that were solved."""
    came = Counter()
    for case in cases:
        whole = QUESTIONS if case.row == QUESTIONS else CARDS
        for row in {case.row, whole}:
            counted, solved = _case_keys(row)
            came[counted] += 1
            came[solved] += case.is_solved
    rows = [QUESTIONS, CARDS, *(f"{CARDS}:{row}" for row in town.rows)]
    return {key: came[key] for row in rows for key in _case_keys(row)}


def _case_keys(row: str) -> tuple[Key, Key]:
    return Key(VISITS, row, ALL), Key(VISITS, row, SOLVED)


def _columns(visit: Visit, is_new: bool, in_full: bool) -> list[tuple[str, str]]:
    found = [(PEOPLE, ALL), (PEOPLE, str(visit.band)), (PEOPLE, visit.sex)] if in_full else []
    if visit.band in SENIOR:
        found.append((PEOPLE, OLD))
        if is_new:
            found.append((NEW, OLD))
    return found
