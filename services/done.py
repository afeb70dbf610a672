"""到達: what was done in a period, from months that were counted beforehand, or counted now."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

import clock
from models import Event, ReachDeed, ReachMark, ReachPeriod
from services import deeds
from services.counts import Cut, Key
from services.deeds import Deeds
from services.held_classes import OF_CLASSES
from services.periods import Period

_NAMES = Deeds._fields[:-1]


def by_district(db: Session, *, period: Period, only: Mapping[Cut, Key] = {}) -> dict[int, Deeds]:
    """What was done, by district: right at this moment, as the cells of services/upkeep.py are.

    only: as in services/deeds.py; of one format or course everything is counted now.
    """
    found: dict[int, Deeds] = defaultdict(Deeds)
    if OF_CLASSES.keys() & only.keys():
        for (_, district), one in deeds.count(db, period=period, only=only).items():
            found[district] += one
        return found
    stale = _stale_months(db, period)
    for (month, home), one in kept(db, period=period).items():
        if month not in stale:
            found[home] += one
    if stale:
        now = deeds.count(db, period=Period(min(stale), max(stale)))
        for (month, district), one in now.items():
            if month in stale:
                found[district] += one
    return found


def held(
    db: Session, *, period: Period, only: Mapping[Cut, Key], every: Mapping[int, Deeds]
) -> Counter[int]:
    """How many classes were held, by the district of the hall. every: `by_district` of all."""
    if OF_CLASSES.keys() & only.keys():
        return deeds.held(db, period=period, only=only)
    return Counter({home: one.held for home, one in every.items()})


def last_days(db: Session, *, until: int) -> dict[int, date]:
    """When a class was held last up to the end of a month, by the district of the hall."""
    first = db.exec(select(func.min(Event.local_date))).one() or clock.today()
    ever = Period(first.year * 100 + first.month, until)
    return {home: one.last for home, one in by_district(db, period=ever).items() if one.last}


def kept(db: Session, *, period: Period) -> dict[tuple[int, int], Deeds]:
    """By month and district."""
    table = ReachDeed.__table__
    rows = db.execute(select(table).where(table.c.month.between(*period))).mappings()
    return {
        (row["month"], row["district_id"]): Deeds(
            *(row[name] for name in _NAMES), last=row["last_day"]
        )
        for row in rows
    }


def keep(db: Session, *, month: int, found: dict[int, Deeds]) -> None:
    """Put a month's figures in the place of those that were there."""
    table = ReachDeed.__table__
    db.execute(delete(table).where(table.c.month == month))
    rows = [
        {
            "month": month,
            "district_id": home,
            "last_day": last,
            **dict(zip(_NAMES, some, strict=True)),
        }
        for home, (*some, last) in found.items()
    ]
    if rows:
        db.execute(insert(table), rows)


def _stale_months(db: Session, period: Period) -> set[int]:
    marks = select(ReachMark.month).where(col(ReachMark.month).between(*period))
    changed = select(ReachPeriod.since).where(
        ReachPeriod.since == ReachPeriod.until,
        col(ReachPeriod.since).between(*period),
        ReachPeriod.changed != ReachPeriod.counted,
    )
    return {*db.exec(marks.distinct()), *db.exec(changed)}
