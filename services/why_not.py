"""なぜこの町は入らないのか: what stands in the way of a town, or what its class would have cost."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from models import District, Proposal, Staff
from services import optimum, staffing, surveying, wishes
from services.options import Option, Plan, Slot, points
from services.permissions import Permission, require
from services.prospects import Prospect


class Best(NamedTuple):
    """The most promising class of a town. people: with the town's earlier classes counted."""

    hall: str
    slot: Slot
    people: float
    factor: float


class Answer(NamedTuple):
    """planned: classes of the town in the plan of today's figures. halls, free: its halls that suit
    the wish, and hours in which one of them is free; lost: hours that are not, by reason. staffed:
    free hours for which a team could be found. gone: how many classes fewer other towns would have,
    had the town to be there; cost: the points that would be lost by it (none: it cannot be)."""

    planned: int
    is_left_out: bool
    waiting: int
    halls: int
    free: int
    lost: Counter
    staffed: int
    best: Best | None = None
    gone: Mapping[str, int] = {}
    cost: float | None = None


def answer(db: Session, *, proposal: Proposal, town: District, by: Staff) -> Answer:
    """Asked of the figures of today, under the wish of the proposal."""
    require(by, Permission.EVENT_PUBLISH)
    wish = wishes.read(proposal.wish)
    prospect = surveying.survey(db, wish=wish, by=by)
    here = [one for one in prospect.problem.options if one.town_id == town.id]
    plan = optimum.choose(prospect.problem)
    found = Answer(
        planned=_towns(plan)[town.id],
        is_left_out=town.id in wish.without,
        waiting=prospect.towns[town.id].waiting,
        halls=sum(one.venue.district_id == town.id for one in prospect.halls.values()),
        free=len({one.slot for one in here}),
        lost=prospect.lost[town.id],
        staffed=len({one.slot for one in here if _has_team(prospect, one)}),
    )
    if not here:
        return found
    best = max(here, key=lambda one: one.points)
    factor = prospect.problem.factor(town.id, 0)
    hall = prospect.halls[best.hall_id].venue.name
    found = found._replace(best=Best(hall, prospect.slots[best.slot], best.people, factor))
    return found if found.planned else _had_it_to_be(prospect, plan, town, found)


def _had_it_to_be(prospect: Prospect, plan: Plan, town: District, found: Answer) -> Answer:
    problem = prospect.problem
    must = problem.rules._replace(must=problem.rules.must | {town.id})
    other = optimum.choose(problem._replace(rules=must))
    after = _towns(other)
    if not after[town.id]:
        return found
    gone = _towns(plan) - after
    names = {prospect.towns[one].name: count for one, count in gone.items()}
    worth = points(problem, [one.option for one in other.choices])
    return found._replace(gone=names, cost=max(0.0, plan.points - worth))


def _towns(plan: Plan) -> Counter:
    return Counter(one.option.town_id for one in plan.choices)


def _has_team(prospect: Prospect, option: Option) -> bool:
    people, team = prospect.problem.workers, prospect.problem.rules.team
    able = staffing.able(people, option, frozenset())
    skilled = staffing.able(people, option, option.skills)
    return len(able) >= team and (not team or bool(skilled))
