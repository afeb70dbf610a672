"""町を見わたす: gathers what the planner reckons with, from the figures of today."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import NamedTuple

from sqlmodel import Session, col, func, select

import clock
from japanese import dates
from models import District, Event, Staff, Venue
from refusal import Refusal
from services import (
    free_halls,
    office_days,
    openings,
    places,
    reach,
    shifts,
    unmet,
    worked,
    workers,
)
from services.free_halls import Hall, Why
from services.options import Option, Problem, Rules, Slot
from services.periods import Period, cumulative, year
from services.permissions import Permission, require
from services.prospects import Prospect, Town
from services.reach import Flag
from services.wishes import MOST_SLOTS, Wish

DAY = timedelta(days=1)
RECENT = timedelta(days=90)  # classes that still count when the next one is planned
ASKED = timedelta(days=180)  # whoever found no seat since then is still waiting for one
NO_PEOPLE = (
    "町ごとの人口がまだないので、案を作れません。"
    "「データの取り込み」で「地域・年齢別人口」を取り込んでください。"
)
NO_SLOTS = "その条件では、開ける日が1日もありません。期間か曜日を広げてください。"
MANY_SLOTS = (
    f"日と時刻の組み合わせが{MOST_SLOTS}を超えています。期間を短くするか、曜日をしぼってください。"
)


class Standing(NamedTuple):
    """What is known of a town. newcomers and held: of this fiscal year and the one before."""

    seniors: int | None
    reached: int
    newcomers: int
    held: int
    flags: tuple[Flag, ...]


def survey(db: Session, *, wish: Wish, by: Staff) -> Prospect:
    """The city as it is today, and all classes that could be held."""
    require(by, Permission.EVENT_PUBLISH)
    today = clock.today()
    known = standing(db, until=dates.fiscal_year(today), by=by)
    slots = slots_of(wish)
    if not slots:
        raise Refusal(NO_SLOTS)
    if len(slots) > MOST_SLOTS:
        raise Refusal(MANY_SLOTS)
    found = prospect(
        db, wish=wish, slots=slots, known=known, before=today, planned_until=wish.until, by=by
    )
    every = [one for hall in found.halls.values() for one in options(found, hall)]
    people = workers.of(db, wish=wish, slots=slots, km=found.km)
    earlier = {one.id: one.before for one in found.towns.values()}
    found.problem = Problem(slots, every, people, earlier, rules(wish))
    return found


def rules(wish: Wish) -> Rules:
    return Rules(
        wish.classes,
        wish.per_town,
        wish.per_week,
        wish.per_worker,
        wish.team,
        wish.assumed.fade,
        frozenset(wish.must),
    )


def slots_of(wish: Wish) -> list[Slot]:
    """Every hour at which a class may begin."""
    days = [
        day
        for day in dates.days(wish.since, wish.until)
        if day.weekday() in wish.weekdays
        and day not in wish.closed
        and (wish.holidays or not office_days.closed_for(day))
    ]
    return [_slot(day, at, wish.minutes) for day, at in product(days, sorted(wish.starts))]


def _slot(day: date, at: time, minutes: int) -> Slot:
    starts = datetime.combine(day, at, clock.JST)
    return Slot(starts, starts + timedelta(minutes=minutes))


def prospect(
    db: Session,
    *,
    wish: Wish,
    slots: Sequence[Slot],
    known: Mapping[int, Standing],
    before: date,
    planned_until: date,
    by: Staff,
) -> Prospect:
    """What is known before a day, without the classes to choose from. planned_until: the last day
    whose classes are known."""
    require(by, Permission.EVENT_PUBLISH)
    if not any(one.seniors for one in known.values()):
        raise Refusal(NO_PEOPLE)
    districts, assumed = places.districts(db), wish.assumed
    recent = _recent(db, wish.since - RECENT, planned_until)
    refused = _turned_away(db, before, by)
    towns = {
        one.id: _town(one, known[one.id], recent[one.id], refused[one.id])
        for one in districts
        if one.id in known
    }
    uptake = worked.uptake(
        newcomers={town: one.newcomers for town, one in known.items()},
        held={town: one.held for town, one in known.items()},
        waiting={one.id: one.waiting for one in towns.values()},
        assumed=assumed.uptake,
        steady=assumed.steady,
    )
    halls = _halls(db, wish, planned_until)
    past = worked.known(db, before=before, steady=assumed.steady)
    lost = defaultdict(Counter)
    return Prospect(wish, before, towns, halls, slots, _km(districts), uptake, past, lost)


def _km(districts: Sequence[District]) -> dict[tuple[int, int], float | None]:
    """From each town to each one; none where a place is not known."""
    return {
        (one.id, other.id): far if (far := openings.km_between(one, other)) < openings.FAR else None
        for one, other in product(districts, districts)
    }


def _halls(db: Session, wish: Wish, known_until: date) -> dict[int, Hall]:
    found = free_halls.of(db, since=wish.since, until=wish.until, known_until=known_until)
    return {one.venue.id: one for one in found if _suits(one.venue, wish)}


def _town(district: District, known: Standing, recent: int, refused: int) -> Town:
    seniors = known.seniors or 0
    return Town(district.id, district.name, seniors, known.reached, recent, refused, known.flags)


def _turned_away(db: Session, before: date, by: Staff) -> Counter:
    found: Counter = Counter()
    for one in unmet.by_district(db, since=before - ASKED, until=before - DAY, by=by):
        found[one.district.id if one.district else None] += one.count
    return found


def _suits(venue: Venue, wish: Wish) -> bool:
    return (
        venue.district_id not in wish.without
        and (venue.step_free or not wish.step_free)
        and (venue.wifi or not wish.wifi)
    )


def options(found: Prospect, hall: Hall) -> Iterator[Option]:
    """Every class that could be held in a hall."""
    town, wish = hall.venue.district_id, found.wish
    planned = {slot.week for slot, _ in _in_town(found, town)}
    for number, slot in enumerate(found.slots):
        place = hall.place(slot, wish.seats)
        if slot.week in planned:
            found.lost[town][Why.WEEK] += 1
        elif isinstance(place, Why):
            found.lost[town][place] += 1
        else:
            yield from (found.option(hall, number, place, kind) for kind in wish.formats)


def _in_town(found: Prospect, town: int) -> Iterator[tuple[Slot, int | None]]:
    for hall in found.halls.values():
        if hall.venue.district_id == town:
            yield from hall.taken


def _recent(db: Session, since: date, until: date) -> Counter:
    rows = db.exec(
        select(Venue.district_id, func.count())
        .join(Event, Event.venue_id == col(Venue.id))
        .where(
            col(Event.local_date).between(since, until),
            col(Event.status).not_in(shifts.OFF),
        )
        .group_by(Venue.district_id)
    )
    return Counter(dict(rows.all()))


def standing(db: Session, *, until: int, by: Staff) -> dict[int, Standing]:
    """Reach up to a fiscal year: of all years who has come, of two what a class brings."""
    require(by, Permission.REACH_VIEW)
    since = min(one.since for one in [*reach.periods(db, by=by), cumulative(until)])
    ever = reach.figures(db, period=Period(since, year(until).until), by=by)
    late = reach.figures(db, period=Period(year(until - 1).since, year(until).until), by=by)
    lately = {one.district_id: one for one in late.places}
    return {
        one.district_id: Standing(
            one.population,
            one.seniors.people,
            lately[one.district_id].newcomers,
            lately[one.district_id].held,
            one.flags,
        )
        for one in ever.places
    }
