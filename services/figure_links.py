"""What outsiders can compute from published figures: every sum and difference, as links.

Within one publication: rows add up to the city, bands and sexes to all, first-timers and those who
came before to the people of 65 and over. Between publications: visits and first-timers of months
add up to quarters, of these to years; who came in the year and not in April is a number of people
too. A later edition repeats most numbers of the first one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from models import AgeBand, Mark, What
from models.age import SENIOR
from services.class_links import of_classes
from services.desk_links import of_desk
from services.figure_keys import (
    ALL,
    CARDS,
    CITY,
    JOIN,
    NEW,
    OLD,
    OUTSIDE,
    PEOPLE,
    QUESTIONS,
    SEXES,
    VISITS,
    Key,
    Release,
    is_place,
)
from services.row_blocks import blocks
from services.worlds import Cell, Link, sum_of

ALL_VISITS = Key(VISITS, CITY, ALL)  # of courses and formats: worth as much as theirs
_WEIGHTS = {(False, False): 1, (False, True): 6, (True, False): 20, (True, True): 60}
_WHOLES = (CITY, QUESTIONS, CARDS)
_HEADLINE = 4  # times as dear: people of 65 and over, whom 到達率 is made of


class System(NamedTuple):
    """All cells and links, and where the numbers of the last release are."""

    cells: list[Cell]
    links: list[Link]
    places: dict[Key, int]


def system(releases: Sequence[Release]) -> System:
    """Everything that was published, the last one being new."""
    book = _Book(releases)
    for at, release in enumerate(releases):
        book.links += _within(book, at, release)
    book.links += _editions(book, releases)
    book.links += _in_time(book, releases)
    new = len(releases) - 1
    places = {key: book.places[new, key] for key in releases[-1].numbers}
    return System(book.cells, book.links, places)


class _Book:
    """The cells, each at its place; what nobody prints gets a place when it is computed."""

    def __init__(self, releases: Sequence[Release]):
        self.cells: list[Cell] = []
        self.links: list[Link] = []
        self.places: dict[tuple[int, Key], int] = {}
        for at, release in enumerate(releases):
            for key, number in release.numbers.items():
                self.places[at, key] = len(self.cells)
                is_city = key.row in _WHOLES and key != ALL_VISITS
                weight = _WEIGHTS[is_city, key.column in (ALL, OLD)]
                weight *= _HEADLINE if (key.what, key.column) == (PEOPLE, OLD) else 1
                self.cells.append(
                    Cell(number.value, release.threshold, number.mark, weight, number.limit)
                )

    def at(self, release: int, keys: Iterable[Key]) -> list[int] | None:
        """The places of these numbers, when all of them are there."""
        found = [self.places.get((release, key)) for key in keys]
        return None if None in found else found

    def remainder(
        self, whole: Sequence[int], parts: Sequence[int], threshold: int
    ) -> Iterator[Link]:
        """Whole − parts: a cell of its own when it is small. Corrections can make it negative."""
        cell = Cell(_difference(self, whole, parts), threshold, Mark.KEPT, is_printed=False)
        if cell.is_small:
            self.cells.append(cell)
            yield sum_of(whole, [*parts, len(self.cells) - 1])
        else:
            yield sum_of(whole, parts, is_equal=False)


def _within(book: _Book, at: int, release: Release) -> Iterator[Link]:
    columns = defaultdict(set)
    for key in release.numbers:
        if is_place(key.row):
            columns[key.what].add(key.column)
    for what, names in columns.items():
        for column in sorted(names):
            parts = book.at(at, [Key(what, row, column) for row in release.rows])
            whole = book.at(at, [Key(what, CITY, column)])
            if whole and parts:
                yield sum_of(whole, parts)
        for row in [CITY, *release.rows]:
            yield from _across(book, at, what, row, names)
    for row in [CITY, *release.rows, OUTSIDE]:
        yield from _beside(book, at, row, release.threshold)
    yield from _apart(book, at, release)


def _apart(book: _Book, at: int, release: Release) -> Iterator[Link]:
    """What is not about people by where they live: classes, and the desk."""
    for links in (of_classes, of_desk):
        yield from links(
            lambda keys: book.at(at, keys),
            lambda whole, parts: book.remainder(whole, parts, release.threshold),
            release.numbers,
        )


def _across(book: _Book, at: int, what: str, row: str, names: set[str]) -> Iterator[Link]:
    """Along a row: bands and sexes."""
    bands = sorted(name for name in names if name not in (ALL, OLD, *SEXES))
    old = [name for name in bands if AgeBand(name.split(JOIN)[0]) in SENIOR]
    for total, parts in ((ALL, bands), (OLD, old), (ALL, SEXES)):
        whole = book.at(at, [Key(what, row, total)])
        found = book.at(at, [Key(what, row, part) for part in parts])
        if whole and found:
            yield sum_of(whole, found)


def _beside(book: _Book, at: int, row: str, threshold: int) -> Iterator[Link]:
    """People, visits and first-timers of one row: who is not new came before."""
    people = book.at(at, [Key(PEOPLE, row, OLD)])
    new = book.at(at, [Key(NEW, row, OLD)])
    if people and new:
        yield from book.remainder(people, new, threshold)
    for column in (OLD, ALL):
        people = book.at(at, [Key(PEOPLE, row, column)])
        visits = book.at(at, [Key(VISITS, row, column)])
        if people and visits:
            yield sum_of(visits, people, is_equal=False)


def _editions(book: _Book, releases: Sequence[Release]) -> Iterator[Link]:
    """What did not change between editions; the attacker is told which numbers these are."""
    last: dict[tuple[int, int], int] = {}
    for at, release in enumerate(releases):
        before = last.get((release.since, release.until))
        last[release.since, release.until] = at
        for key, number in release.numbers.items() if before is not None else ():
            old = book.places.get((before, key))
            if old is not None and book.cells[old].value == number.value:
                yield sum_of([old], [book.places[at, key]])


def _in_time(book: _Book, releases: Sequence[Release]) -> Iterator[Link]:
    """Periods inside periods, by their first editions and by their newest ones."""
    newest = {(release.since, release.until): at for at, release in enumerate(releases)}
    places = range(len(releases) - 1, -1, -1)
    first = {(releases[at].since, releases[at].until): at for at in places}
    seen: set[tuple[int, ...]] = set()
    for editions in (first.values(), newest.values()):
        for at in editions:
            inside = [other for other in editions if releases[at].holds(releases[other])]
            groups = [(at, *_largest(inside, releases)), *((at, other) for other in inside)]
            for group in groups if inside else ():
                if group not in seen:
                    yield from _group(book, releases, group)
                seen.add(group)


def _largest(inside: Sequence[int], releases: Sequence[Release]) -> list[int]:
    """Those that lie in no other one."""
    return [one for one in inside if not any(releases[o].holds(releases[one]) for o in inside)]


def _group(book: _Book, releases: Sequence[Release], at: tuple[int, ...]) -> Iterator[Link]:
    """A period and periods inside it: what the whole has and these have not is a number too."""
    known = [releases[one] for one in at]
    for rows in blocks([one.rows for one in known]):
        for what, column in product(What, (OLD, ALL)):
            found = [
                book.at(one, [Key(what, row, column) for row in names])
                for one, names in zip(at, rows, strict=True)
            ]
            if None not in found:
                whole, *parts = found
                inside = [place for part in parts for place in part]
                yield from _rest(book, what, whole, inside, known)


def _rest(
    book: _Book, what: str, whole: list[int], inside: list[int], known: Sequence[Release]
) -> Iterator[Link]:
    """Visits and first-timers add up. People do not: who came in two months is one of the year."""
    is_covered = _covers(known)
    if what == What.PEOPLE and len(known) > 2:
        if is_covered:
            yield sum_of(inside, whole, is_equal=False)
    elif not is_covered:
        yield from book.remainder(whole, inside, known[0].threshold)
    elif not _difference(book, whole, inside):
        yield sum_of(whole, inside)


def _difference(book: _Book, whole: Sequence[int], parts: Sequence[int]) -> int:
    return sum(book.cells[p].value for p in whole) - sum(book.cells[p].value for p in parts)


def _covers(releases: Sequence[Release]) -> bool:
    """Whether the parts leave no month of the whole out."""
    whole, *parts = [_months(one) for one in releases]
    return sum(parts) == whole


def _months(release: Release) -> int:
    years = release.until // 100 - release.since // 100
    return 12 * years + release.until % 100 - release.since % 100 + 1
