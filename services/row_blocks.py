"""Rows of several publications that are the same people, also when districts are merged anew."""

from collections.abc import Iterable, Iterator, Sequence

from services.figure_keys import CITY, JOIN, OUTSIDE, UNKNOWN


def blocks(releases: Sequence[Sequence[str]]) -> Iterator[list[list[str]]]:
    """The city, those without a district or from outside, and the finest groups of districts that
    all have. releases: the rows of each but the city."""
    for row in (CITY, UNKNOWN, OUTSIDE):
        yield [[row]] * len(releases)
    rows = [[row for row in one if row != UNKNOWN] for one in releases]
    seen: set[str] = set()
    for row in rows[0]:
        group = set(row.split(JOIN))
        if seen & group:
            continue
        while (grown := _grown(group, rows)) != group:
            group = grown
        seen |= group
        yield [[row for row in names if set(row.split(JOIN)) & group] for names in rows]


def _grown(group: set[str], rows: Iterable[Sequence[str]]) -> set[str]:
    touched = (set(row.split(JOIN)) for names in rows for row in names)
    return group.union(*(members for members in touched if members & group))
