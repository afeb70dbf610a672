"""開庁日: the days on which the desk answers; due dates and call-backs count only these."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import accumulate

from holidays.countries import Japan

import clock

_HOLIDAYS = Japan(language="ja")
_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 2), (1, 3)}  # 地方自治法 第4条の2 第2項
SATURDAY = 5


def is_open(day: date) -> bool:
    """Whether the desk answers: no weekend, no holiday, not between the years."""
    return day.weekday() < SATURDAY and not closed_for(day)


@lru_cache(maxsize=4096)  # ten years: lists ask for the same days again and again
def closed_for(day: date) -> str:
    """The name of the public holiday (国民の祝日に関する法律) or 年末年始; empty for other days."""
    return _HOLIDAYS.get(day) or ("年末年始" if (day.month, day.day) in _YEAR_END else "")


def add(day: date, count: int) -> date:
    """The office day that is `count` office days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_open(day)
    return day


def between(since: date, until: date) -> int:
    """How many office days lie after `since`, up to and with `until`."""
    if until <= since:
        return 0
    whole = sum(_opened(year)[-1] for year in range(since.year, until.year))
    return whole + _of_year(until) - _of_year(since)


def _of_year(day: date) -> int:
    """Office days of its year up to and with this day."""
    return _opened(day.year)[day.timetuple().tm_yday]


@lru_cache(maxsize=64)
def _opened(year: int) -> list[int]:
    """How many of the first n days of the year are office days, by n; the last one: of all."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [0, *accumulate(map(is_open, days))]


def counted_from(moment: datetime, *, closes: time) -> date:
    """The office day on which this moment counts: after closing time, and on closed days, the next.

    closes: the moment itself is already after it. Before opening, the day itself counts.
    """
    local = clock.local(moment)
    is_in_time = is_open(local.date()) and local.time() < closes
    return local.date() if is_in_time else add(local.date(), 1)


def closing(day: date, count: int, *, closes: time) -> datetime:
    """The moment the office closes on the office day that is `count` ones after `day`, in Japan."""
    return datetime.combine(add(day, count), closes, clock.JST)
