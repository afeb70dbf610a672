"""Times, deadlines and places that publishers write into a sentence instead of their column.

Whatever is found here is a proposal: the caller shows it as a doubt.
"""

import re
import unicodedata
from datetime import date, time
from typing import NamedTuple

from japanese.dates import parse_date, parse_time

_LOOKED_AT = 2_000  # characters; whoever writes more writes no time behind them
_MOMENT = (
    r"(?:正午|(?:午前|午後|[AP]M)?\s{0,3}(?<!\d)\d{1,2}"
    r"(?::\d{2}(?!\d)|\s?時(?!間)(?:\s?\d{1,2}\s?分|半)?))"
)
_SPAN = re.compile(
    rf"(?P<start>{_MOMENT})(?:\s{{0,3}}(?:から|より|[-~〜ー‐–—―−])\s{{0,3}}(?P<end>{_MOMENT}))?",
    re.IGNORECASE,
)
_HALF = re.compile("午前|午後|[AP]M|正午", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?:期限|締切|締め切り|〆切)日?\s{0,3}[:は]?\s{0,3}"
    r"((?:令和\s?|R)?(?:元|\d{1,4})[年/.-]\s?\d{1,2}[月/.-]\s?\d{1,2})"
)
_PLACE = re.compile(r"(?:会場|場所)\s{0,3}:\s{0,3}([^\n。、]{1,60})")


class TimeSpan(NamedTuple):
    """`written` is the part of the sentence it was read from."""

    start: time
    end: time | None
    written: str


def time_spans(note: str) -> list[TimeSpan]:
    """Every time of day in the note, with its end when the note tells one, in order."""
    spans = []
    for found in _SPAN.finditer(_plain(note)):
        try:
            start = parse_time(found["start"])
        except ValueError:
            continue
        spans.append(TimeSpan(start, _end(found, start), found[0].strip()))
    return spans


def deadline(note: str) -> date | None:
    """The day after the word 期限 or 締切, when it is a full date."""
    found = _DEADLINE.search(_plain(note))
    try:
        return parse_date(found[1]) if found else None
    except ValueError:
        return None


def place(note: str) -> str:
    """What follows 会場: or 場所:, up to the end of the line or clause."""
    found = _PLACE.search(_plain(note))
    return found[1].strip() if found else ""


def _plain(note: str) -> str:
    return unicodedata.normalize("NFKC", note[:_LOOKED_AT])


def _end(found: re.Match[str], start: time) -> time | None:
    """In 午後1時から4時まで the end is in the half of the day of its start, or else later."""
    if not found["end"]:
        return None
    half = _HALF.match(found["start"].replace("正午", "午後"))
    halves = [""] if _HALF.match(found["end"]) else [half[0] if half else "", "午後"]
    for half_of_end in halves:
        try:
            end = parse_time(half_of_end + found["end"])
        except ValueError:
            continue
        if end > start:
            return end
    return None
