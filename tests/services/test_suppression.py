"""What stays back, judged by an attacker who reads what was published and nothing else."""

from functools import cache

import pytest

from bench import attacker, random_city
from bench.suppression import published, recovers
from models import Mark
from services.figure_keys import Key, Number, Release
from services.figure_links import system
from services.suppression import suppress
from services.worlds import Cell, sum_of

SHOWN, SMALL, KEPT = Mark.SHOWN, Mark.SMALL, Mark.KEPT


def release(numbers: dict[tuple, Number | int], since=202604, until=202604) -> Release:
    known = {
        Key(*key): one if isinstance(one, Number) else Number(one) for key, one in numbers.items()
    }
    return Release(since, until, 10, known)


def marks(*releases: Release) -> dict[tuple, Mark]:
    """Of the last one, which is new."""
    known = system(releases)
    found = suppress(known.cells, known.links)
    return {tuple(key): found[place] for key, place in known.places.items()}


def by_district(*counts: int) -> dict[tuple, int]:
    rows = {("people", str(n), "senior"): count for n, count in enumerate(counts, start=1)}
    return {("people", "city", "senior"): sum(counts), **rows}


def test_one_small_number_takes_the_smallest_other_one_with_it():
    found = marks(release(by_district(40, 3, 25, 0)))

    assert list(found.values()) == [SHOWN, SHOWN, SMALL, KEPT, SHOWN]


def test_two_small_numbers_that_would_limit_each_other_take_a_third_one():
    found = marks(release(by_district(40, 1, 2, 25)))

    assert list(found.values()) == [SHOWN, SHOWN, SMALL, SMALL, KEPT]


def test_large_numbers_and_zeros_are_all_shown():
    assert set(marks(release(by_district(40, 30, 0, 10))).values()) == {SHOWN}


def test_same_figures_get_the_same_answer():
    town = random_city.city(5)
    first, second = (published(town, seed=5)[:6] for _ in range(2))

    assert first == second


def test_where_hardly_anybody_lives_nothing_is_said():
    counts = by_district(40, 0, 25)
    counts["people", "2", "senior"] = Number(0, limit=4)

    assert marks(release(counts))["people", "2", "senior"] is KEPT


def test_number_hidden_in_the_first_edition_stays_hidden_in_the_next():
    old = by_district(40, 3, 25, 30)
    first = {key: Number(old[key], mark) for key, mark in marks(release(old)).items()}
    second = marks(release(first), release(by_district(40, 3, 25, 31)))

    assert [key[1] for key, mark in second.items() if mark is not SHOWN] == ["2", "3"]


def test_year_that_is_a_month_and_a_few_people_gives_these_away_no_more():
    april = {key: Number(n, SHOWN) for key, n in by_district(40, 30, 25).items()}
    found = marks(release(april), release(by_district(43, 60, 70), 202604, 202703))

    assert found["people", "1", "senior"] is KEPT


def test_ten_stays_back_where_it_narrows_what_it_is_made_of():
    """7 and 3 are ten, and 3 and 1 are printed as 10未満: with the ten, 7 could not be 1."""
    cells = [Cell(7, mark=SMALL), Cell(3, mark=KEPT), Cell(1, mark=SMALL), Cell(4, mark=SMALL)]
    links = [sum_of([3], [1, 2]), sum_of([4], [0, 1])]

    assert suppress([*cells, Cell(10)], links)[-1] is KEPT


@cache
def verdict(seed: int, complements: bool) -> list[bool]:
    town = random_city.city(seed)
    return list(recovers(town, published(town, seed=seed, complements=complements)).values())


@pytest.mark.parametrize("seed", [4, 7, 13, 19, 23])
def test_attacker_recovers_nothing_from_a_year(seed):
    assert verdict(seed, True).count(True) == 0


def test_attacker_recovers_much_when_only_the_small_numbers_are_hidden():
    assert verdict(7, False).count(True) > 20


def test_attacker_subtracts():
    texts = {("people", "city", "senior"): "50", ("people", "1", "senior"): "47"}
    issue = attacker.Issue(202604, 202604, {**texts, ("people", "2", "senior"): "10未満"})

    assert attacker.attack([issue], enough=9) == {(0, ("people", "2", "senior")): (3, 3)}
