"""どの講座か: what is taught at each class of a plan.

A town is taught what is in season, then what it has not had yet, and of that what drew most people
in the city. A course for one kind of telephone needs somebody in the team who knows it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import Course, Event, Format, Venue
from services import seasons, shifts, skills
from services.events import courses as in_use
from services.options import Choice
from services.prospects import Prospect
from services.wishes import Wish
from services.worked import BACK

WITHOUT = (Format.CONSULTATION, Format.SALON)  # everybody brings an own question
USUAL = "基本"  # the tier that is taught when nothing else is wished for


class Because(StrEnum):
    """Why this course."""

    SEASON = "season"
    NEW = "new"
    LONG_AGO = "long_ago"

    @property
    def label(self) -> str:
        return {
            Because.SEASON: "この時期に相談が増えるためです",
            Because.NEW: "この町では、まだ開いていないためです",
            Because.LONG_AGO: "この町で開いてから、いちばん日がたっているためです",
        }[self]


class Taught(NamedTuple):
    """mean: people per class of this course in the city, drawn to the usual class; none: new."""

    course: Course
    because: Because
    mean: float | None


def choose(db: Session, *, prospect: Prospect, choices: Sequence[Choice]) -> list[Taught | None]:
    """One course for each class, in the order given; none where everybody brings a question."""
    last = _last_taught(db, prospect)
    means = _means(prospect)
    offered = _offered(db, prospect.wish)
    every = {one.code: one for one in in_use(db)}
    able = {one.id: one.skills for one in prospect.problem.workers}
    found: list[Taught | None] = []
    for choice in choices:
        if Format(choice.option.format) in WITHOUT:
            found.append(None)
            continue
        day, town = prospect.slots[choice.option.slot].day, choice.option.town_id
        team = frozenset().union(*(able[one] for one in choice.team))
        can = [one for one in offered if _teaches(team, one, choice)]
        chosen = _in_season(every, day, last[town]) or _next(can or offered, last[town], means)
        if chosen:
            last[town][chosen.course.id] = day
            chosen = chosen._replace(mean=means.get(chosen.course.id))
        found.append(chosen)
    return found


def _teaches(team: frozenset[str], course: Course, choice: Choice) -> bool:
    needed = {one.value for one in skills.SYSTEMS.get(course.os, set())}
    return not choice.team or needed <= team


def _offered(db: Session, wish: Wish) -> list[Course]:
    known = in_use(db)
    wished = [one for one in known if one.id in wish.courses]
    return wished or [one for one in known if one.tier == USUAL] or known


def _in_season(every: Mapping[str, Course], day: date, last: Mapping[int, date]) -> Taught | None:
    codes = [code for season in seasons.on(day) if not season.years for code in season.courses]
    fresh = [
        every[code]
        for code in codes
        if code in every and not ((before := last.get(every[code].id)) and _same_year(before, day))
    ]
    return Taught(fresh[0], Because.SEASON, None) if fresh else None


def _same_year(one: date, other: date) -> bool:
    return abs((one - other).days) < 300


def _next(
    offered: Sequence[Course], last: Mapping[int, date], means: Mapping[int, float]
) -> Taught | None:
    new = [one for one in offered if one.id not in last]
    if new:
        best = max(new, key=lambda one: means.get(one.id, 0.0))  # the first of equals, by code
        return Taught(best, Because.NEW, None)
    oldest = min(offered, key=lambda one: last[one.id], default=None)
    return Taught(oldest, Because.LONG_AGO, None) if oldest else None


def _means(prospect: Prospect) -> dict[int, float]:
    came: dict[int, list[int]] = defaultdict(list)
    for past in prospect.worked.pasts:
        if past.course_id:
            came[past.course_id].append(past.came)
    usual, steady = prospect.worked.mean or 0.0, prospect.worked.steady  # few classes tell little
    return {
        course: (sum(counts) + steady * usual) / (len(counts) + steady)
        for course, counts in came.items()
    }


def _last_taught(db: Session, prospect: Prospect) -> dict[int, dict[int, date]]:
    """The last day of each course in each town, planned ones too."""
    found: dict[int, dict[int, date]] = defaultdict(dict)
    rows = db.exec(
        select(Venue.district_id, Event.course_id, Event.local_date)
        .join(Venue, Event.venue_id == col(Venue.id))
        .where(
            col(Event.course_id).is_not(None),
            Event.local_date >= prospect.as_of - BACK,
            col(Event.status).not_in(shifts.OFF),
        )
        .order_by(Event.local_date)
    )
    for town, course, day in rows:
        found[town][course] = day
    return found
