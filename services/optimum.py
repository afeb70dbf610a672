"""案をまとめて選ぶ: the same sum as a mixed-integer program, for HiGHS.

One 0/1 variable for each class and its rank in the town, and one for each person in it. HiGHS
starts from the plan of services/greedy.py, so what it returns is never worse. highspy is asked for
in requirements.txt; a machine that cannot have it plans without.
"""

from collections import defaultdict
from typing import Any, NamedTuple

from services import greedy, staffing
from services.options import Choice, Option, Plan, Problem, points, ranked, worthwhile

try:
    import highspy
except ImportError:  # no wheel for this machine
    highspy = None

SECONDS, GAP = 8.0, 0.002  # where HiGHS stops: the last share of the worth may take it long
CLOSE = 0.98  # of the bound: what the screen promises


class _Row(NamedTuple):
    columns: list[int]
    factors: list[float]
    low: float
    high: float


class _Model:
    """Columns and rows as HiGHS takes them."""

    def __init__(self, problem: Problem):
        self.problem = problem
        self.options = worthwhile(problem)
        self.costs: list[float] = []
        self.rows: list[_Row] = []
        ranks = range(problem.rules.per_town)
        self.held = {
            (number, rank): self._column(one.points * problem.factor(one.town_id, rank))
            for number, one in enumerate(self.options)
            for rank in ranks
        }
        self.works: dict[tuple[int, int], int] = {}
        if problem.rules.team:
            self._team_columns()
            self._teams()
        self._places()

    def _column(self, cost: float = 0.0) -> int:
        self.costs.append(cost)
        return len(self.costs) - 1

    def _row(self, terms: list[tuple[int, float]], low: float, high: float) -> None:
        columns, factors = [one for one, _ in terms], [factor for _, factor in terms]
        self.rows.append(_Row(columns, factors, low, high))

    def _at_most(self, columns: list[int], most: float) -> None:
        if len(columns) > most:
            self._row([(one, 1.0) for one in columns], 0.0, most)

    def _held(self, number: int) -> list[int]:
        return [self.held[number, rank] for rank in range(self.problem.rules.per_town)]

    def _team_columns(self) -> None:
        for number, option in enumerate(self.options):
            for one in staffing.able(self.problem.workers, option, frozenset()):
                self.works[number, one.id] = self._column()

    def _places(self) -> None:
        """As many classes as asked for, by town, by week, and by town and week."""
        rules = self.problem.rules
        towns, weeks, both, ranks = (defaultdict(list) for _ in range(4))
        for number, option in enumerate(self.options):
            columns, week = self._held(number), self.problem.week(option)
            towns[option.town_id] += columns
            weeks[week] += columns
            both[option.town_id, week] += columns
            for rank, column in enumerate(columns):
                ranks[option.town_id, rank].append(column)
        self._at_most([one for columns in towns.values() for one in columns], rules.classes)
        for columns in weeks.values():
            self._at_most(columns, rules.per_week)
        for columns in (*both.values(), *ranks.values()):
            self._at_most(columns, 1)
        for town in rules.must & set(towns):
            self._row([(one, 1.0) for one in towns[town]], 1.0, float(rules.classes))

    def _teams(self) -> None:
        """A whole team for what is held, one of it with the skills; nobody in two places."""
        people = {one.id: one for one in self.problem.workers}
        team, jobs, hours = self.problem.rules.team, defaultdict(list), defaultdict(list)
        by_option = defaultdict(list)
        for (number, staff_id), column in self.works.items():
            by_option[number].append((staff_id, column))
            jobs[staff_id].append(column)
            hours[staff_id, self.options[number].slot].append(column)
        for number, option in enumerate(self.options):
            held = self._held(number)
            everybody = [(column, 1.0) for _, column in by_option[number]]
            self._row(everybody + [(one, -float(team)) for one in held], 0.0, 0.0)
            for _, column in by_option[number]:
                self._row([(column, 1.0)] + [(one, -1.0) for one in held], -1.0, 0.0)
            if option.skills:
                skilled = [
                    (column, 1.0)
                    for staff_id, column in by_option[number]
                    if option.skills <= people[staff_id].skills
                ]
                self._row(skilled + [(one, -1.0) for one in held], 0.0, float(team))
        for columns in jobs.values():
            self._at_most(columns, self.problem.rules.per_worker)
        for (staff_id, slot), columns in hours.items():
            self._at_most(columns + self._overlapping(hours, staff_id, slot), 1)

    def _overlapping(self, hours: dict, staff_id: int, slot: int) -> list[int]:
        """Columns of this person's other slots that are still on when this one begins."""
        begins = self.problem.slots[slot].starts_at
        return [
            column
            for other, two in enumerate(self.problem.slots)
            if other != slot and two.starts_at <= begins < two.ends_at
            for column in hours.get((staff_id, other), [])
        ]

    def start(self, plan: Plan) -> list[float]:
        """The columns of a plan that is known."""
        numbers = {option: number for number, option in enumerate(self.options)}
        values = [0.0] * len(self.costs)
        for option, rank in ranked(one.option for one in plan.choices):
            values[self.held[numbers[option], rank]] = 1.0
        for choice in plan.choices:
            for staff_id in choice.team:
                values[self.works[numbers[choice.option], staff_id]] = 1.0
        return values

    def read(self, values: list[float]) -> list[Choice]:
        found = []
        for number, option in enumerate(self.options):
            if any(values[column] > 0.5 for column in self._held(number)):
                team = [
                    who
                    for (at, who), column in self.works.items()
                    if at == number and values[column] > 0.5
                ]
                found.append(Choice(option, self._skilled_first(option, team)))
        return sorted(found, key=lambda one: (one.option.slot, one.option.town_id))

    def _skilled_first(self, option: Option, team: list[int]) -> tuple[int, ...]:
        skills = {one.id: one.skills for one in self.problem.workers}
        return tuple(sorted(team, key=lambda one: not option.skills <= skills[one]))


def choose(problem: Problem) -> Plan:
    """The plan for the screen: from HiGHS, and by longer greedy search where that is not enough."""
    if highspy is None:
        return greedy.choose(problem)
    plan = improve(problem, greedy.choose(problem, rounds=0))
    if plan.bound is None or plan.points >= CLOSE * plan.bound:
        return plan
    other = greedy.choose(problem)
    return other._replace(bound=plan.bound) if other.points > plan.points else plan


def improve(problem: Problem, plan: Plan, *, seconds: float = SECONDS, gap: float = GAP) -> Plan:
    """A plan at least as good, and how much better any plan could be."""
    model = _Model(problem)
    if highspy is None or not model.options:
        return plan
    solver = _loaded(model, seconds, gap)
    solution = highspy.HighsSolution()
    solution.col_value = model.start(plan)
    solver.setSolution(solution)
    solver.run()
    values, info = solver.getSolution().col_value, solver.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return plan
    choices = tuple(model.read(values))
    worth = points(problem, [one.option for one in choices])
    found = Plan(choices, worth, info.mip_dual_bound)
    return found if worth >= plan.points else plan._replace(bound=info.mip_dual_bound)


def _loaded(model: _Model, seconds: float, gap: float) -> Any:
    solver = highspy.Highs()
    options = {"output_flag": False, "time_limit": seconds, "mip_rel_gap": gap, "threads": 1}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    program = highspy.HighsLp()
    count = len(model.costs)
    program.num_col_, program.num_row_ = count, len(model.rows)
    program.sense_ = highspy.ObjSense.kMaximize
    program.col_cost_ = model.costs
    program.col_lower_, program.col_upper_ = [0.0] * count, [1.0] * count
    program.integrality_ = [highspy.HighsVarType.kInteger] * count
    program.row_lower_ = [row.low for row in model.rows]
    program.row_upper_ = [row.high for row in model.rows]
    matrix = program.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    starts = [0]
    for row in model.rows:
        starts.append(starts[-1] + len(row.columns))
    matrix.start_ = starts
    matrix.index_ = [column for row in model.rows for column in row.columns]
    matrix.value_ = [factor for row in model.rows for factor in row.factors]
    solver.passModel(program)
    return solver
