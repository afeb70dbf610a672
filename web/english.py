"""English for visitors who read no Japanese: gettext, the Japanese sentences are the msgids.

`locale/en.po` is the only file, edited by hand; it is compiled in memory when the server starts, so
that no compiled copy can be older. What is not translated (master data, titles) stays Japanese.
"""

import re
from datetime import date, datetime, time
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import polib
from markupsafe import Markup

import clock
from japanese import romaji
from web import view

FILE = Path(__file__).parent.parent / "locale" / "en.po"
_english = GNUTranslations(BytesIO(polib.pofile(str(FILE)).to_binary()))
_NUMBER = re.compile(r"\d+")
_JAPANESE = re.compile("[ぁ-んァ-ヶ一-鿿]")
_WEEKDAYS = re.compile(r"平日\s*(\d+)時(?:(\d+)分)?[〜～](\d+)時(?:(\d+)分)?")


def translated(message: str) -> str:
    """The message in the language of the visitor: as a whole, or else sentence by sentence."""
    if not view.current().english or not message:
        return message
    whole = _english.gettext(message)
    if whole != message:
        return whole
    told = [_sentence(one) for one in re.findall("[^。]+。?", message)]
    return " ".join(told) if all(told) else message


def _sentence(one: str) -> str:
    """Its English, or nothing; in a msgid, # is a number."""
    pattern = _NUMBER.sub("#", one)
    told = _english.gettext(pattern)
    numbers = iter(_NUMBER.findall(one))
    return "" if told == pattern else re.sub("#", lambda _: next(numbers), told)


def counted(one: str, many: str, number: int) -> str:
    """The same for messages with a number (Jinja's `pluralize`)."""
    if view.current().english:
        return _english.ngettext(one, many, number)
    return one if number == 1 else many


def day(day: date) -> str:
    """Fri 4 Dec 2026"""
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def at(moment: time) -> str:
    """10:00 a.m."""
    half = "a.m." if moment.hour < 12 else "p.m."
    return f"{(moment.hour - 1) % 12 + 1}:{moment.minute:02} {half}"


def moment(at_: datetime) -> str:
    local = clock.local(at_)
    return f"{day(local.date())}, {at(local.time())}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """10:00 a.m. – 11:30 a.m."""
    return " – ".join(at(clock.local(one).time()) for one in (starts_at, ends_at))


def opening(hours: str) -> str:
    """平日 8時30分〜17時15分: Weekdays 8:30 a.m. – 5:15 p.m. Told otherwise, it stays."""
    told = _WEEKDAYS.fullmatch(hours) if view.current().english else None
    if not told:
        return hours
    begin, end = (time(int(told[n]), int(told[n + 1] or 0)) for n in (1, 3))
    return f"Weekdays {at(begin)} – {at(end)}"


def native(text: str) -> str:
    """What stays Japanese says so, for those whose telephone reads the page aloud."""
    if not view.current().english or not _JAPANESE.search(text):
        return text
    return Markup('<span lang="ja">{}</span>').format(text)


def ja() -> str:
    """The same for a whole element, as its attribute."""
    return Markup(' lang="ja"') if view.current().english else ""


def named(name: str, reading: str) -> str:
    """A place with its reading in Latin letters: 中央町 (Chūōmachi)."""
    if not view.current().english or not reading:
        return name
    return Markup("{} ({})").format(native(name), romaji.of(reading))


def months(since: int, until: int) -> str:
    """April 2025 to March 2026, of months as 202504."""
    first, last = (date(month // 100, month % 100, 1) for month in (since, until))
    return f"{first:%B %Y}" if first == last else f"{first:%B %Y} to {last:%B %Y}"
