"""連続講座を作る: the dates that would follow a first one, and what stands in their way."""

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session

from japanese import dates
from models import Event, Staff
from services import conflicts, drafts, office_days, rhythm, venues
from services.drafts import Draft
from services.permissions import Permission, allows, require
from services.rhythm import Closed, Remedy, Rhythm

WEEK = timedelta(days=7)


class Wish(NamedTuple):
    """How often, until when, and what to do with days that are closed."""

    rhythm: Rhythm = Rhythm.WEEKLY
    remedy: Remedy = Remedy.SKIP
    count: int | None = None  # of all dates, the first among them
    until: date | None = None


class Plan(NamedTuple):
    """The dates that would follow the first one, and a sentence for every exception."""

    rows: list[Draft]
    told: list[str]


def plan(db: Session, *, event: Event, wish: Wish, by: Staff) -> Plan:
    """The class repeated. Nothing is saved yet.

    Holidays, the days between the years and those on which the venue is closed are left out.
    """
    require(by, Permission.EVENT_REGISTER)
    first = drafts.of(db, event=event)
    found = rhythm.turns(first=first.day, closed=_closed(db, first), **wish._asdict())
    return Plan([on(first, day) for day in found.days[1:]], found.told)


def _closed(db: Session, first: Draft) -> Closed:
    """Why a day is closed for this series. The first date was decided already."""
    house = venues.opening(
        db, venue=first.venue, first=first.day, last=first.day + rhythm.HORIZON + WEEK
    )

    def why(day: date) -> str:
        if day == first.day:
            return ""
        return office_days.closed_for(day) or ("会場の休館日" if house.shut(day) else "")

    return why


def on(first: Draft, day: date) -> Draft:
    """The same plan on another day; the dates of 申込 and 広報 keep their distance to it."""
    shift = day - first.day
    moved = {
        name: value + shift
        for name in ("opens_at", "closes_on", "press_on")
        if (value := getattr(first, name))
    }
    return first._replace(day=day, **moved)


def problems(db: Session, *, rows: list[Draft], by: Staff) -> list[list[str]]:
    """What stands in the way of each date, and what is nearest to it; also of two among them."""
    require(by, Permission.EVENT_REGISTER)
    known = allows(by, Permission.EVENT_PUBLISH)
    return [
        [one.words for one in conflicts.of(db, draft=row, drafts=known)]
        + [
            f"{dates.short(other.day)}の別の回と、時間が重なっています。日か時刻を変えてください。"
            for other in rows[:number]
            if other.starts_at < row.ends_at
            and row.starts_at < other.ends_at
            and other.venue.id == row.venue.id
        ]
        for number, row in enumerate(rows)
    ]
