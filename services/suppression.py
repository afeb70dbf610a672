"""秘匿: which numbers stay back so that none of 1 to 9 people can be told, nor worked out.

suppress → attack → suppress more, in one: for every small number we look for two worlds, one with
1 and one with 9 people, that fit all that was ever published (services/worlds.py). Where there is
none, the cheapest further numbers are kept back that make room for it. The worlds found are the
proof. Nothing is random: the same figures give the same answer.
"""

from collections.abc import Sequence

import numpy as np

from models import Mark
from services.worlds import Cell, Link, Step, World, Worlds

_NEAR = 1e-6


def suppress(cells: Sequence[Cell], links: Sequence[Link]) -> list[Mark]:
    """A mark for every cell: what was published keeps its own, the others get theirs."""
    marks = [cell.mark or first_mark(cell) for cell in cells]
    search = _Search(cells, links, marks)
    search.push()
    for place in sorted(search.asked, key=lambda p: (cells[p].mark is None, -cells[p].value, p)):
        search.settle(place)
    return search.marks


def first_mark(cell: Cell) -> Mark:
    """By its own size. Where fewer people live than the threshold even a zero would say too much
    and 10未満 as well: that somebody came."""
    if cell.limit and cell.limit < cell.threshold:
        return Mark.KEPT
    return Mark.SMALL if cell.is_small else Mark.SHOWN


class _Search:
    """The marks as they grow, and the least and largest value that each cell has in some world."""

    def __init__(self, cells: Sequence[Cell], links: Sequence[Link], marks: list[Mark]):
        self.cells, self.marks = cells, marks
        self.worlds = Worlds(cells, links, marks)
        self.least = np.array([cell.value for cell in cells], dtype=float)
        self.most = self.least.copy()
        self.asked = [place for place in range(len(cells)) if self._is_asked(place)]

    def push(self) -> None:
        """Many at once: worlds that are as large or as small as can be wherever one is missing."""
        for direction in (-1, 1, -1, 1):
            missing = [p for p in self.asked if self._missing(p, direction)]
            world = self.worlds.extreme({place: -direction for place in missing})
            if world:
                self._see(world)

    def settle(self, place: int) -> None:
        """Make every value that the mark allows possible, and then for all that was kept back."""
        waiting = [place]
        while waiting:
            place = waiting.pop()
            for direction in (1, -1):
                if self._missing(place, direction):
                    waiting += self._reach(place, direction)
            if self._is_new_small(place) and (self._missing(place, 1) or self._missing(place, -1)):
                self._keep(place, self.cells[place].value)
                waiting.append(place)

    def _is_asked(self, place: int) -> bool:
        cell = self.cells[place]
        return self.marks[place] is not Mark.SHOWN if cell.is_printed else cell.is_small

    def _missing(self, place: int, direction: int) -> bool:
        """Whether outsiders could know more of this cell, on this side, than they may."""
        low, high = self.least[place], self.most[place]
        if self.marks[place] is Mark.SMALL:
            least, most = self.cells[place].bounds(Mark.SMALL)
            return high < most - _NEAR if direction > 0 else low > least + _NEAR
        return high - low < _width(self.cells[place]) - _NEAR

    def _target(self, place: int, direction: int) -> float:
        cell = self.cells[place]
        low, high = cell.bounds(self.marks[place])
        if self.marks[place] is Mark.SMALL:
            return high if direction > 0 else low
        if direction > 0:
            return min(self.least[place] + _width(cell), high)
        return max(self.most[place] - _width(cell), low)

    def _reach(self, place: int, direction: int) -> list[int]:
        """Find a world with the wanted value, or one as near to it as there is."""
        target = self._target(place, direction)
        for step in Step:
            if step is Step.UNGUESSED and self._is_new_small(place):
                return []
            world = self.worlds.nearest(place, target, step=step)
            if world:
                return self._see(world)
        target = self.worlds.farthest(place, direction)
        world = self.worlds.nearest(place, target, step=Step.UNGUESSED)
        return self._see(world) if world else []

    def _is_new_small(self, place: int) -> bool:
        return self.cells[place].mark is None and self.marks[place] is Mark.SMALL

    def _see(self, world: World) -> list[int]:
        """Take a world as proof; what it needed kept back is kept back, and asked in turn."""
        for place in world.moved:
            self._keep(place, world.values[place])
        self.least = np.minimum(self.least, world.values)
        self.most = np.maximum(self.most, world.values)
        return world.moved

    def _keep(self, place: int, value: float) -> None:
        self.marks[place] = Mark.KEPT
        self.worlds.keep(place, value=value)


def _width(cell: Cell) -> int:
    """How far apart the values of a cell that is kept back have to be: as those of 1 to 9 are."""
    return min(cell.threshold - 2, cell.top)
