"""更新の見通し: how many renewals to expect, from the expiry months that people have told us.

A certificate ends at the fifth birthday and a card at the tenth; either can be renewed from three
months before (安曇野市・行橋市・呉市の案内). So what ends in March 2028 comes to the counter
from December 2027 on. Many cards were issued in 2022 and 2023: their certificates end in 2027
and 2028.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import case, func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Consultation, Population, PopulationVersion, Staff
from services import office_days
from services.permissions import Permission, require

OPENS_BEFORE = 3  # months
AHEAD = 30  # months that are shown one by one


class Month(NamedTuple):
    """Renewals whose window opens in this month (202712), among the records."""

    month: int
    records: int

    @property
    def label(self) -> str:
        return f"{self.month // 100}年{self.month % 100}月"


class Recorded(NamedTuple):
    """What is known. `asked`: consultations (延べ); `told`: with an expiry month among them;
    `different`: the same person's same expiry counted once; `coming`: those not yet over."""

    asked: int
    told: int
    different: int
    coming: int
    open_now: int  # the window has opened already
    months: tuple[Month, ...]  # every month in which a window opens, from the next one on

    def of_year(self, year: int) -> int:
        """Windows that open in this fiscal year, after this month."""
        return sum(one.records for one in self.months if _fiscal_year(one.month) == year)


class Town(NamedTuple):
    """The newest population (everybody; its districts, or the city where it has none)."""

    people: int
    as_of: date


class Expected(NamedTuple):
    """Renewals of the whole town in a fiscal year, and what they were multiplied from."""

    year: int
    cards: int
    records: int
    coming: int
    renewals: int
    office_days: int

    @property
    def a_day(self) -> float:
        return self.renewals / self.office_days


def recorded(db: Session, *, by: Staff) -> Recorded:
    """Two queries, by the index of the expiry months."""
    require(by, Permission.REACH_VIEW)
    asked = db.exec(select(func.count()).select_from(Consultation)).one()
    rows = db.exec(
        select(
            Consultation.expires,
            func.count(),
            func.count(func.distinct(Consultation.person_id))
            + func.sum(case((col(Consultation.person_id).is_(None), 1), else_=0)),
        )
        .where(col(Consultation.expires).is_not(None))
        .group_by(Consultation.expires)
        .order_by(Consultation.expires)
    ).all()
    this = _month_of(clock.today())
    opening = [(before(expires), int(count)) for expires, _, count in rows if expires >= this]
    return Recorded(
        asked=asked,
        told=sum(told for _, told, _ in rows),
        different=sum(int(count) for _, _, count in rows),
        coming=sum(count for _, count in opening),
        open_now=sum(count for month, count in opening if month <= this),
        months=tuple(Month(month, count) for month, count in opening if month > this),
    )


def before(expires: int) -> int:
    """The month in which the renewal of what ends in `expires` opens: 202712 for 202803."""
    months = expires // 100 * 12 + expires % 100 - 1 - OPENS_BEFORE
    return months // 12 * 100 + months % 12 + 1


def next_months(known: Recorded) -> list[Month]:
    """Month by month from the next one on, the empty ones as well."""
    counts = {one.month: one.records for one in known.months}
    month, found = _month_of(clock.today()), []
    for _ in range(AHEAD):
        month = month + 1 if month % 100 < 12 else month + 89
        found.append(Month(month, counts.get(month, 0)))
    return found


def town(db: Session, *, by: Staff) -> Town | None:
    """None: no population has been imported."""
    require(by, Permission.REACH_VIEW)
    newest = db.exec(
        select(PopulationVersion).order_by(col(PopulationVersion.as_of).desc()).limit(1)
    ).first()
    if newest is None:
        return None
    is_city = col(Population.district_id).is_(None)
    sums = select(is_city, func.sum(Population.people)).where(Population.version_id == newest.id)
    people = {bool(city): int(total) for city, total in db.exec(sums.group_by(is_city))}
    return Town(people.get(False) or people.get(True, 0), newest.as_of)


def expected(known: Recorded, *, people: int, share: float) -> list[Expected]:
    """The records' spread over the years, laid upon all cards of the town.

    share: of the people who have a card, of 1. Assumes that the cards of those who came to us end
    when everybody's end; without a record that is still to come there is nothing to go by.
    """
    if not known.coming:
        return []
    cards, this = round(people * share), dates.fiscal_year(clock.today())
    found = []
    for year in range(this + 1, this + 4):
        records = known.of_year(year)
        renewals = round(cards * records / known.coming)
        first, last = date(year, 3, 31), date(year + 1, 3, 31)
        days = office_days.between(first, last)
        found.append(Expected(year, cards, records, known.coming, renewals, days))
    return found


def highest(months: Sequence[Month]) -> Month | None:
    """The month with most of them; None when there is none at all."""
    most = max(months, key=lambda one: one.records, default=None)
    return most if most and most.records else None


def _month_of(day: date) -> int:
    return day.year * 100 + day.month


def _fiscal_year(month: int) -> int:
    return dates.fiscal_year(date(month // 100, month % 100, 1))
