"""きょう気をつける町: where a class should be planned, each reason with its districts.

A district where a class is coming is left out: somebody has seen to it. Before the first class of
all there is nothing to point out.
"""

from enum import StrEnum
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Course, Event, EventCourse, Staff, Venue
from services import done, places, reach, seasons, shifts
from services.periods import Period, month_before, year
from services.permissions import Permission, require
from services.reach import Figures, Flag

MOST = 3  # reasons told at once, beside the season
MONTHS = 3  # demand: this month and those before it


class Why(StrEnum):
    """The most urgent first."""

    UNMET = "unmet"
    NEVER_HELD = "never_held"
    NOBODY_CAME = "nobody_came"
    QUIET = "quiet"
    UNREACHED = "unreached"
    SEASON = "season"


FLAGS = {
    Flag.NEVER_HELD: Why.NEVER_HELD,
    Flag.NOBODY_CAME: Why.NOBODY_CAME,
    Flag.QUIET: Why.QUIET,
    Flag.UNREACHED: Why.UNREACHED,
}


class Concern(NamedTuple):
    """names: of the districts, or of the seasons. count: bookings without a seat (延べ), or the
    days after which a district is quiet."""

    why: Why
    names: tuple[str, ...]
    count: int = 0


def raised(db: Session, *, by: Staff) -> list[Concern]:
    """The few most urgent ones of now."""
    require(by, Permission.EVENT_PUBLISH)
    today = clock.today()
    this = year(dates.fiscal_year(today))
    figures = reach.figures(db, period=this, by=by, lately=True)
    if all(Flag.NEVER_HELD in one.flags for one in figures.places):
        return []
    coming = _coming(db)
    found = [*_unmet(db, coming), *_towns(figures, coming)]
    return [*sorted(found, key=lambda one: list(Why).index(one.why))[:MOST], *_seasons(db)]


def _coming(db: Session) -> set[int]:
    """Districts with a class that is planned."""
    rows = select(Venue.district_id).join(Event, col(Event.venue_id) == Venue.id)
    return set(db.exec(rows.where(*_planned()).distinct()))


def _planned():
    return Event.starts_at > clock.now(), col(Event.status).not_in((*shifts.OFF, *shifts.OVER))


def _unmet(db: Session, coming: set[int]) -> list[Concern]:
    today = clock.today()
    this = today.year * 100 + today.month
    deeds = done.by_district(db, period=Period(month_before(this, MONTHS - 1), this))
    short = [
        (deeds[one.id].unmet, one.name)
        for one in places.districts(db)
        if deeds[one.id].unmet and one.id not in coming
    ]
    short.sort(key=lambda one: -one[0])
    total = sum(count for count, _ in short)
    return [Concern(Why.UNMET, tuple(name for _, name in short), total)] if short else []


def _towns(figures: Figures, coming: set[int]) -> list[Concern]:
    """By the first reason of each district; whom a year has not reached yet is told when a part of
    it is over."""
    early = (clock.today() - figures.period.starts_on).days < figures.limits.quiet_days
    names: dict[Why, list[str]] = {}
    for one in figures.places:
        if one.flags and one.district_id not in coming:
            names.setdefault(FLAGS[one.flags[0]], []).append(one.name)
    if early:
        names.pop(Why.UNREACHED, None)
    days = {Why.QUIET: figures.limits.quiet_days}
    return [Concern(why, tuple(some), days.get(why, 0)) for why, some in names.items()]


def _seasons(db: Session) -> list[Concern]:
    """Peaks that come, or are here, without a class about them."""
    beside = select(Course.code).join(EventCourse, col(EventCourse.course_id) == Course.id)
    main = select(Course.code).join(Event, col(Event.course_id) == Course.id)
    taught = {
        *db.exec(main.where(*_planned())),
        *db.exec(beside.join(Event, col(Event.id) == EventCourse.event_id).where(*_planned())),
    }
    peaks = [one.name for one in seasons.ahead(clock.today()) if not taught & {*one.courses}]
    return [Concern(Why.SEASON, tuple(peaks))] if peaks else []
