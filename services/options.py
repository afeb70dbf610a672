"""次の教室の候補: what could be held, and what a choice among it is worth. Pure figures.

A town's first class counts in full, each further one `fade` times the one before, the most
promising one first; classes of the last weeks count as earlier ones. The same sum is used by
whoever chooses (services/greedy.py, services/optimum.py).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple


class Slot(NamedTuple):
    """When a class could begin and end; aware."""

    starts_at: datetime
    ends_at: datetime

    @property
    def day(self) -> date:
        return self.starts_at.date()

    @property
    def week(self) -> date:
        """Its Monday."""
        return self.day - timedelta(days=self.day.weekday())

    def meets(self, other: "Slot") -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


class Option(NamedTuple):
    """One class that could be held: in this hall, at the slot of this number.

    people: of 65 and over who would come for the first time. points: the same, weighted by what
    the city finds urgent. skills: one of the team has to have them all. format: of its kind, for
    whoever explains the choice.
    """

    hall_id: int
    town_id: int
    slot: int
    people: float
    points: float
    skills: frozenset[str] = frozenset()
    format: str = ""


class Worker(NamedTuple):
    """Somebody who could work there. slots: when; towns: where; load: minutes worked of late."""

    id: int
    slots: frozenset[int]
    towns: frozenset[int]
    skills: frozenset[str] = frozenset()
    load: int = 0


class Rules(NamedTuple):
    """What a plan keeps to. team: people found before a class is planned; 0: nobody yet.

    A town has at most one class a week, so at most one at a time.
    """

    classes: int
    per_town: int
    per_week: int
    per_worker: int
    team: int
    fade: float
    must: frozenset[int] = frozenset()


class Problem(NamedTuple):
    """Everything a choice is made from. before: classes of each town that count as earlier."""

    slots: Sequence[Slot]
    options: Sequence[Option]
    workers: Sequence[Worker]
    before: Mapping[int, int]
    rules: Rules

    def factor(self, town_id: int, rank: int) -> float:
        """What the class of this rank (from 0) in a town is worth beside a first one."""
        return self.rules.fade ** (self.before.get(town_id, 0) + rank)

    def week(self, option: Option) -> date:
        return self.slots[option.slot].week


class Choice(NamedTuple):
    """A class of the plan and who works there, whoever has the skills first."""

    option: Option
    team: tuple[int, ...]


class Plan(NamedTuple):
    """A choice. bound: no plan is worth more than this; none: nobody has proven it."""

    choices: tuple[Choice, ...]
    points: float
    bound: float | None = None


def points(problem: Problem, chosen: Iterable[Option]) -> float:
    """What these classes together are worth."""
    return sum(
        option.points * problem.factor(option.town_id, rank) for option, rank in ranked(chosen)
    )


def ranked(chosen: Iterable[Option]) -> list[tuple[Option, int]]:
    """Each class with its rank in its town, the most promising one first."""
    by_town: dict[int, list[Option]] = defaultdict(list)
    for option in sorted(chosen, key=lambda one: (-one.points, one.slot, one.hall_id)):
        by_town[option.town_id].append(option)
    return [(one, rank) for town in by_town.values() for rank, one in enumerate(town)]


def worthwhile(problem: Problem) -> list[Option]:
    """The options without those that another one replaces: the same town, hour and skills, fewer
    people. A town has one class at a time, and who works there does not mind which hall; where
    nobody is planned for, the hour does not matter either."""
    best: dict[tuple, Option] = {}
    for option in problem.options:
        when = option.slot if problem.rules.team else problem.week(option)
        key = option.town_id, when, option.skills
        if option.points > 0 and (key not in best or _order(option) < _order(best[key])):
            best[key] = option
    return sorted(best.values(), key=_order)


def _order(option: Option) -> tuple:
    return -option.points, option.slot, option.town_id, option.hall_id
