"""English for visitors who read no Japanese: gettext, the Japanese sentences are the msgids.

`locale/en.po` is the only file, edited by hand; it is compiled in memory when the server starts, so
that no compiled copy can be older. What is not translated (master data, titles) stays Japanese.
"""

from datetime import date, datetime, time
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

import polib

import clock
from japanese import romaji
from web import view

FILE = Path(__file__).parent.parent / "locale" / "en.po"
_english = GNUTranslations(BytesIO(polib.pofile(str(FILE)).to_binary()))


def translated(message: str) -> str:
    """The message in the language of the visitor."""
    return _english.gettext(message) if view.current().english and message else message


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


def named(name: str, reading: str) -> str:
    """A place with its reading in Latin letters: 中央町 (Chūōmachi)."""
    if not view.current().english or not reading:
        return name
    return f"{name} ({romaji.of(reading)})"
