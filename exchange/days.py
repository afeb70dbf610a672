"""Days as tables give them: written by people, or as the number Excel keeps for a day."""

import re
import unicodedata
from datetime import date, timedelta

from japanese.dates import parse_date, wareki_year

_SERIAL = re.compile(r"([2-6]\d{4})(?:\.0+)?")  # 1954 to 2091
_DAY_ZERO = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was


def read(text: str) -> tuple[date, str]:
    """The day, and what was assumed about it, as a sentence; empty when nothing was.

    Raises ValueError when it is no day.
    """
    found = _SERIAL.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return parse_date(text), ""
    day = _DAY_ZERO + timedelta(days=int(found[1]))
    said = f"{wareki_year(day)}{day.month}月{day.day}日"
    return day, f"「{text}」は、Excelの日付の番号とみて、{said}と読みました。"
