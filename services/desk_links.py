"""What outsiders can compute from the questions and consultations of a year.

Those of the districts add up to the city's. What was not solved is a number as well, everywhere.
"""

from collections.abc import Collection, Iterator

from services.class_links import At, Remainder
from services.figure_keys import ALL, CARDS, DESK, SOLVED, VISITS, Key
from services.worlds import Link, sum_of


def of_desk(at: At, remainder: Remainder, keys: Collection[Key]) -> Iterator[Link]:
    """The links of one publication, if it has such rows."""
    rows = sorted({key.row for key in keys if key.row.startswith(DESK)})
    for row in rows:
        counted, solved = (at([Key(VISITS, row, column)]) for column in (ALL, SOLVED))
        yield from remainder(counted, solved)
    towns = [row for row in rows if row.startswith(f"{CARDS}:")]
    for column in (ALL, SOLVED) if towns else ():
        whole = at([Key(VISITS, CARDS, column)])
        yield sum_of(whole, at([Key(VISITS, row, column) for row in towns]))
