"""Are published statistics what exchange/figure_list.py promises? Every departure, by its line.

A number stands in `値`, or the reason why not in `注記`: never both, never none.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from exchange import figure_list, municipality, table
from exchange.problem import quoted
from models import outgoing as told

PLACED = ("全国地方公共団体コード", "年度", "町", "年代", "性別", "講座", "開き方")
NAMED = (*PLACED, "項目")  # tell one number
REQUIRED = (*NAMED, "地方公共団体名", "版", "公表日", "単位", "備考")
_NOTE = re.compile(rf"(5|10){told.FEW}|{told.KEPT}|{told.NOTHING}")


def check(data: bytes) -> list[str]:
    """What is wrong with these bytes, one sentence each; nothing when they are as defined."""
    read = table.read(data)
    wrong = [] if data.startswith(b"\xef\xbb\xbf") else ["先頭にBOMがありません。"]
    if list(read.header) != list(figure_list.HEADER):
        return [*wrong, "見出しが定義と違います。"]
    for row in read.rows:
        wrong.extend(f"{row.line}行目「{name}」{said}" for name, said in _cells(row))
    counted = Counter(tuple(row.cells[name] for name in NAMED) for row in read.rows)
    wrong.extend(f"同じ数が2回あります: {'、'.join(one)}" for one, n in counted.items() if n > 1)
    return wrong


def _cells(row: table.Row) -> Iterator[tuple[str, str]]:
    for name in REQUIRED:
        if not row.cells[name]:
            yield name, "が空です。"
    for name, fits in _FORMS.items():
        text = row.cells[name]
        if text and not _is(fits, text):
            yield name, f"の{quoted(text)}が、決められた形ではありません。"
    if bool(row.cells["値"]) == bool(row.cells["注記"]):
        yield "値", "と「注記」は、どちらか1つだけに書きます。"


def _is(fits: Callable[[str], object], text: str) -> bool:
    try:
        return bool(fits(text))
    except ValueError:
        return False


def _day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


_FORMS: dict[str, Callable[[str], object]] = {
    "全国地方公共団体コード": lambda text: municipality.read_code(text) == (text, []),
    "年度": re.compile(r"20\d\d").fullmatch,
    "版": re.compile(r"[1-9]\d*").fullmatch,
    "公表日": _day,
    "人口基準日": _day,
    "単位": {*figure_list.UNITS.values()}.__contains__,
    "値": re.compile(r"\d+(\.\d)?").fullmatch,
    "注記": _NOTE.fullmatch,
}
