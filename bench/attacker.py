"""Somebody who reads all that a city published, and works out what was kept back.

He knows the definitions and nothing else; he shares no line with services/suppression.py. Every
number he does not see is a variable, every definition an equation, and linear programming (HiGHS)
says between which values each one has to lie.
"""

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from bench.equations import MANY, Book, intervals

SMALL, KEPT = "未満", "非公表"
OLD_BANDS = ("65-69", "70-74", "75-79", "80-84", "85+")
SEXES = ("f", "m", "x")
TOTALS = ("all", "senior")

# A number: what is counted, from which row (districts 3|7, city, …), in which column.
Name = tuple[str, str, str]


class Issue(NamedTuple):
    """One publication as printed: months as 202604, texts as 12, 10未満, 非公表.

    rates: per cent with one decimal, people: how many live there (both are public).
    same: the numbers that a correction left as they were, told by somebody in the office.
    """

    since: int
    until: int
    texts: Mapping[Name, str]
    rates: Mapping[Name, str] = {}
    people: Mapping[Name, int] = {}
    same: Collection[Name] = ()


def attack(
    issues: Sequence[Issue], *, enough: int, moves: bool = False
) -> dict[tuple, tuple[int, int]]:
    """For every number kept back, and for every difference of two, the values it can have.

    He stops looking once he has `enough` possible values.
    moves: people move and grow older, so that they may stand in two rows or columns of people.
    """
    book = Book()
    places = [{name: _read(book, issue, name) for name in issue.texts} for issue in issues]
    hidden = {
        (at, name): place
        for at, issue in enumerate(issues)
        for name, place in places[at].items()
        if not issue.texts[name].isdigit()
    }
    for issue, names in zip(issues, places, strict=True):
        _add_up(book, {name: at for name, at in names.items() if ":" not in name[1]}, moves)
        hidden |= _by_class(book, names, issues.index(issue))
        hidden |= _by_desk(book, names, issues.index(issue))
        hidden |= _returning(book, names, issues.index(issue))
    hidden |= _over_time(book, issues, places, moves)
    _repeated(book, issues, places)
    return intervals(book, hidden, enough)


def _read(book: Book, issue: Issue, name: Name) -> int:
    text = issue.texts[name]
    most = issue.people.get(name, MANY) if name[0] == "people" else MANY
    if text.isdigit():
        return book.variable(int(text), int(text))
    if SMALL in text:
        return book.variable(1, min(int(text.removesuffix(SMALL)) - 1, most))
    rate = issue.rates.get(name, "")
    if rate.replace(".", "").isdigit():
        return book.variable(*(most * (float(rate) + off) / 100 for off in (-0.05, 0.05)))
    return book.variable(0, most)


def _add_up(book: Book, names: Mapping[Name, int], moves: bool) -> None:
    rows = sorted({row for _, row, _ in names} - {"city", "outside"})
    for what, column in sorted({(what, column) for what, _, column in names}):
        parts = [(what, row, column) for row in rows]
        _total(book, names, (what, "city", column), parts, moves)
    for what, row in sorted({(what, row) for what, row, _ in names}):
        bands = [c for w, r, c in names if (w, r) == (what, row) and c not in (*TOTALS, *SEXES)]
        old = [band for band in bands if band.split("|")[0] in OLD_BANDS]
        for total, columns in (("all", bands), ("senior", old), ("all", SEXES)):
            _total(book, names, (what, row, total), [(what, row, c) for c in columns], moves)
    for (what, row, column), place in names.items():
        if what == "people" and ("visits", row, column) in names:
            book.is_at_most(place, names["visits", row, column])


def _total(
    book: Book, names: Mapping[Name, int], whole: Name, parts: Sequence[Name], moves: bool
) -> None:
    found = [names[part] for part in parts if part in names]
    if whole not in names or not parts or len(found) < len(parts):
        return
    if whole[0] == "visits" or not moves:
        book.is_sum(names[whole], found)
        return
    book.say([*((part, 1) for part in found), (names[whole], -1)], 0, np.inf)
    for part in found:
        book.is_at_most(part, names[whole])


def _returning(book: Book, names: Mapping[Name, int], at: int) -> dict[tuple, int]:
    found = {}
    for (what, row, column), place in names.items():
        if what == "new" and ("people", row, column) in names:
            rest = book.variable(0, MANY)
            book.is_sum(names["people", row, column], [place, rest])
            found[at, "returning", row, column] = rest
    return found


def _by_class(book: Book, names: Mapping[Name, int], at: int) -> dict[tuple, int]:
    """Courses and formats: their visits add up, and nobody was at a course without its formats."""
    visits, people = ("visits", "city", "all"), ("people", "city", "all")
    rows = sorted({row for _, row, _ in names if row.startswith(("course:", "format:"))})
    crossed = [(row, column) for _, row, column in names if ":" in column]
    if visits not in names or not rows:
        return {}
    rest = {}
    for kind in ("course:", "format:"):
        own = [row for row in rows if row.startswith(kind)]
        book.is_sum(names[visits], [names["visits", row, "all"] for row in own])
        parts = [(names["people", row, "all"], 1) for row in own]
        book.say([*parts, (names[people], -1)], 0, np.inf)
    for row in rows:
        pairs = [pair for pair in crossed if row in pair]
        book.is_sum(names["visits", row, "all"], [names["visits", *pair] for pair in pairs])
        others = [names["people", one, "all"] for pair in pairs for one in pair if one != row]
        mine = names["people", row, "all"]
        book.say([*((other, 1) for other in others), (mine, -1)], 0, np.inf)
        book.is_at_most(mine, names["visits", row, "all"])
        rest[at, "never", row] = book.variable(0, MANY)
        book.is_sum(names[people], [mine, rest[at, "never", row]])
    rest[at, "younger", "city"] = book.variable(0, MANY)
    old = names["visits", "city", "senior"]
    book.is_sum(names[visits], [old, rest[at, "younger", "city"]])
    return rest


def _by_desk(book: Book, names: Mapping[Name, int], at: int) -> dict[tuple, int]:
    """Questions and consultations: by district they add up, and some were not solved."""
    rest = {}
    rows = sorted({row for _, row, _ in names if row.startswith("desk:")})
    for row in rows:
        rest[at, "unsolved", row] = book.variable(0, MANY)
        counted, solved = (names["visits", row, column] for column in ("all", "solved"))
        book.is_sum(counted, [solved, rest[at, "unsolved", row]])
    for column in ("all", "solved") if rows else ():
        towns = [names["visits", row, column] for row in rows if row.startswith("desk:card:")]
        book.is_sum(names["visits", "desk:card", column], towns)
    return rest


def _over_time(
    book: Book, issues: Sequence[Issue], places: Sequence[Mapping[Name, int]], moves: bool
) -> dict[tuple, int]:
    """Months, quarters, years: who came in the long period and not in the short one."""
    found = {}
    first = {(one.since, one.until): at for at, one in reversed(list(enumerate(issues)))}
    for (outer, at), (inner, other) in combinations(sorted(first.items(), key=_long), 2):
        if outer[0] <= inner[0] and inner[1] <= outer[1]:
            found |= _rest(book, places, at, other)
    for outer, at in first.items():
        for name in places[at]:
            parts = [places[part].get(name) for part in _parts(outer, first)]
            if not parts or None in parts or (moves and name[0] == "new"):
                continue
            if name[0] == "people":
                book.say([*((part, 1) for part in parts), (places[at][name], -1)], 0, np.inf)
            else:
                book.is_sum(places[at][name], parts)
    return found


def _rest(
    book: Book, places: Sequence[Mapping[Name, int]], at: int, other: int
) -> dict[tuple, int]:
    found = {}
    for name in sorted(places[at].keys() & places[other].keys()):
        rest = book.variable(0, MANY)
        book.is_sum(places[at][name], [places[other][name], rest])
        found[at, other, *name] = rest
    return found


def _long(item: tuple[tuple[int, int], int]) -> tuple[int, int]:
    (since, until), _ = item
    return since, -until


def _parts(outer: tuple[int, int], first: Mapping[tuple[int, int], int]) -> list[int]:
    """Published periods that fill the outer one without a gap, the longest first."""
    parts, start = [], outer[0]
    while start <= outer[1]:
        fits = [p for p in first if p[0] == start and p[1] <= outer[1] and p != outer]
        if not fits:
            return []
        longest = max(fits)
        parts.append(first[longest])
        start = longest[1] + (89 if longest[1] % 100 == 12 else 1)
    return parts


def _repeated(book: Book, issues: Sequence[Issue], places: Sequence[Mapping[Name, int]]) -> None:
    last: dict[tuple[int, int], int] = {}
    for at, issue in enumerate(issues):
        before = last.get((issue.since, issue.until))
        for name in sorted(issue.same) if before is not None else ():
            book.is_sum(places[at][name], [places[before][name]])
        last[issue.since, issue.until] = at
