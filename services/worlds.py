"""Other towns that would have published the same: what proves that a number is not given away.

What outsiders know is a system of linear relations over the cells, with bounds from the marks. A
*world* is a solution of it: counts that fit everything ever published as well as the true ones do.
When one world has a cell at 1 and another one has it at 9, nobody can tell.
HiGHS (MIT) looks for worlds, with one thread, so that the same town gets the same answer.
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

import highspy
import numpy as np

from models import Mark

ROOM = 4  # how many thresholds a number may grow in another world: enough, and finite
_NEAR = 1e-6
_ANY_PRICE = 1e5


class Step(IntEnum):
    """How much may be kept back for a world: each step allows what the one before did.

    SILENT: zeros and small numbers as well, which tells nothing of them. UNGUESSED: a large number
    may be a small one there, so that nobody may guess that only large ones read 非公表.
    """

    CHEAP = 0
    SILENT = 1
    UNGUESSED = 2


class Cell(NamedTuple):
    """One number. `mark` none: it is about to be published.

    weight: what is lost when it is kept back. limit: the people there are (public), if known.
    is_printed: false for what no table shows, and anybody can subtract.
    """

    value: int
    threshold: int = 10
    mark: Mark | None = None
    weight: float = 1.0
    limit: int | None = None
    is_printed: bool = True

    @property
    def is_small(self) -> bool:
        return 0 < self.value < self.threshold

    @property
    def top(self) -> int:
        """The largest value that another world may give it."""
        room = self.value + ROOM * self.threshold
        return room if self.limit is None else max(min(room, self.limit), self.value)

    def bounds(self, mark: Mark, *, guessed: bool = True) -> tuple[int, int]:
        """What a mark tells. guessed: that only a large number is kept back is mostly right."""
        if mark is Mark.SHOWN:
            return self.value, self.value
        if mark is Mark.SMALL:
            return 1, min(self.threshold - 1, self.top)
        is_large = guessed and self.is_printed and self.value >= self.threshold
        return self.threshold if is_large else 0, self.top


class Link(NamedTuple):
    """Σ factor × cell is what it truly is (the attacker is told how much), or not negative."""

    terms: tuple[tuple[int, int], ...]
    is_equal: bool = True


def sum_of(whole: Iterable[int], parts: Iterable[int], *, is_equal: bool = True) -> Link:
    """The parts add up to the whole, or to no more than that."""
    terms = [*((place, 1) for place in whole), *((place, -1) for place in parts)]
    return Link(tuple(terms), is_equal)


class World(NamedTuple):
    """Values by place, and the places that had to leave what their mark allows."""

    values: np.ndarray
    moved: list[int]


class Worlds:
    """All worlds that fit the marks so far. Cells shown long ago are constants, not columns."""

    def __init__(self, cells: Sequence[Cell], links: Iterable[Link], marks: Sequence[Mark]):
        self._cells = cells
        self._marks = list(marks)
        self._unguessed: set[int] = set()
        self._true = np.array([cell.value for cell in cells], dtype=float)
        self._free = [p for p, cell in enumerate(cells) if cell.mark is not Mark.SHOWN]
        self._column = {place: column for column, place in enumerate(self._free)}
        self._solver = highspy.Highs()
        for option, value in {"output_flag": False, "threads": 1, "presolve": "off"}.items():
            self._solver.setOptionValue(option, value)
        self._solver.passModel(self._model([row for row in map(self._row, links) if row[0]]))
        for place in self._free:
            self._bound(place)
        size = len(self._free)
        self._outside = np.arange(size, 3 * size, dtype=np.int32)
        self._shut = np.zeros((2, size))
        self._rooms_left = self._rooms()
        prices = np.tile([_price(cells[place]) for place in self._free], 2)
        self._solver.changeColsCost(2 * size, self._outside, prices)

    def keep(self, place: int, *, value: float) -> None:
        """Keep this number back from now on; another world has this value of it."""
        self._marks[place] = Mark.KEPT
        if value < self._cells[place].bounds(Mark.KEPT)[0] - _NEAR:
            self._unguessed.add(place)
        self._bound(place)
        for step, rooms in self._rooms_left.items():
            rooms[:, self._column[place]] = self._room(place, step)

    def extreme(self, costs: dict[int, float]) -> World | None:
        """The world within the marks where Σ cost × cell is least."""
        return self._solved(costs)

    def nearest(self, place: int, target: float, *, step: Step) -> World | None:
        """The world where this cell has that value and the least is lost by keeping back more."""
        column = self._column[place]
        self._solver.changeColBounds(column, target, target)
        self._open(step, place)
        world = self._solved({})
        self._limit(self._shut)
        self._bound(place)
        return world

    def farthest(self, place: int, direction: int) -> float:
        """The largest (1) or smallest (-1) value that this cell has in any world, at any price."""
        self._open(Step.UNGUESSED, place)
        world = self._solved({place: -_ANY_PRICE * direction})
        self._limit(self._shut)
        return self._cells[place].value if world is None else world.values[place]

    def _row(self, link: Link) -> tuple[list[tuple[int, int]], float, float]:
        """What of a link is not constant: columns with factors, and the bounds of their sum."""
        free = [(self._column[p], factor) for p, factor in link.terms if p in self._column]
        total = sum(factor * self._cells[p].value for p, factor in link.terms)
        known = sum(f * self._cells[p].value for p, f in link.terms if p not in self._column)
        if link.is_equal:
            return free, total - known, total - known
        return free if total >= 0 else [], -known, highspy.kHighsInf

    def _model(self, rows: list[tuple[list[tuple[int, int]], float, float]]) -> highspy.HighsLp:
        """Three columns a cell: within its mark, how far above that, how far below."""
        size = len(self._free)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = 3 * size, len(rows)
        lp.col_cost_ = lp.col_lower_ = lp.col_upper_ = np.zeros(3 * size)
        lp.row_lower_ = np.array([row[1] for row in rows], dtype=float)
        lp.row_upper_ = np.array([row[2] for row in rows], dtype=float)
        terms = [
            (column + part * size, factor if part < 2 else -factor)
            for row in rows
            for column, factor in row[0]
            for part in range(3)
        ]
        matrix = lp.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        lengths = [3 * len(row[0]) for row in rows]
        matrix.start_ = np.array([0, *np.cumsum(lengths)], dtype=np.int32)
        matrix.index_ = np.array([column for column, _ in terms], dtype=np.int32)
        matrix.value_ = np.array([factor for _, factor in terms], dtype=float)
        return lp

    def _bound(self, place: int) -> None:
        column = self._column[place]
        self._solver.changeColBounds(column, *self._bounds(place))

    def _bounds(self, place: int) -> tuple[int, int]:
        guessed = place not in self._unguessed
        return self._cells[place].bounds(self._marks[place], guessed=guessed)

    def _rooms(self) -> dict[Step, np.ndarray]:
        """How far each number may leave its mark at each step: above and below."""
        return {
            step: np.array([self._room(place, step) for place in self._free], float)
            .reshape(-1, 2)
            .T
            for step in Step
        }

    def _room(self, place: int, step: Step) -> tuple[int, int]:
        """What was published keeps its mark, but what was kept back may be another number."""
        cell, mark = self._cells[place], self._marks[place]
        is_unguessed = step is Step.UNGUESSED
        if mark is Mark.KEPT:
            may = is_unguessed
        else:
            may = not cell.mark and (step > Step.CHEAP or cell.value >= cell.threshold)
        if not may:
            return 0, 0
        low, high = self._bounds(place)
        lowest, highest = cell.bounds(Mark.KEPT, guessed=not is_unguessed)
        return max(highest - high, 0), max(low - lowest, 0)

    def _open(self, step: Step, place: int) -> None:
        rooms = self._rooms_left[step].copy()
        rooms[:, self._column[place]] = 0
        self._limit(rooms)

    def _limit(self, rooms: np.ndarray) -> None:
        at = self._outside
        self._solver.changeColsBounds(len(at), at, np.zeros(len(at)), rooms.ravel())

    def _solved(self, costs: dict[int, float]) -> World | None:
        size = len(self._free)
        self._cost(costs)
        self._solver.run()
        is_found = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        found = np.array(self._solver.getSolution().col_value) if is_found else None
        self._cost(dict.fromkeys(costs, 0))
        if found is None:
            return None
        values = self._true.copy()
        values[self._free] = found[:size] + found[size : 2 * size] - found[2 * size :]
        left = np.flatnonzero(found[size : 2 * size] + found[2 * size :] > _NEAR)
        return World(values, [self._free[column] for column in left])

    def _cost(self, costs: dict[int, float]) -> None:
        at = np.array([self._column[place] for place in costs], dtype=np.int32)
        self._solver.changeColsCost(len(at), at, np.array(list(costs.values()), dtype=float))


def _price(cell: Cell) -> float:
    """Per person by which it has to differ: the smallest of the large numbers tells the least."""
    if cell.value < cell.threshold:
        return 3 * cell.weight
    return cell.weight * (1 + cell.value / (cell.value + 1000))
