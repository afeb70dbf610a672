"""What is told of a fiscal year on paper: its published figures, the plan, and what was done.

services/year_reports.py makes one. Every number of people in it comes from a publication and is a
text or a number as outsiders see it; classes are counted beside it, since they are no people.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from models.outgoing import Outgoing

Cell = str | int


class Standing(StrEnum):
    """How a result stands to its target, as far as the published figures say."""

    MET = "○"
    SHORT = "△"
    UNSAID = "―"  # no target, or the figure that would tell is not public


class YearPlace(NamedTuple):
    """One row of a publication: a town, several counted as one, the city, or the unknown.

    rate, before: percent; none where it is not public. held: classes in its halls; target: people
    of 65 and over to be reached; target_rate: percent. is_behind: none when that cannot be said.
    courses: the classes in its halls by what was taught.
    """

    name: str
    people: Cell
    visits: Cell
    newcomers: Cell
    seniors: Cell
    rate: float | None
    before: float | None
    people_before: Cell
    held: int | None
    held_before: int | None
    target: int | None
    target_rate: float | None
    planned: int | None
    standing: Standing
    is_behind: bool | None
    courses: tuple[tuple[str, int], ...] = ()


class YearDeed(NamedTuple):
    """計画→実施→届いた→気づき→次 of one place, in the words that are printed."""

    name: str
    plan: str
    done: str
    reached: str
    seen: str
    next_step: str


class YearFigures(NamedTuple):
    """One published year beside the others."""

    name: str
    people: Cell
    visits: Cell
    newcomers: Cell
    rate: float | None
    held: int


class YearReport(NamedTuple):
    """A fiscal year. sentences: what was reached, where not yet, what is next.

    faqs: code and words of the answers published in the year.
    has_masked: somebody wrote a number of people that is not public, and ●人 stands in its place.
    """

    year: str
    outgoing: Outgoing
    before: Outgoing | None
    made_on: date
    sentences: tuple[str, str, str]
    places: tuple[YearPlace, ...]
    city: YearPlace
    unknown: YearPlace
    deeds: tuple[YearDeed, ...]
    years: tuple[YearFigures, ...]
    faqs: tuple[tuple[str, str], ...]
    has_masked: bool
