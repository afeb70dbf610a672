"""Ticks of a paper roster, as they are keyed in: 「1-8 10 12」, walk-ins as town and age band."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from models import AgeBand, District
from refusal import Refusal

BANDS = dict(enumerate(AgeBand, start=1))  # 1: 59歳以下 … 8: 不明
OUTSIDE = "0"
_BETWEEN = re.compile(r"[\s,、，・;/+]+")
_RANGE = re.compile(r"\s*[-~〜ー–—−]\s*")


class Stranger(NamedTuple):
    """Somebody of whom the paper says town (its code; none: not told) and age band."""

    district: str
    age_band: AgeBand
    is_resident: bool = True


def numbers(text: str) -> list[int]:
    """1-8 10 12 → the rows, in order; width, commas and the kind of dash do not matter."""
    rows: set[int] = set()
    for part in _parts(text):
        found = re.fullmatch(r"(\d{1,3})(?:-(\d{1,3}))?", part)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
        if not 1 <= first <= last:
            raise Refusal(f"「{part}」が読めません。番号は「1-8 10 12」のように入力してください。")
        rows.update(range(first, last + 1))
    return sorted(rows)


def strangers(text: str, *, towns: Sequence[District]) -> list[Stranger]:
    """15 23 → somebody of the first town aged as band 5, and one of the second, band 3."""
    return [_stranger(part, towns) for part in _parts(text)]


def instead(text: str, *, towns: Sequence[District]) -> dict[int, Stranger]:
    """5=15 → on the seat of row 5 sat somebody of the first town aged as band 5."""
    seats: dict[int, Stranger] = {}
    for part in _parts(re.sub(r"\s*[=:]\s*", "=", unicodedata.normalize("NFKC", text))):
        row, _, who = part.partition("=")
        if not re.fullmatch(r"[1-9]\d{0,2}", row) or not who or int(row) in seats:
            raise Refusal(
                f"「{part}」が読めません。5番の代わりに1の町の年代5の方なら「5=15」と入力します。"
            )
        seats[int(row)] = _stranger(who, towns)
    return seats


def _parts(text: str) -> list[str]:
    plain = _RANGE.sub("-", unicodedata.normalize("NFKC", text).strip())
    return [part for part in _BETWEEN.split(plain) if part]


def _stranger(part: str, towns: Sequence[District]) -> Stranger:
    """The last figure is the age band, what stands before it the town."""
    if not re.fullmatch(r"\d{0,2}[1-8]", part):
        raise Refusal(f"「{part}」が読めません。町の番号と年代の番号を、続けて入力してください。")
    town, band = part[:-1], BANDS[int(part[-1])]
    if town in ("", OUTSIDE):
        return Stranger("", band, is_resident=town != OUTSIDE)
    if not 1 <= int(town) <= len(towns):
        raise Refusal(f"「{part}」の町の番号は、1から{len(towns)}までか、市外の0です。")
    return Stranger(towns[int(town) - 1].code, band)
