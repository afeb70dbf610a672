"""What outsiders can compute from the figures of a year by course and by format.

Visits of the courses add up to those of the city, and so do those of the formats; visits of a
course in each format add up to both. People do not: whoever was at two courses is one of each. But
nobody was at a course who was at none of its formats, and the list of classes is public. Who was
never at one of them is a number of people, too.
"""

from collections.abc import Callable, Collection, Iterator, Sequence

from services.figure_keys import (
    ALL,
    CITY,
    COURSE,
    FORMAT,
    OLD,
    PEOPLE,
    VISITS,
    Key,
)
from services.worlds import Link, sum_of

At = Callable[[Sequence[Key]], list[int] | None]  # the places of these numbers, if all are there
Remainder = Callable[[Sequence[int], Sequence[int]], Iterator[Link]]


def of_classes(at: At, remainder: Remainder, keys: Collection[Key]) -> Iterator[Link]:
    """The links of one publication, if it has such rows."""
    courses = sorted({key.row for key in keys if key.row.startswith(COURSE)})
    formats = sorted({key.row for key in keys if key.row.startswith(FORMAT)})
    both = [(key.row, key.column) for key in keys if key.column in formats]
    visits, old = at([Key(VISITS, CITY, ALL)]), at([Key(VISITS, CITY, OLD)])
    if not (visits and courses):
        return
    yield from remainder(visits, old)
    for rows in (courses, formats):
        yield sum_of(visits, at([Key(VISITS, row, ALL) for row in rows]))
        yield from _people(at, remainder, rows)
    for row in (*courses, *formats):
        pairs = [pair for pair in both if row in pair]
        yield sum_of(
            at([Key(VISITS, row, ALL)]), at([Key(VISITS, one, other) for one, other in pairs])
        )
        others = [one if other == row else other for one, other in pairs]
        yield sum_of(
            at([Key(PEOPLE, one, ALL) for one in others]),
            at([Key(PEOPLE, row, ALL)]),
            is_equal=False,
        )
        yield sum_of(at([Key(VISITS, row, ALL)]), at([Key(PEOPLE, row, ALL)]), is_equal=False)


def _people(at: At, remainder: Remainder, rows: Sequence[str]) -> Iterator[Link]:
    """Everybody was somewhere; and so many were never at this one."""
    everybody = at([Key(PEOPLE, CITY, ALL)])
    yield sum_of(at([Key(PEOPLE, row, ALL) for row in rows]), everybody, is_equal=False)
    for row in rows:
        yield from remainder(everybody, at([Key(PEOPLE, row, ALL)]))
