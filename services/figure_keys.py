"""What a published number is called, and its true value: shared by who counts, checks and prints.

Rows are districts (3, or 3|7 together), the city, or those from nowhere known and from outside. Of
a year there are rows of courses (course:12; course: without one) and of formats (format:koza), too;
people of every age, of the city as a whole. A course's row has its visits by format as columns.
Questions (desk:question) and consultations (desk:card, by district desk:card:3|7) are counted like
visits: how many there were, and how many of these were solved.
"""

from collections.abc import Mapping
from typing import NamedTuple

from models import Mark, What

CITY, UNKNOWN, OUTSIDE = "city", "unknown", "outside"
PEOPLE, VISITS, NEW = What
ALL, OLD = "all", "senior"
SEXES = ("f", "m", "x")
JOIN = "|"  # between the members of a merge: districts 3|7, bands 80-84|85+
COURSE, FORMAT, DESK = "course:", "format:", "desk:"
QUESTIONS, CARDS, SOLVED = f"{DESK}question", f"{DESK}card", "solved"


class Key(NamedTuple):
    """Which number: people, visits or first-timers; of whom, from where; of which ages or sex."""

    what: str
    row: str
    column: str


class Number(NamedTuple):
    """A true count; `mark` none: about to be published. limit: how many people live there."""

    value: int
    mark: Mark | None = None
    limit: int | None = None


def is_place(row: str) -> bool:
    """Where people live: no course, no format, nothing of the desk."""
    return not row.startswith((COURSE, FORMAT, DESK))


class Release(NamedTuple):
    """The numbers of one publication. Months as 202604, both included."""

    since: int
    until: int
    threshold: int
    numbers: Mapping[Key, Number]

    @property
    def rows(self) -> list[str]:
        """The districts as they were merged, and those without one: together they are the city."""
        places = {key.row for key in self.numbers if is_place(key.row)}
        return sorted(places - {CITY, OUTSIDE})

    def holds(self, other: "Release") -> bool:
        mine, its = (self.since, self.until), (other.since, other.until)
        return mine != its and mine[0] <= its[0] and its[1] <= mine[1]
