"""What the pictures of published figures show: bars and squares, read from an Outgoing alone.

What is not told has no length and no shade.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from models import Outgoing, OutgoingTable
from models import outgoing as told

YEARS = "年度ごとの実人数（市全体、65歳以上）"
SHADES = 4  # of the squares, beside none for nobody


class Bar(NamedTuple):
    """One line of a bar chart. share: of the longest bar, none where the number is not told.

    rate: per cent, or nothing where there is none. people: a number, or what stands in its place.
    """

    name: str
    share: float | None
    people: str | int
    rate: str = ""
    is_total: bool = False

    @property
    def is_hidden(self) -> bool:
        return isinstance(self.people, str)

    @property
    def words(self) -> str:
        """12.3%（40人）, 40人, 10未満"""
        people = self.people if self.is_hidden else f"{self.people:,}人"
        return f"{self.rate}%（{people}）" if self.rate else people


class Line(NamedTuple):
    """A row of the heat map: the town, and the words and shade of each age (none: not told)."""

    name: str
    cells: list[tuple[str, int | None]]

    @property
    def words(self) -> list[str]:
        return [words for words, _ in self.cells]


def reach_title(found: Outgoing) -> str:
    return "町ごとの到達率（65歳以上）" if has_rates(found) else "町ごとの実人数（65歳以上）"


def reach_bars(found: Outgoing) -> list[Bar]:
    """Towns by their reach, the highest first, then those without a rate, then the whole city.

    While the population is not known by their people: then the city has no bar.
    """
    table = found.table(told.TOWNS)
    at = [table.header.index(name) for name in (told.PEOPLE, told.RATE)]
    rows = [(row[0], *(row[place] for place in at)) for row in table.rows]
    by_rate = has_rates(found)
    sizes = {}
    for name, people, rate in rows:
        if rate != told.NOTHING:
            sizes[name] = float(rate)
        elif not by_rate and isinstance(people, int) and name not in table.totals:
            sizes[name] = people
    bars = [
        Bar(
            name,
            _share(sizes, name),
            people,
            "" if rate == told.NOTHING else rate,
            name in table.totals,
        )
        for name, people, rate in rows
    ]
    return sorted(bars, key=lambda one: (one.is_total, one.share is None, -(one.share or 0)))


def year_bars(years: Sequence[Outgoing]) -> list[Bar]:
    """People of 65 and over of the whole city, year by year."""
    counts = {one.period: _of_city(one) for one in years}
    sizes = {name: count for name, count in counts.items() if isinstance(count, int)}
    return [Bar(name, _share(sizes, name), count) for name, count in counts.items()]


def age_lines(found: Outgoing) -> tuple[list[str], list[Line]]:
    """The columns and the rows without their sums; the more people, the darker."""
    table = found.table(told.AGES)
    places, rows = _inner(table)
    darkest = most(table)
    lines = [
        Line(row[0], [(_told(row[at]), shade(row[at], darkest)) for at in places]) for row in rows
    ]
    return [table.header[at] for at in places], lines


def most(table: OutgoingTable) -> int:
    """The largest number of one town and one age."""
    places, rows = _inner(table)
    return max((row[at] for row in rows for at in places if isinstance(row[at], int)), default=0)


def shade(cell: str | int, darkest: int) -> int | None:
    """0 for nobody, then 1 to 4; none where the number is not told."""
    if isinstance(cell, str):
        return None
    return min(1 + SHADES * cell // darkest, SHADES) if cell else 0


def _inner(table: OutgoingTable) -> tuple[list[int], list[tuple[str | int, ...]]]:
    """Columns and rows that are no sums."""
    places = [at for at, name in enumerate(table.header) if at and name not in told.SUMS]
    return places, [row for row in table.rows if row[0] not in table.totals]


def _share(sizes: Mapping[str, float], name: str) -> float | None:
    return sizes[name] / (max(sizes.values()) or 1) if name in sizes else None


def has_rates(found: Outgoing) -> bool:
    table = found.table(told.TOWNS)
    return any(row[table.header.index(told.RATE)] != told.NOTHING for row in table.rows)


def _of_city(found: Outgoing) -> str | int:
    table = found.table(told.TOWNS)
    at = table.header.index(told.PEOPLE)
    return next(row[at] for row in table.rows if row[0] in table.totals)


def _told(cell: str | int) -> str:
    return f"{cell:,}" if isinstance(cell, int) else cell
