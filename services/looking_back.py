"""ふりかえり: the plan of a past year, by what was known when it began, beside what was held.

What would have come to a class that was never held cannot be known. What can be compared: where the
plan would have gone, and what it would have expected of the classes that were held.
"""

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, func, select

import clock
from models import Attendance, Event, Staff, Venue
from models.age import SENIOR
from refusal import Refusal
from services import greedy, optimum, surveying
from services.options import Option, Plan, Problem, Slot, ranked
from services.permissions import Permission, require
from services.prospects import Prospect
from services.wishes import Wish
from services.worked import HELD

PER_TOWN = 12
DAY = timedelta(days=1)
NOTHING_HELD = "この年度に終わった教室がないので、ふりかえれません。別の年度を選んでください。"


class Row(NamedTuple):
    """A town's year. planned: classes of the plan; expected: of 65 and over who would have come for
    the first time to the classes that were held; came: those who did, wherever they live."""

    name: str
    planned: int
    held: int
    planned_people: float
    expected: float
    came: int


class LookBack(NamedTuple):
    """classes: how many were held, and so many were planned. known: of earlier years."""

    year: int
    until: date
    classes: int
    known: int
    rows: list[Row]


def years(db: Session, *, by: Staff) -> list[int]:
    """Fiscal years with classes that were held, the newest first."""
    require(by, Permission.EVENT_PUBLISH)
    held = select(Event.fiscal_year).where(col(Event.status).in_(HELD)).distinct()
    return sorted(db.exec(held), reverse=True)


def compare(db: Session, *, year: int, by: Staff) -> LookBack:
    """Plan as many classes as were held, by what was known on 1 April."""
    require(by, Permission.EVENT_PUBLISH)
    first, last = date(year, 4, 1), min(date(year + 1, 3, 31), clock.today())
    held = _held(db, first, last)
    if not held:
        raise Refusal(NOTHING_HELD)
    weeks = Counter(Slot(one.starts_at, one.ends_at).week for one, _ in held)
    wish = Wish(first, last, classes=len(held), team=0, per_week=max(weeks.values()))
    wish = wish._replace(per_town=min(PER_TOWN, len(held)))
    found = surveying.prospect(
        db,
        wish=wish,
        slots=surveying.slots_of(wish),
        known=surveying.standing(db, until=year - 1, by=by),
        before=first,
        planned_until=first - DAY,
        by=by,
    )
    plan = _plan(found)
    rows = _rows(found, plan, held, _came(db, first, last))
    return LookBack(year, last, len(held), len(found.worked.pasts), rows)


def _plan(found: Prospect) -> Plan:
    options = [one for hall in found.halls.values() for one in surveying.options(found, hall)]
    before = {one.id: one.before for one in found.towns.values()}
    found.problem = Problem(found.slots, options, [], before, surveying.rules(found.wish))
    return optimum.improve(found.problem, greedy.choose(found.problem, rounds=0))


def _held(db: Session, first: date, last: date) -> list[tuple[Event, Venue]]:
    rows = select(Event, Venue).join(Venue, Event.venue_id == col(Venue.id))
    within = col(Event.local_date).between(first, last)
    return list(db.exec(rows.where(within, col(Event.status).in_(HELD)).order_by(Event.id)))


def _came(db: Session, first: date, last: date) -> dict[int, int]:
    """Residents of 65 and over whose first class ever was in these days, by its town."""
    day = func.min(Attendance.local_date)
    firsts = select(Attendance.person_id, day.label("day")).group_by(col(Attendance.person_id))
    new = firsts.having(day.between(first, last)).subquery()
    rows = db.exec(
        select(Venue.district_id, func.count(func.distinct(Attendance.person_id)))
        .join(Event, Event.venue_id == col(Venue.id))
        .join(Attendance, col(Attendance.event_id) == Event.id)
        .join(new, new.c.person_id == col(Attendance.person_id))
        .where(
            Attendance.local_date == new.c.day,
            col(Attendance.is_resident),
            col(Attendance.age_band).in_(SENIOR),
            col(Event.status).in_(HELD),
        )
        .group_by(Venue.district_id)
    )
    return dict(rows.all())


def _rows(
    found: Prospect, plan: Plan, held: list[tuple[Event, Venue]], came: dict[int, int]
) -> list[Row]:
    known = [(event, venue) for event, venue in held if venue.district_id in found.towns]
    past = [_as_option(found, event, venue) for event, venue in known]
    expected = _by_town(found, past)
    planned_people = _by_town(found, [one.option for one in plan.choices])
    planned = Counter(one.option.town_id for one in plan.choices)
    count = Counter(venue.district_id for _, venue in known)
    return [
        Row(
            town.name,
            planned[town.id],
            count[town.id],
            planned_people[town.id],
            expected[town.id],
            came.get(town.id, 0),
        )
        for town in found.towns.values()
    ]


def _as_option(found: Prospect, event: Event, venue: Venue) -> Option:
    """A class that was held, as the planner would have reckoned it."""
    slot = Slot(clock.local(event.starts_at), clock.local(event.ends_at))
    people = found.reckon(venue, slot, event.capacity, event.format).people
    return Option(venue.id, venue.district_id, event.id, people, people)


def _by_town(found: Prospect, chosen: list[Option]) -> Counter:
    people: Counter = Counter()
    for option, rank in ranked(chosen):
        people[option.town_id] += option.people * found.problem.factor(option.town_id, rank)
    return people
