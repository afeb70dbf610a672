"""期間: the months, quarters, fiscal years and plan years by which figures are told."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import clock
from japanese import dates

PLAN_SINCE, PLAN_UNTIL = 2023, 2027  # the city's DX plan: 令和5〜9年度. 累計 counts from its start
_TOKEN = re.compile(r"(\d{4})(?:q([1-4])|-(\d{2})|-(\d{4}))?")


class Period(NamedTuple):
    """A span of months (202604 to 202703), both included."""

    since: int
    until: int

    def covers(self, other: "Period") -> bool:
        """Whether all of the other's months are some of these."""
        return self.since <= other.since <= other.until <= self.until

    @property
    def label(self) -> str:
        """令和8年11月; 令和8年度 第3四半期（10〜12月）; 令和8年度; 令和5年度から令和8年度まで."""
        first, last = self.since % 100, self.until % 100
        year = dates.fiscal_year_name(fiscal_year(self.until))
        if self.since == self.until:
            return f"{dates.wareki_year(self.starts_on)}{first}月"
        if self == quarter(fiscal_year(self.until), _quarter(first)):
            return f"{year} 第{_quarter(first)}四半期（{first}〜{last}月）"
        if self.is_year:
            return year
        if fiscal_year(self.since) == fiscal_year(self.until):
            return f"{year}の{first}月から{last}月まで"
        return f"{dates.fiscal_year_name(fiscal_year(self.since))}から{year}まで"

    @property
    def token(self) -> str:
        """As an address tells it: 2026-11, 2026q3, 2026, 2023-2026."""
        first, last = fiscal_year(self.since), fiscal_year(self.until)
        if self.since == self.until:
            return f"{self.since // 100}-{self.since % 100:02}"
        if self == quarter(last, _quarter(self.since % 100)):
            return f"{last}q{_quarter(self.since % 100)}"
        return f"{last}" if self.is_year else f"{first}-{last}"

    @property
    def is_year(self) -> bool:
        return self == year(fiscal_year(self.until))

    @property
    def starts_on(self) -> date:
        return date(self.since // 100, self.since % 100, 1)

    @property
    def last_day(self) -> date:
        return _first_day(_later(self.until, 1)) - timedelta(days=1)

    @property
    def ends_on(self) -> date:
        """The last day, or today while the period is running."""
        return min(self.last_day, clock.today())

    @property
    def is_ahead(self) -> bool:
        """Not begun yet."""
        return self.starts_on > clock.today()

    @property
    def is_running(self) -> bool:
        return self.last_day >= clock.today()

    @property
    def a_year_before(self) -> "Period":
        """The same months of the year before; a cumulated one ends a year earlier."""
        if fiscal_year(self.since) == fiscal_year(self.until):
            return Period(_later(self.since, -12), _later(self.until, -12))
        return Period(self.since, _later(self.until, -12))

    @property
    def same_a_year_ago(self) -> "Period":
        """前年同期: as the year before; of a year, quarter or month that is running, no further
        than this month's, so that as many months are compared."""
        before, today = self.a_year_before, clock.today()
        if not self.is_running or self.is_ahead or before.since == self.since:
            return before
        return Period(before.since, _later(today.year * 100 + today.month, -12))

    @property
    def months(self) -> Iterator["Period"]:
        month_ = self.since
        while month_ <= self.until:
            yield Period(month_, month_)
            month_ = _later(month_, 1)

    @property
    def parts(self) -> list["Period"]:
        """Of a fiscal year its quarters and its months; of anything else none."""
        return [*self.quarters, *self.months] if self.is_year else []

    @property
    def quarters(self) -> list["Period"]:
        """Those of a fiscal year."""
        return [quarter(fiscal_year(self.until), number) for number in (1, 2, 3, 4)]


def month(year_: int, number: int) -> Period:
    """A month of the calendar: month(2026, 11)."""
    return Period(year_ * 100 + number, year_ * 100 + number)


def quarter(fiscal: int, number: int) -> Period:
    """A quarter of a fiscal year: the first is April to June."""
    since = _later(fiscal * 100 + 4, 3 * (number - 1))
    return Period(since, _later(since, 2))


def year(fiscal: int) -> Period:
    """A 会計年度, April to March."""
    return Period(fiscal * 100 + 4, (fiscal + 1) * 100 + 3)


def cumulative(until: int) -> Period:
    """累計: from the first year of the plan to the end of a fiscal year."""
    return Period(min(PLAN_SINCE, until) * 100 + 4, (until + 1) * 100 + 3)


def around(month_: int) -> list[Period]:
    """The month itself, its quarter and its fiscal year."""
    fiscal = fiscal_year(month_)
    return [Period(month_, month_), quarter(fiscal, _quarter(month_ % 100)), year(fiscal)]


def month_before(month_: int, back: int) -> int:
    """So many months earlier: 202611 of 202702 and 3."""
    return _later(month_, -back)


def read(token: str) -> Period | None:
    """The period of an address, or none."""
    found = _TOKEN.fullmatch(token)
    if not found:
        return None
    first = int(found[1])
    if found[2]:
        return quarter(first, int(found[2]))
    if found[3]:
        return month(first, int(found[3])) if 1 <= int(found[3]) <= 12 else None
    if found[4]:
        return Period(first * 100 + 4, (int(found[4]) + 1) * 100 + 3)
    return year(first)


def fiscal_year(month_: int) -> int:
    """Of a month of the calendar."""
    return month_ // 100 - (month_ % 100 < 4)


def _quarter(month_: int) -> int:
    return (month_ - 4) % 12 // 3 + 1


def _later(month_: int, by: int) -> int:
    months = month_ // 100 * 12 + month_ % 100 - 1 + by
    return months // 12 * 100 + months % 12 + 1


def _first_day(month_: int) -> date:
    return date(month_ // 100, month_ % 100, 1)
