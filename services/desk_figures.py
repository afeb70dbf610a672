"""公表する数字: the questions of a year, and its consultations about the card by district.

Each is one case: nobody counts how many people came with them.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlmodel import Session

from services import report_desk
from services.figure_keys import ALL, CARDS, QUESTIONS, SOLVED, UNKNOWN, VISITS, Key, Number
from services.periods import Period

NAMES = {QUESTIONS: "質問", CARDS: "カード相談"}


class Row(NamedTuple):
    """As in services/published_counts.py; nobody lives at the desk."""

    code: str
    name: str
    seniors: None = None


def rows(names: Mapping[str, str]) -> list[Row]:
    """names: of the districts as they are counted, in their order, the unknown one the last."""
    towns = [Row(f"{CARDS}:{code}", name) for code, name in names.items()]
    return [*(Row(code, name) for code, name in NAMES.items()), *towns]


def numbers(db: Session, *, period: Period, merged: Mapping[str, str]) -> dict[Key, Number]:
    """merged: what each district is counted as. Whoever lives elsewhere has no town here."""
    return {key: Number(count) for key, count in _counted(db, period, merged).items()}


def _counted(db: Session, period: Period, merged: Mapping[str, str]) -> Counter[Key]:
    codes = [QUESTIONS, CARDS, *(f"{CARDS}:{one}" for one in [*merged.values(), UNKNOWN])]
    found = Counter({key: 0 for code in codes for key in _keys(code)})
    asked = report_desk.questions(db, period=period)
    found.update(dict(zip(_keys(QUESTIONS), (asked.count, asked.solved), strict=True)))
    for town, one in report_desk.consultations_by_town(db, period=period).items():
        for code in (CARDS, f"{CARDS}:{merged[str(town)] if town else UNKNOWN}"):
            found.update(dict(zip(_keys(code), (one.count, one.solved), strict=True)))
    return found


def _keys(row: str) -> Iterator[Key]:
    return (Key(VISITS, row, column) for column in (ALL, SOLVED))
