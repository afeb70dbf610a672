"""案の点検: what a plan breaks, found without knowing how it was made.

Reads the plan class by class against what it was chosen from; shares no line with those who choose.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from services.options import Choice, Plan, Problem


def faults(problem: Problem, plan: Plan) -> list[str]:
    """Every rule the plan breaks, for whoever maintains it; none: it can be held."""
    known = set(problem.options)
    found = [f"unknown option {one.option}" for one in plan.choices if one.option not in known]
    found += [fault for one in plan.choices for fault in _team(problem, one)]
    found += [fault for pair in combinations(plan.choices, 2) for fault in _pair(problem, *pair)]
    return found + list(_counts(problem, plan))


def _team(problem: Problem, choice: Choice) -> Iterator[str]:
    people = {one.id: one for one in problem.workers}
    option, team = choice.option, [people[one] for one in choice.team]
    if len(set(choice.team)) != problem.rules.team:
        yield f"team of {len(set(choice.team))} at {option}"
    for one in team:
        if option.slot not in one.slots:
            yield f"{one.id} has no time at {option}"
        if option.town_id not in one.towns:
            yield f"{one.id} does not go to {option.town_id}"
    if team and option.skills and not any(option.skills <= one.skills for one in team):
        yield f"nobody is skilled at {option}"


def _pair(problem: Problem, first: Choice, second: Choice) -> Iterator[str]:
    one, two = problem.slots[first.option.slot], problem.slots[second.option.slot]
    at_once = not (one.ends_at <= two.starts_at or two.ends_at <= one.starts_at)
    if at_once and first.option.hall_id == second.option.hall_id:
        yield f"hall {first.option.hall_id} twice at {one.starts_at}"
    if at_once and set(first.team) & set(second.team):
        yield f"somebody twice at {one.starts_at}"
    same_week = one.day.isocalendar()[:2] == two.day.isocalendar()[:2]
    if same_week and first.option.town_id == second.option.town_id:
        yield f"town {first.option.town_id} twice in the week of {one.day}"


def _counts(problem: Problem, plan: Plan) -> Iterator[str]:
    rules = problem.rules
    towns = Counter(one.option.town_id for one in plan.choices)
    weeks = Counter(problem.slots[one.option.slot].day.isocalendar()[:2] for one in plan.choices)
    people = Counter(who for one in plan.choices for who in one.team)
    for counts, most, what in (
        (towns, rules.per_town, "town"),
        (weeks, rules.per_week, "week"),
        (people, rules.per_worker, "worker"),
    ):
        yield from (f"{what} {key}: {count}" for key, count in counts.items() if count > most)
    if len(plan.choices) > rules.classes:
        yield f"{len(plan.choices)} classes"
