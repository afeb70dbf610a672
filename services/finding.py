"""Words by which classes are found: parts of the title, the hall or the town, days, weekdays."""

import re
import unicodedata
from datetime import date

from sqlalchemy import ColumnElement, extract
from sqlmodel import col, or_

import clock
from japanese import dates
from models import Course, District, Event, Venue

DAY = re.compile(r"(\d{1,2})[/月](\d{1,2})日?")
WEEKDAY = re.compile(rf"(?:毎週)?\(?([{dates.WEEKDAYS}])(?:曜日?\)?|\))")


def words(text: str) -> list[str]:
    """The words of what was typed, in their plain width."""
    return unicodedata.normalize("NFKC", text).split()


def fits(word: str, *, course: bool = False) -> ColumnElement[bool]:
    """Whether a class has this word or day (12/4, 12月4日, 火曜). course: its course counts too."""
    if found := DAY.fullmatch(word):
        return col(Event.local_date).in_(_days(int(found[1]), int(found[2])))
    if found := WEEKDAY.fullmatch(word):  # for both databases the week begins with Sunday, 0
        return extract("dow", Event.local_date) == (dates.WEEKDAYS.index(found[1]) + 1) % 7
    texts = [Event.title, Venue.name, Venue.kana, District.name, District.kana]
    texts += [Course.title, Course.outline] if course else []
    return or_(*(col(text).contains(word, autoescape=True) for text in texts))


def _days(month: int, day: int) -> list[date]:
    """This day of this year and of the next, as far as it exists."""
    found, year = [], clock.today().year
    for one in (year, year + 1):
        try:
            found.append(date(one, month, day))
        except ValueError:
            continue
    return found
