"""だれが行くか: a team for every class of a plan, found by augmenting paths.

Nobody works in two classes at once, nor in more than `per_worker`. When somebody is missing, a
colleague may be moved to another class, and another one into that place; so a team is found
whenever there is one (a flow from classes to people), as long as slots do not half overlap.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from services.options import Option, Problem, Worker


class Seat(NamedTuple):
    """One place in a team: number 0 has the skills."""

    option: Option
    number: int


class Roster:
    """Who works where, as far as the plan has grown."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.people = {one.id: one for one in problem.workers}
        self.taken: dict[Seat, int] = {}
        slots = range(len(problem.slots))
        self.meeting = {
            slot: tuple(two for two in slots if problem.slots[slot].meets(problem.slots[two]))
            for slot in slots
        }
        self.at: dict[tuple[int, int], Seat] = {}
        self.load: Counter[int] = Counter()
        self._able: dict[tuple, list[int]] = {}

    def copy(self) -> "Roster":
        twin = object.__new__(Roster)
        twin.__dict__ |= self.__dict__
        twin.taken, twin.at, twin.load = dict(self.taken), dict(self.at), Counter(self.load)
        return twin

    def add(self, option: Option) -> bool:
        """Find a team for one class more; when there is none, everything stays as it was."""
        before = dict(self.taken), dict(self.at), Counter(self.load)
        for number in range(self.problem.rules.team):
            if not self._seat(Seat(option, number), set()):
                self.taken, self.at, self.load = before
                return False
        return True

    def remove(self, option: Option) -> None:
        for number in range(self.problem.rules.team):
            self._leave(Seat(option, number))

    def team(self, option: Option) -> tuple[int, ...]:
        return tuple(self.taken[Seat(option, one)] for one in range(self.problem.rules.team))

    def _seat(self, seat: Seat, tried: set) -> bool:
        """Put somebody there, moving others where that helps."""
        for staff_id in self._candidates(seat):
            key = staff_id, seat.option.slot
            if key in tried:
                continue
            tried.add(key)
            if self._make_free(staff_id, seat, tried):
                self._take(seat, staff_id)
                return True
        return False

    def _make_free(self, staff_id: int, seat: Seat, tried: set) -> bool:
        busy = self._seats_at(staff_id, seat.option.slot)
        if len(busy) > 1 or any(one.option == seat.option for one in busy):
            return False
        if busy:
            self._move(busy[0], tried)
        elif self.load[staff_id] >= self.problem.rules.per_worker:
            own = [one for one, who in self.taken.items() if who == staff_id]
            any(self._move(one, tried) for one in own if one.option != seat.option)
        is_idle = not self._seats_at(staff_id, seat.option.slot)  # moving others may fill it anew
        return is_idle and self.load[staff_id] < self.problem.rules.per_worker

    def _move(self, seat: Seat, tried: set) -> bool:
        """Give this place to somebody else."""
        staff_id = self.taken[seat]
        tried.add((staff_id, seat.option.slot))
        self._leave(seat)
        if self._seat(seat, tried):
            return True
        self._take(seat, staff_id)
        return False

    def _seats_at(self, staff_id: int, slot: int) -> list[Seat]:
        found = (self.at.get((staff_id, two)) for two in self.meeting[slot])
        return [one for one in found if one]

    def _take(self, seat: Seat, staff_id: int) -> None:
        self.taken[seat] = staff_id
        self.at[staff_id, seat.option.slot] = seat
        self.load[staff_id] += 1

    def _leave(self, seat: Seat) -> None:
        staff_id = self.taken.pop(seat)
        del self.at[staff_id, seat.option.slot]
        self.load[staff_id] -= 1

    def _candidates(self, seat: Seat) -> list[int]:
        option = seat.option
        wanted = option.skills if seat.number == 0 else frozenset()
        key = option.town_id, option.slot, wanted
        if key not in self._able:
            self._able[key] = [one.id for one in able(self.people.values(), option, wanted)]
        return self._able[key]


def able(workers: Iterable[Worker], option: Option, skills: frozenset[str]) -> list[Worker]:
    """Who could work there, who has worked least first."""
    found = [
        one
        for one in workers
        if option.slot in one.slots and option.town_id in one.towns and skills <= one.skills
    ]
    return sorted(found, key=lambda one: (one.load, one.id))
