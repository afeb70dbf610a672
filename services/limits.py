"""いつ気をつけるか: from where on a district needs a look, as the city has set it (基本データ)."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from models import Municipality


class Limits(NamedTuple):
    """Days, sheets, and shares in percent."""

    quiet_days: int  # without a class for so long, a district is pointed out
    low_share: int  # of the city's rate: below it a district counts as unreached
    low_fill: int
    high_no_show: int
    low_satisfaction: int
    few_sheets: int  # of アンケート: with fewer, one sheet alone moves 満足度 by much


def of(db: Session) -> Limits:
    """Those of now; without a city those that a new one begins with."""
    city = db.get(Municipality, 1) or Municipality()
    return Limits(*(getattr(city, name) for name in Limits._fields))


def told(words: Mapping[str, str], limits: Limits) -> dict[str, str]:
    """The sentences with the numbers that hold now."""
    return {word: meaning.format_map(limits._asdict()) for word, meaning in words.items()}
