"""くり返し: the days of a series, week by week or month by month, around the days that are closed.

Pure rules over dates; which days are closed is the caller's word (services/series.py).
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise, takewhile
from typing import NamedTuple

from dateutil.relativedelta import relativedelta, weekday
from dateutil.rrule import MONTHLY, WEEKLY, rrule

from japanese import dates
from refusal import Refusal
from services.office_days import SATURDAY

FEWEST, MOST = 2, 52
HORIZON = relativedelta(years=3)
FIFTH = 5
Closed = Callable[[date], str]  # why a day is closed; "" when it is open


class Rhythm(StrEnum):
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def label(self) -> str:
        return {
            Rhythm.WEEKLY: "毎週",
            Rhythm.FORTNIGHTLY: "2週間ごと",
            Rhythm.MONTHLY: "毎月（同じ週の同じ曜日）",
        }[self]


class Remedy(StrEnum):
    """What to do with a day that is closed."""

    SKIP = "skip"
    SHIFT = "shift"

    @property
    def label(self) -> str:
        return {
            Remedy.SKIP: "とばして、次の回の日にする",
            Remedy.SHIFT: "すぐあとの開いている日にずらす",
        }[self]


class Turns(NamedTuple):
    """The days of a series, and a sentence for every day that is not as the rhythm says."""

    days: list[date]
    told: list[str]


def turns(
    *,
    first: date,
    rhythm: Rhythm,
    closed: Closed,
    remedy: Remedy = Remedy.SKIP,
    count: int | None = None,
    until: date | None = None,
) -> Turns:
    """So many days from `first` on, or all until a day. A day in the month that not every month has
    (第5) leaves the others out. Refused when there are too few or too many."""
    days, told, before = [], [], first
    for wished, following in pairwise(_wished(first, rhythm)):
        if len(days) in (count, MOST + 1) or (until and wished > until):
            break
        day, sentence = _fitting(wished, following, closed, remedy)
        if day and not (until and day > until):
            days.append(day)
        told += filter(None, [_without(before, wished, rhythm), sentence])
        before = wished
    _check(len(days), count)
    return Turns(days, told)


def _wished(first: date, rhythm: Rhythm) -> Iterator[date]:
    """The days as the rhythm says, for three years."""
    nth = weekday(first.weekday())(week_of_month(first))
    rule = {
        Rhythm.WEEKLY: {"freq": WEEKLY},
        Rhythm.FORTNIGHTLY: {"freq": WEEKLY, "interval": 2},
        Rhythm.MONTHLY: {"freq": MONTHLY, "byweekday": nth},
    }[rhythm]
    start = datetime.combine(first, datetime.min.time())  # whole days: no clock, no time zone
    return (moment.date() for moment in rrule(dtstart=start, until=start + HORIZON, **rule))


def week_of_month(day: date) -> int:
    """第2金曜日 is 2."""
    return (day.day - 1) // 7 + 1


def _fitting(
    wished: date, following: date, closed: Closed, remedy: Remedy
) -> tuple[date | None, str]:
    """The day to take, none when the turn is left out; and what to tell about it."""
    why = closed(wished)
    if not why:
        return wished, ""
    start = f"{dates.short(wished)}は「{why}」のため、"
    if remedy is Remedy.SHIFT:
        later = (wished + timedelta(days=n) for n in range(1, (following - wished).days))
        workday = wished.weekday() < SATURDAY
        for day in takewhile(lambda one: one < following, later):
            if not closed(day) and (day.weekday() < SATURDAY or not workday):
                return day, f"{start}{dates.short(day)}にずらします。"
    return None, f"{start}とばします。"


def _without(before: date, wished: date, rhythm: Rhythm) -> str:
    """The months between two turns that have no fifth Friday."""
    if rhythm is not Rhythm.MONTHLY or week_of_month(wished) < FIFTH:
        return ""
    month, missing = before.replace(day=1) + relativedelta(months=1), []
    while (month.year, month.month) < (wished.year, wished.month):
        missing.append(f"{month.month}月")
        month += relativedelta(months=1)
    name = f"第{FIFTH}{dates.WEEKDAYS[wished.weekday()]}曜日"
    return f"{'・'.join(missing)}には{name}がないため、とばします。" if missing else ""


def _check(found: int, count: int | None) -> None:
    if found > MOST or (count or 0) > MOST:
        raise Refusal(
            f"1度に登録できるのは{MOST}回までです。回数を減らすか、何度かに分けてください。"
        )
    if count and found < count:
        raise Refusal(
            f"この曜日では、開いている日が{count}回分ありません。曜日か会場を変えてください。"
        )
    if found < FEWEST:
        raise Refusal(f"連続講座は{FEWEST}回からです。回数か、終わりの日を直してください。")
