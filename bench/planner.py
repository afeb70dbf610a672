"""The planner on invented cities: how far its plans are from the best there is.

Cities of 9 districts, 20 halls, 15 people and 40 hours. HiGHS proves a bound (or nearly so) without
hurry; beside it stand what the screen takes and the plan without HiGHS. Ratios to the bound: 1 is
the best plan there is, 0.98 what was promised.
"""

import random
from datetime import datetime, timedelta
from math import dist, exp
from statistics import mean, median
from time import perf_counter
from typing import NamedTuple

import clock
from bench import say
from services import feasible, greedy, optimum
from services.options import Option, Problem, Rules, Slot, Worker

CITIES, PROMISED = 100, 0.98
PATIENCE, PROVEN = 60.0, 1e-4  # seconds for the proof, and when it counts as one
FIRST = datetime(2026, 12, 1, 10, tzinfo=clock.JST)  # a Tuesday
UPTAKE = 0.012


class Tried(NamedTuple):
    """One city: each plan as a share of the bound, and the seconds it took."""

    screen: float
    plain: float
    is_proven: bool
    screen_seconds: float
    plain_seconds: float


def main() -> None:
    tried = [_try(city(seed)) for seed in range(CITIES)]
    proven = mean(one.is_proven for one in tried)
    say(
        "planner_worst",
        min(one.screen for one in tried),
        "plan / proven bound, worst of 100",
        proven=proven,
        median=round(median(one.screen for one in tried), 5),
    )
    say(
        "planner_plain_worst",
        min(one.plain for one in tried),
        "plan without HiGHS / proven bound, worst of 100",
        median=round(median(one.plain for one in tried), 5),
    )
    seconds = [one.screen_seconds for one in tried]
    say(
        "planner_time",
        sum(one.plain_seconds for one in tried) / sum(seconds),
        "seconds without HiGHS / with",
        slowest=round(max(seconds), 2),
        median=round(median(seconds), 2),
    )
    if min(one.screen for one in tried) < PROMISED:
        raise SystemExit("a plan is more than 2 % below the best one")


def _try(problem: Problem) -> Tried:
    began = perf_counter()
    plain = greedy.choose(problem)
    chosen = perf_counter()
    screen = optimum.choose(problem)
    ended = perf_counter()
    proof = optimum.improve(problem, screen, seconds=PATIENCE, gap=PROVEN)
    for plan in (plain, screen):
        if wrong := feasible.faults(problem, plan):
            raise SystemExit("\n".join(wrong))
    bound = max(proof.bound, proof.points)
    return Tried(
        screen.points / bound,
        plain.points / bound,
        proof.points >= bound * (1 - 1e-3),
        ended - began,
        chosen - began,
    )


def city(
    seed: int, *, towns: int = 9, halls: int = 20, people: int = 15, hours: int = 40
) -> Problem:
    """An invented city: where people live, which halls are free, and who could come when."""
    chance = random.Random(seed)
    places = [(chance.uniform(0, 12), chance.uniform(0, 12)) for _ in range(towns)]
    waiting = [min(8000, int(250 + 600 * (chance.paretovariate(1.2) - 1))) for _ in range(towns)]
    slots = [_slot(number) for number in range(hours)]
    skills = [chance.choice([frozenset(), frozenset({"iphone"})]) for _ in range(towns)]
    weights = [chance.choice([1.0, 1.0, 1.5]) for _ in range(towns)]
    worth = [chance.uniform(0.7, 1.3) for _ in range(hours)]
    options = []
    for hall in range(halls):
        town, seats = chance.randrange(towns), chance.choice([8, 10, 12, 15, 20])
        near = [UPTAKE * exp(-dist(places[town], one) / 2) for one in places]
        drawn = sum(share * count for share, count in zip(near, waiting, strict=True))
        for slot in range(hours):
            if chance.random() < 0.3:
                many = min(seats, drawn * worth[slot])
                options.append(Option(hall, town, slot, many, many * weights[town], skills[town]))
    workers = [_worker(chance, number, places, hours) for number in range(people)]
    rules = Rules(
        classes=chance.choice([8, 12, 16]),
        per_town=chance.choice([2, 3]),
        per_week=chance.choice([3, 5]),
        per_worker=chance.choice([2, 3, 4]),
        team=chance.choice([1, 2, 3]),
        fade=0.8,
    )
    before = {town: chance.choice([0, 0, 1, 2]) for town in range(towns)}
    return Problem(slots, options, workers, before, rules)


def _slot(number: int) -> Slot:
    day, afternoon = divmod(number, 2)
    starts = FIRST + timedelta(days=day // 4 * 7 + day % 4, hours=3.5 * afternoon)
    return Slot(starts, starts + timedelta(minutes=90))


def _worker(chance: random.Random, number: int, places: list, hours: int) -> Worker:
    home = chance.choice(places)
    return Worker(
        number,
        frozenset(slot for slot in range(hours) if chance.random() < 0.2),
        frozenset(town for town, place in enumerate(places) if dist(home, place) < 7),
        frozenset({"iphone"} if chance.random() < 0.5 else ()),
        chance.randrange(600),
    )


if __name__ == "__main__":
    main()
