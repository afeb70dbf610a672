"""案を一つずつ選ぶ: the plan without a solver. The same input gives the same plan.

The most promising class is added as long as a team is found for it; then a few classes at a time
are taken out and chosen anew, and what is better is kept.
"""

import random
from collections import Counter

from services.options import Choice, Option, Plan, Problem, points, worthwhile
from services.staffing import Roster

ROUNDS = 120  # of taking out and choosing anew
SEED = 2026


class _Board:
    """A plan that grows."""

    def __init__(self, problem: Problem, roster: Roster | None = None):
        self.problem = problem
        self.roster = roster or Roster(problem)
        self.chosen: list[Option] = []
        self.towns: Counter[int] = Counter()
        self.weeks: Counter = Counter()
        self.busy: set[tuple] = set()  # town and week

    def copy(self) -> "_Board":
        twin = _Board(self.problem, self.roster.copy())
        twin.chosen = list(self.chosen)
        twin.towns, twin.weeks = Counter(self.towns), Counter(self.weeks)
        twin.busy = set(self.busy)
        return twin

    def takes(self, option: Option) -> bool:
        """Whether the rules leave room for it; teams are another matter."""
        rules, week = self.problem.rules, self.problem.week(option)
        return (
            len(self.chosen) < rules.classes
            and self.towns[option.town_id] < rules.per_town
            and self.weeks[week] < rules.per_week
            and (option.town_id, week) not in self.busy
        )

    def add(self, option: Option) -> bool:
        if not (self.takes(option) and self.roster.add(option)):
            return False
        self._count(option, 1)
        self.chosen.append(option)
        self.busy.add((option.town_id, self.problem.week(option)))
        return True

    def remove(self, option: Option) -> None:
        self.roster.remove(option)
        self._count(option, -1)
        self.chosen.remove(option)
        self.busy.remove((option.town_id, self.problem.week(option)))

    def _count(self, option: Option, by: int) -> None:
        self.towns[option.town_id] += by
        self.weeks[self.problem.week(option)] += by

    def fill(self, options: list[Option]) -> None:
        """Add what brings most, again and again; the towns that must be there come first."""
        for town in sorted(self.problem.rules.must - set(self.towns.elements())):
            any(self.add(one) for one in options if one.town_id == town)
        gains = {one: self._gain(one) for one in options if self.takes(one)}
        while gains:
            best = max(gains, key=lambda one: (gains[one], -one.slot, -one.hall_id))
            if not self.add(best):
                del gains[best]
                continue
            gains = {one: gain for one, gain in gains.items() if self.takes(one)}
            here = (one for one in gains if one.town_id == best.town_id)
            gains |= {one: self._gain(one) for one in here}

    def _gain(self, option: Option) -> float:
        """Near enough for the order: as if it came last in its town."""
        return option.points * self.problem.factor(option.town_id, self.towns[option.town_id])

    @property
    def missing(self) -> int:
        return len(self.problem.rules.must - set(self.towns.elements()))

    @property
    def worth(self) -> tuple[int, float]:
        """Towns that must be there before anything else."""
        return -self.missing, points(self.problem, self.chosen)

    def plan(self) -> Plan:
        in_order = sorted(self.chosen, key=lambda one: (one.slot, one.town_id))
        choices = tuple(Choice(one, self.roster.team(one)) for one in in_order)
        return Plan(choices, points(self.problem, self.chosen))


def choose(problem: Problem, *, rounds: int = ROUNDS) -> Plan:
    """A good plan, in a moment; the more rounds, the better."""
    options = worthwhile(problem)
    best = _Board(problem)
    best.fill(options)
    chance = random.Random(SEED)
    for _ in range(rounds if best.chosen else 0):
        trial = best.copy()
        for one in chance.sample(trial.chosen, min(len(trial.chosen), chance.randint(1, 4))):
            trial.remove(one)
        trial.fill(chance.sample(options, int(len(options) * chance.uniform(0.2, 1.0))))
        trial.fill(options)
        if trial.worth >= best.worth:
            best = trial
    return best.plan()


def equal_share(problem: Problem, towns: list[int]) -> Plan:
    """The same number of classes, one town after the other: what a plan by rota would bring."""
    options = worthwhile(problem)
    board, turns = _Board(problem), list(towns)
    while turns and len(board.chosen) < problem.rules.classes:
        town = turns.pop(0)
        if any(board.add(one) for one in options if one.town_id == town):
            turns.append(town)
    return board.plan()
