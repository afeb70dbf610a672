"""The plan of the next classes: as good as the best one, and one that can be held."""

from itertools import combinations

import pytest

from bench import planner
from services import feasible, greedy, optimum
from services.options import Choice, Plan, Problem, points
from services.staffing import Roster

CLOSE = 0.98  # of the best there is: what the screen promises


def tiny(seed: int) -> Problem:
    """Small enough to look at every plan there is."""
    city = planner.city(seed, towns=3, halls=3, people=3, hours=6)
    rules = city.rules._replace(classes=3, per_town=2, per_week=2, per_worker=2, team=seed % 3)
    return city._replace(rules=rules, options=city.options[:9])


def best_of_all(problem: Problem) -> float:
    """The worth of the best plan, by trying all: teams by whoever checks them."""
    found = [0.0]
    for count in range(1, problem.rules.classes + 1):
        for chosen in combinations(problem.options, count):
            plain = Problem(*problem)._replace(rules=problem.rules._replace(team=0))
            plan = Plan(tuple(Choice(one, ()) for one in chosen), 0.0)
            if not feasible.faults(plain, plan) and staffed(problem, chosen):
                found.append(points(problem, chosen))
    return max(found)


def staffed(problem: Problem, chosen: tuple) -> bool:
    """Whether there is a team for each: every choice of teams is tried."""
    if not chosen:
        return True

    def tried(left: tuple, teams: tuple) -> bool:
        if not left:
            return not feasible.faults(problem, Plan(teams, 0.0))
        people = [one.id for one in problem.workers]
        return any(
            tried(left[1:], (*teams, Choice(left[0], team)))
            for team in combinations(people, problem.rules.team)
        )

    return tried(chosen, ())


@pytest.mark.parametrize("seed", range(6))
def test_plan_is_the_best_of_all_there_are(seed):
    problem = tiny(seed)

    plan = optimum.improve(problem, greedy.choose(problem), gap=0.0)

    assert plan.points == pytest.approx(best_of_all(problem))
    assert feasible.faults(problem, plan) == []


@pytest.mark.parametrize("seed", range(5))
def test_plan_of_a_city_is_close_to_the_proven_best_with_highs_and_without(seed):
    problem = planner.city(seed)

    plain = greedy.choose(problem)
    plan = optimum.choose(problem)

    assert min(plain.points, plan.points) >= CLOSE * plan.bound
    assert [feasible.faults(problem, one) for one in (plain, plan)] == [[], []]


def test_without_highs_the_plan_stays_as_it_is(monkeypatch):
    monkeypatch.setattr(optimum, "highspy", None)
    problem = planner.city(1)

    assert optimum.choose(problem) == greedy.choose(problem)


def test_a_town_that_must_be_there_comes_before_a_better_one():
    problem = planner.city(2)
    worst = min(problem.options, key=lambda one: one.points).town_id
    rules = problem.rules._replace(must=frozenset({worst}), classes=1, team=0)
    problem = problem._replace(rules=rules)

    plain = greedy.choose(problem)
    plan = optimum.improve(problem, plain)

    assert [{one.option.town_id for one in made.choices} for made in (plain, plan)] == [{worst}] * 2


def test_check_finds_every_rule_that_is_broken():
    problem = planner.city(3)
    option = problem.options[0]
    (worker,) = (one for one in problem.workers if one.id == 0)
    nobody = worker._replace(slots=frozenset(), towns=frozenset(), skills=frozenset())
    skilled = option._replace(skills=frozenset({"iphone"}))
    rules = problem.rules._replace(classes=1, per_town=1, per_week=1, per_worker=1, team=1)
    broken = problem._replace(workers=[nobody], rules=rules, options=[skilled])
    team = (nobody.id,)

    found = feasible.faults(broken, Plan((Choice(skilled, team), Choice(skilled, team)), 0.0))

    assert [one.split(" ")[0] for one in found] == [
        *["0", "0", "nobody"] * 2,
        *("hall", "somebody", "town"),
        *("town", "week", "worker", "2"),
    ]


def test_team_is_found_by_moving_a_colleague():
    """Two classes at one hour: who alone can teach the second leaves the first to the other."""
    problem = planner.city(4, towns=2, halls=2, people=2, hours=2)
    slot = frozenset({0})
    both, one_town = frozenset({0, 1}), frozenset({0})
    first, second = problem.workers
    here = problem.options[0]._replace(hall_id=0, town_id=0, slot=0, skills=frozenset())
    there = here._replace(hall_id=1, town_id=1)
    workers = [
        first._replace(slots=slot, towns=both, load=0),
        second._replace(slots=slot, towns=one_town, load=9),
    ]
    rules = problem.rules._replace(team=1)
    roster = Roster(problem._replace(options=[here, there], workers=workers, rules=rules))

    assert [roster.add(here), roster.team(here)] == [True, (first.id,)]
    assert [roster.add(there), roster.team(here), roster.team(there)] == [
        True,
        (second.id,),
        (first.id,),
    ]


@pytest.mark.parametrize("seed", [11, 17, 98])
def test_team_is_found_whatever_the_order_when_there_is_one(seed):
    """Cities with few people: what HiGHS has staffed, chains of moves can staff as well."""
    problem = planner.city(seed)
    plan = optimum.improve(problem, Plan((), 0.0))
    roster = Roster(problem)

    found = [roster.add(one.option) for one in reversed(plan.choices)]

    teams = tuple(Choice(one.option, roster.team(one.option)) for one in plan.choices)
    assert found == [True] * len(plan.choices)
    assert feasible.faults(problem, plan._replace(choices=teams)) == []
