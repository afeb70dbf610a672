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


Move = tuple[Seat, int]  # the place, and who takes it


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
            moves = self._moves(Seat(option, number), set())
            if moves is None:
                self.taken, self.at, self.load = before
                return False
            for seat, staff_id in moves:
                self._leave(seat)
                self._take(seat, staff_id)
        return True

    def remove(self, option: Option) -> None:
        for number in range(self.problem.rules.team):
            self._leave(Seat(option, number))

    def team(self, option: Option) -> tuple[int, ...]:
        return tuple(self.taken[Seat(option, one)] for one in range(self.problem.rules.team))

    def _moves(self, seat: Seat, seen: set) -> list[Move] | None:
        """Who goes where so that somebody is in this place, the last in the chain first; none: no
        chain ends at somebody with time. seen: hours and people that lead nowhere."""
        for staff_id in self._candidates(seat):
            hour = staff_id, seat.option.slot
            if hour in seen:
                continue
            seen.add(hour)
            freed = self._freed(staff_id, seat, seen)
            if freed is not None:
                return [*freed, (seat, staff_id)]
        return None

    def _freed(self, staff_id: int, seat: Seat, seen: set) -> list[Move] | None:
        """What has to move so that this person has this hour, and room for one job more."""
        busy = self._seats_at(staff_id, seat.option.slot)
        if len(busy) > 1:
            return None
        if busy:
            return self._elsewhere(busy[0], staff_id, seen)
        if self.load[staff_id] < self.problem.rules.per_worker:
            return []
        if staff_id in seen:
            return None
        seen.add(staff_id)
        own = [one for one, who in self.taken.items() if who == staff_id]
        staying = (one for one in own if (staff_id, one.option.slot) not in seen)
        chains = (self._elsewhere(one, staff_id, seen) for one in staying)
        return next((chain for chain in chains if chain is not None), None)

    def _elsewhere(self, seat: Seat, staff_id: int, seen: set) -> list[Move] | None:
        seen.add((staff_id, seat.option.slot))
        return self._moves(seat, seen)

    def _seats_at(self, staff_id: int, slot: int) -> list[Seat]:
        found = (self.at.get((staff_id, two)) for two in self.meeting[slot])
        return [one for one in found if one]

    def _take(self, seat: Seat, staff_id: int) -> None:
        self.taken[seat] = staff_id
        self.at[staff_id, seat.option.slot] = seat
        self.load[staff_id] += 1

    def _leave(self, seat: Seat) -> None:
        staff_id = self.taken.pop(seat, None)
        if staff_id is not None:
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
