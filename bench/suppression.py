"""How many numbers an attacker recovers from a year of publications of 200 random cities."""

import random
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import NamedTuple

from bench import attacker, random_city, say
from models import Mark
from services.figure_keys import Key, Number, Release
from services.figure_links import system
from services.suppression import first_mark, suppress

CITIES = 200
THRESHOLD = 10
LAST_YEAR, THIS_YEAR = (202504, 202603), (202604, 202703)


class _Found(NamedTuple):
    """Of one city: numbers to protect and recovered ones, all numbers and shown ones; seconds."""

    protected: int
    recovered: int
    numbers: int
    shown: int
    seconds: float


def main(cities: int = CITIES) -> None:
    """One city at a time on each core; about 3 seconds of a core for a city."""
    without = min(cities, 10)
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as cores:
        for name, many, in_full in (
            ("suppression", cities, True),
            ("suppression_without_complements", without, False),
        ):
            each = list(cores.map(partial(_attacked, in_full=in_full), range(many)))
            protected, recovered, numbers, shown, seconds = map(sum, zip(*each, strict=True))
            say(
                name,
                recovered / protected,
                "numbers an attacker recovers : numbers to protect, over a year of publications",
                cities=many,
                recovered=recovered,
                protected=protected,
                numbers=numbers,
                shown=shown,
                seconds=round(seconds, 1),
            )


def _attacked(seed: int, *, in_full: bool) -> _Found:
    """in_full: with complements, as the city publishes; without, what would be recovered."""
    town = random_city.city(seed)
    start = time.perf_counter()
    releases = published(town, seed=seed, complements=in_full)
    seconds = time.perf_counter() - start
    verdict = recovers(town, releases)
    marks = [one.mark for release in releases for one in release.numbers.values()]
    shown = marks.count(Mark.SHOWN)
    return _Found(len(verdict), sum(verdict.values()), len(marks), shown, seconds)


def plan(seed: int) -> Iterator[tuple[int, int, bool]]:
    """What a city publishes: (since, until, with bands and sexes?), as the year goes by."""
    by_month, by_quarter = seed % 2 == 0, seed % 3 != 1
    yield *LAST_YEAR, True
    for quarter in range(4):
        months = random_city.MONTHS[3 * quarter : 3 * quarter + 3]
        if by_month:
            yield from ((month, month, False) for month in months)
        if by_quarter:
            yield months[0], months[-1], False
    yield *THIS_YEAR, True
    yield LAST_YEAR[0], THIS_YEAR[1], False
    if seed % 4 == 0:  # the correction of the last quarter, and of the year
        yield from ((202701, 202703, False), (*THIS_YEAR, True))


def published(town: random_city.City, *, seed: int, complements: bool = True) -> list[Release]:
    """A year of publications, one after another; the last editions are of corrected lists."""
    releases: list[Release] = []
    for since, until, in_full in plan(seed):
        if any((since, until) == (one.since, one.until) for one in releases):
            town = _corrected(town, seed)
        counts = random_city.count(town, since, until, in_full=in_full)
        releases.append(_release(releases, since, until, counts, complements))
    return releases


def _release(
    before: Sequence[Release], since: int, until: int, counts: Mapping[Key, int], complements: bool
) -> Release:
    new = Release(since, until, THRESHOLD, {key: Number(n) for key, n in counts.items()})
    known = system([*before, new])
    if complements:
        marks = suppress(known.cells, known.links)
    else:
        marks = [cell.mark or first_mark(cell) for cell in known.cells]
    numbers = {key: Number(n, marks[known.places[key]]) for key, n in counts.items()}
    return Release(since, until, THRESHOLD, numbers)


def _corrected(town: random_city.City, seed: int) -> random_city.City:
    """Five visits less, and of what was asked the first that was not solved is solved now."""
    dropped = set(random.Random(seed).sample(range(len(town.visits)), 5))
    kept = [visit for at, visit in enumerate(town.visits) if at not in dropped]
    open_ones = [at for at, case in enumerate(town.cases) if not case.is_solved]
    cases = list(town.cases)
    for at in open_ones[:1]:
        cases[at] = cases[at]._replace(is_solved=True)
    return town._replace(visits=kept, cases=cases)


def recovers(town: random_city.City, releases: Sequence[Release]) -> dict[tuple, bool]:
    """For every number to protect whether it lies between fewer values than it may."""
    words = {Mark.SMALL: f"{THRESHOLD}未満", Mark.KEPT: "非公表"}
    issues = [
        attacker.Issue(
            one.since,
            one.until,
            {tuple(key): words.get(n.mark, str(n.value)) for key, n in one.numbers.items()},
            same=_same(releases[:at], one),
        )
        for at, one in enumerate(releases)
    ]
    known = attacker.attack(issues, enough=THRESHOLD - 1, moves=town.moves)
    return {
        name: high - low + 1 < THRESHOLD - 1
        for name, (low, high) in known.items()
        if len(name) == 2 or 0 < _difference(releases, name) < THRESHOLD
    }


def _same(before: Sequence[Release], new: Release) -> set[tuple]:
    """The numbers that the edition before had as well."""
    old = [one for one in before if (one.since, one.until) == (new.since, new.until)][-1:]
    numbers = old[0].numbers if old else {}
    return {tuple(key) for key, n in numbers.items() if _value(new, key) == n.value}


def _value(release: Release, key: Key) -> int:
    """A course that is no longer held in this form has no line: nobody came."""
    number = release.numbers.get(key)
    return number.value if number else 0


def _difference(releases: Sequence[Release], name: tuple) -> int:
    """The true value of what no table prints: who came before, or in the rest of a period."""
    first, second, *rest = name
    if second in ("never", "younger", "unsolved"):
        return _apart(releases[first].numbers, second, *rest)
    if second == "returning":
        numbers = releases[first].numbers
        return numbers[Key("people", *rest)].value - numbers[Key("new", *rest)].value
    return releases[first].numbers[Key(*rest)].value - releases[second].numbers[Key(*rest)].value


def _apart(numbers: Mapping[Key, Number], what: str, row: str) -> int:
    """Who was never at a course or format; what was not solved; visits of people below 65."""
    if what == "never":
        return (
            numbers[Key("people", "city", "all")].value - numbers[Key("people", row, "all")].value
        )
    part = "solved" if what == "unsolved" else "senior"
    return numbers[Key("visits", row, "all")].value - numbers[Key("visits", row, part)].value


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
