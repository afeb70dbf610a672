"""Variables with bounds and equations over them, and between which values each one has to lie."""

from collections.abc import Iterable, Mapping, Sequence

import highspy
import numpy as np

MANY = 1e4


class Book:
    """The variables, each at its place, and what is said of them."""

    def __init__(self) -> None:
        self.low: list[float] = []
        self.high: list[float] = []
        self.rows: list[tuple[dict[int, int], float, float]] = []

    def variable(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def say(self, terms: Iterable[tuple[int, int]], low: float, high: float) -> None:
        row: dict[int, int] = {}
        for place, factor in terms:
            row[place] = row.get(place, 0) + factor
        self.rows.append((row, low, high))

    def is_sum(self, whole: int, parts: Sequence[int]) -> None:
        self.say([(whole, 1), *((part, -1) for part in parts)], 0, 0)

    def is_at_most(self, small: int, large: int) -> None:
        self.say([(large, 1), (small, -1)], 0, np.inf)


def intervals(book: Book, hidden: Mapping[tuple, int], enough: int) -> dict[tuple, tuple[int, int]]:
    """The least and the largest value of each hidden number; he stops at `enough` possible ones."""
    variable = [place for place in range(len(book.low)) if book.low[place] < book.high[place]]
    column = {place: at for at, place in enumerate(variable)}
    solver = _solver(book, column)
    seen = np.array([book.low, book.high], float)
    seen[:, variable] = [[np.inf], [-np.inf]]
    for sign in (1, -1):
        _look(solver, variable, seen, dict.fromkeys(variable, sign), column)
    for place in hidden.values():
        for sign in (1, -1):
            if place in column and seen[1, place] - seen[0, place] < enough - 1:
                _look(solver, variable, seen, {place: sign}, column)
    least, most = np.ceil(seen[0] - 1e-6), np.floor(seen[1] + 1e-6)
    return {name: (int(least[place]), int(most[place])) for name, place in hidden.items()}


def _solver(book: Book, column: Mapping[int, int]) -> highspy.Highs:
    rows = [
        (
            {column[p]: f for p, f in terms.items() if p in column},
            sum(f * book.low[p] for p, f in terms.items() if p not in column),
            low,
            high,
        )
        for terms, low, high in book.rows
    ]
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(column), len(rows)
    lp.col_cost_ = np.zeros(len(column))
    lp.col_lower_ = np.array([book.low[place] for place in column], float)
    lp.col_upper_ = np.array([book.high[place] for place in column], float)
    lp.row_lower_ = np.array([low - known for _, known, low, _ in rows], float)
    lp.row_upper_ = np.array([high - known for _, known, _, high in rows], float)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.array([0, *np.cumsum([len(row[0]) for row in rows])], np.int32)
    lp.a_matrix_.index_ = np.array([p for row in rows for p in row[0]], np.int32)
    lp.a_matrix_.value_ = np.array([f for row in rows for f in row[0].values()], float)
    solver = highspy.Highs()
    for option, value in {"output_flag": False, "threads": 1}.items():
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


def _look(
    solver: highspy.Highs,
    variable: Sequence[int],
    seen: np.ndarray,
    costs: Mapping[int, int],
    column: Mapping[int, int],
) -> None:
    """One more town that fits; `seen` holds the least and the largest value of each number."""
    for place, sign in costs.items():
        solver.changeColCost(column[place], sign)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise RuntimeError("what was published contradicts itself")
    for place in costs:
        solver.changeColCost(column[place], 0)
    values = np.array(solver.getSolution().col_value)
    seen[0, variable] = np.minimum(seen[0, variable], values)
    seen[1, variable] = np.maximum(seen[1, variable], values)
