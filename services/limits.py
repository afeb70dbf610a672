"""いつ気をつけるか: from where on a district needs a look, as the city has set it (基本データ)."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlmodel import Session

from models import Municipality


class Limits(NamedTuple):
    """Days, sheets, and shares in percent; those of a new installation unless told otherwise."""

    quiet_days: int = 90  # without a class for so long, a district is pointed out
    low_share: int = 50  # of the city's rate: below it a district counts as unreached
    low_fill: int = 50
    high_no_show: int = 15
    low_satisfaction: int = 70
    few_sheets: int = 10  # of アンケート: with fewer, one sheet alone moves 満足度 by a tenth


def of(db: Session) -> Limits:
    """Those of now."""
    city = db.get(Municipality, 1)
    return Limits(*(getattr(city, name) for name in Limits._fields)) if city else Limits()


def told(words: Mapping[str, str], limits: Limits) -> dict[str, str]:
    """The sentences with the numbers that hold now."""
    return {word: meaning.format_map(limits._asdict()) for word, meaning in words.items()}
