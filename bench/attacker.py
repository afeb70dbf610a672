"""Somebody who reads all that a city published, and works out what was kept back.

He knows the definitions and nothing else; he shares no line with services/suppression.py. Every
number he does not see is a variable, every definition an equation, and linear programming (HiGHS)
says between which values each one has to lie.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

import highspy
import numpy as np

SMALL, KEPT = "未満", "非公表"
OLD_BANDS = ("65-69", "70-74", "75-79", "80-84", "85+")
SEXES = ("f", "m", "x")
TOTALS = ("all", "senior")
MANY = 1e4

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


class _Book:
    """Variables with bounds, and equations over them."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, int], float, float]] = []

    def variable(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def say(self, terms: Iterable[tuple[int, int]], low: float, high: float) -> None:
        row: dict[int, int] = {}
        for place, factor in terms:
            row[place] = row.get(place, 0) + factor
        self.rows.append((row, low, high))

    def is_sum(self, whole: int, parts: Sequence[int]) -> None:
        self.say([(whole, 1), *((part, -1) for part in parts)], 0, 0)

    def is_at_most(self, small: int, large: int) -> None:
        self.say([(large, 1), (small, -1)], 0, np.inf)


def attack(
    issues: Sequence[Issue], *, enough: int, moves: bool = False
) -> dict[tuple, tuple[int, int]]:
    """For every number kept back, and for every difference of two, the values it can have.

    He stops looking once he has `enough` possible values.
    moves: people move and grow older, so that they may stand in two rows or columns of people.
    """
    book = _Book()
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
        hidden |= _returning(book, names, issues.index(issue))
    hidden |= _over_time(book, issues, places, moves)
    _repeated(book, issues, places)
    return _intervals(book, hidden, enough)


def _read(book: _Book, issue: Issue, name: Name) -> int:
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


def _add_up(book: _Book, names: Mapping[Name, int], moves: bool) -> None:
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
    book: _Book, names: Mapping[Name, int], whole: Name, parts: Sequence[Name], moves: bool
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


def _returning(book: _Book, names: Mapping[Name, int], at: int) -> dict[tuple, int]:
    found = {}
    for (what, row, column), place in names.items():
        if what == "new" and ("people", row, column) in names:
            rest = book.variable(0, MANY)
            book.is_sum(names["people", row, column], [place, rest])
            found[at, "returning", row, column] = rest
    return found


def _by_class(book: _Book, names: Mapping[Name, int], at: int) -> dict[tuple, int]:
    """Courses and formats: their visits add up, and nobody was at a course without its formats."""
    visits, people = ("visits", "city", "all"), ("people", "city", "all")
    rows = sorted({row for _, row, _ in names if ":" in row})
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


def _over_time(
    book: _Book, issues: Sequence[Issue], places: Sequence[Mapping[Name, int]], moves: bool
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
    book: _Book, places: Sequence[Mapping[Name, int]], at: int, other: int
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


def _repeated(book: _Book, issues: Sequence[Issue], places: Sequence[Mapping[Name, int]]) -> None:
    last: dict[tuple[int, int], int] = {}
    for at, issue in enumerate(issues):
        before = last.get((issue.since, issue.until))
        for name in sorted(issue.same) if before is not None else ():
            book.is_sum(places[at][name], [places[before][name]])
        last[issue.since, issue.until] = at


def _intervals(
    book: _Book, hidden: Mapping[tuple, int], enough: int
) -> dict[tuple, tuple[int, int]]:
    variable = [place for place in range(len(book.low)) if book.low[place] < book.high[place]]
    column = {place: at for at, place in enumerate(variable)}
    solver = _solver(book, column)
    seen = np.array([book.low, book.high], float)
    seen[:, variable] = [[np.inf], [-np.inf]]
    for sign in (1, -1):
        _look(solver, variable, seen, dict.fromkeys(variable, sign), column)
    for place in hidden.values():
        for sign in (1, -1):
            if place in column and seen[1, place] - seen[0, place] < enough - 1:
                _look(solver, variable, seen, {place: sign}, column)
    least, most = np.ceil(seen[0] - 1e-6), np.floor(seen[1] + 1e-6)
    return {name: (int(least[place]), int(most[place])) for name, place in hidden.items()}


def _solver(book: _Book, column: Mapping[int, int]) -> highspy.Highs:
    rows = [
        (
            {column[p]: f for p, f in terms.items() if p in column},
            sum(f * book.low[p] for p, f in terms.items() if p not in column),
            low,
            high,
        )
        for terms, low, high in book.rows
    ]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(column), len(rows)
    lp.col_cost_ = np.zeros(len(column))
    lp.col_lower_ = np.array([book.low[place] for place in column], float)
    lp.col_upper_ = np.array([book.high[place] for place in column], float)
    lp.row_lower_ = np.array([low - known for _, known, low, _ in rows], float)
    lp.row_upper_ = np.array([high - known for _, known, _, high in rows], float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array([0, *np.cumsum([len(row[0]) for row in rows])], np.int32)
    lp.a_matrix_.index_ = np.array([p for row in rows for p in row[0]], np.int32)
    lp.a_matrix_.value_ = np.array([f for row in rows for f in row[0].values()], float)
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


def _look(
    solver: highspy.Highs,
    variable: Sequence[int],
    seen: np.ndarray,
    costs: Mapping[int, int],
    column: Mapping[int, int],
) -> None:
    """One more town that fits; `seen` holds the least and the largest value of each number."""
    for place, sign in costs.items():
        solver.changeColCost(column[place], sign)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError("what was published contradicts itself")
    for place in costs:
        solver.changeColCost(column[place], 0)
    values = np.array(solver.getSolution().col_value)
    seen[0, variable] = np.minimum(seen[0, variable], values)
    seen[1, variable] = np.maximum(seen[1, variable], values)
