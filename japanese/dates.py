"""Dates and times as they are said and printed in Japan, and read back however people write them.

Readers raise ValueError with an English reason; the door that asked says the Japanese sentence.
"""

import re
import unicodedata
from datetime import date, datetime, time, timedelta

from clock import JST

# Era names and first days, newest first (改元の政令; 明治改元の詔).
ERAS = (
    ("令和", "R", date(2019, 5, 1)),
    ("平成", "H", date(1989, 1, 8)),
    ("昭和", "S", date(1926, 12, 25)),
    ("大正", "T", date(1912, 7, 30)),
    ("明治", "M", date(1868, 10, 23)),
)
WEEKDAYS = "月火水木金土日"

_ERA = "|".join(f"{name}|{name[0]}|{letter}" for name, letter, _ in ERAS)
_YEAR = rf"(?:(?P<era>{_ERA})(?P<era_year>元|\d{{1,2}})|(?P<year>\d{{4}}))"
_DATE = re.compile(
    rf"{_YEAR}(?P<mark>[-/.]|年(?:\(\d{{4}}年?\))?)(?P<month>\d{{1,2}})(?:(?!年)(?P=mark)|月)"
    rf"(?P<day>\d{{1,2}})日?(?:\(?[{WEEKDAYS}](?:曜日?)?\)?)?(?:T?0?0:00(?::00)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_BIRTH_YEAR = re.compile(rf"{_YEAR}年?(?:生まれ|生)?", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<half>午前|午後|AM|PM)?(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d\d)(?::\d\d)?|時(?:(?P<minutes>\d{1,2})分|(?P<thirty>半))?)",
    re.IGNORECASE,
)
_KANJI_DIGITS = str.maketrans("〇零一二三四五六七八九‐‑–—−", "00123456789-----")


def wareki_year(day: date) -> str:
    """令和8年, 令和元年; before 明治 the western year stands alone."""
    for name, _, start in ERAS:
        if day >= start:
            return f"{name}{_counted(day.year - start.year + 1)}年"
    return f"{day.year}年"


def full(day: date) -> str:
    """令和8年(2026年)12月4日(金)"""
    return f"{wareki_year(day)}({day.year}年){short(day)}"


def with_era(day: date) -> str:
    """令和8年12月4日(金)"""
    return f"{wareki_year(day)}{short(day)}"


def short(day: date) -> str:
    """12月4日(金)"""
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"


def clock_time(at: time) -> str:
    """午前10時, 午後1時30分; as broadcasters say it, 12:00 is 正午 and 12:30 午後0時30分."""
    return "正午" if _is_noon(at) else f"{_half(at)}{_hour_and_minute(at)}"


def span(start: time, end: time) -> str:
    """午前10時〜11時30分, 午前10時〜午後3時: the half is repeated only when it changes."""
    same_half = _half(start) == _half(end) and not _is_noon(start)
    until = _hour_and_minute(end) if same_half else clock_time(end)
    return f"{clock_time(start)}〜{until}"


def spoken(moment: datetime) -> str:
    """12月4日、金曜日、午前10時: to be read out on the telephone; any aware moment, told in JST."""
    local = moment.astimezone(JST)
    weekday = WEEKDAYS[local.weekday()]
    return f"{local.month}月{local.day}日、{weekday}曜日、{clock_time(local.time())}"


def days(first: date, last: date) -> list[date]:
    """Every day from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def fiscal_year(day: date) -> int:
    """The year in which the day's 会計年度 (April to March) began (地方自治法 第208条)."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_days(year: int) -> tuple[date, date]:
    """The first and the last day of the fiscal year that began in this year."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def fiscal_year_name(year: int) -> str:
    """令和8年度 for 2026. 2019 is all 令和元年度, as the government decided on 2019-04-02."""
    return f"{wareki_year(date(year, 12, 31))}度"


def parse_date(text: str) -> date:
    """The day written as 2026/12/4, 2026-12-04, 20261204, 令和8年12月4日(金), R8.12.4, 令和元年…

    Full-width and kanji digits are understood, and whatever the writers above print. A weekday is
    not compared with the date. Raises ValueError for anything else, for a day that does not exist,
    and for a year its era never had (昭和70年).
    """
    plain = _plain(text)
    if found := _COMPACT.fullmatch(plain):
        return date(*map(int, found.groups()))
    if found := _DATE.fullmatch(plain):
        return date(_year(found), int(found["month"]), int(found["day"]))
    raise ValueError("not a date")


def parse_time(text: str) -> time:
    """The time written as 10:00, 9:30:00, 10時, 午後1時30分, 午後1時半, PM1:30 or 正午.

    午後12時30分 is taken for half past noon, as people mean it; 午前12時 may be noon or midnight
    and raises ValueError, as does everything else that is not one moment of the day.
    """
    plain = _plain(text)
    if plain == "正午":
        return time(12)
    found = _TIME.fullmatch(plain)
    if not found:
        raise ValueError("not a time")
    minute = 30 if found["thirty"] else int(found["minute"] or found["minutes"] or 0)
    return time(_hour(found["half"], int(found["hour"])), minute)


def parse_birth_year(text: str) -> int:
    """The western year of a birth told as S15, 昭15, 昭和十五年, 1940, 大正12年生, or a full date.

    Raises ValueError for anything else; 15 alone could belong to four eras. Whether somebody can
    be that old is for the caller to ask.
    """
    found = _BIRTH_YEAR.fullmatch(_plain(text))
    return _year(found) if found else parse_date(text).year


def _half(at: time) -> str:
    return "午前" if at.hour < 12 else "午後"


def _is_noon(at: time) -> bool:
    return (at.hour, at.minute) == (12, 0)


def _hour_and_minute(at: time) -> str:
    return f"{at.hour % 12}時" + (f"{at.minute}分" if at.minute else "")


def _counted(year_of_era: int) -> str:
    return "元" if year_of_era == 1 else str(year_of_era)


def _plain(text: str) -> str:
    """Half-width, without blanks, kanji numbers below a hundred (十五) as digits."""
    joined = "".join(unicodedata.normalize("NFKC", text).split()).translate(_KANJI_DIGITS)
    return re.sub(r"(\d?)十(\d?)", lambda ten: f"{ten[1] or 1}{ten[2] or 0}", joined)


def _year(found: re.Match[str]) -> int:
    if not found["era"]:
        return int(found["year"])
    mark = found["era"].upper()
    at = next(at for at, era in enumerate(ERAS) if mark in (era[0], era[0][0], era[1]))
    year = ERAS[at][2].year + (1 if found["era_year"] == "元" else int(found["era_year"])) - 1
    last = ERAS[at - 1][2].year if at else date.max.year
    if not ERAS[at][2].year <= year <= last:
        raise ValueError("the era never had that year")
    return year


def _hour(half: str | None, hour: int) -> int:
    afternoon = half is not None and half.upper() in ("午後", "PM")
    if half and not afternoon and hour > 11:
        raise ValueError("could be noon or midnight")
    return hour + 12 if afternoon and hour < 12 else hour
