"""Is a published イベント一覧 what its definition asks for? Every departure, by row and column.

Required columns and types are those of 推奨データセット (政府CIO補佐官等ディスカッションペーパー);
lengths are ours, so that no cell is cut off elsewhere.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from urllib.parse import urlsplit

from exchange import event_list, municipality, table
from exchange.problem import quoted
from models import EventList

REQUIRED = (
    *("イベント名", "イベント名_カナ", "開始日", "終了日", "開始時間", "終了時間"),
    *("説明", "場所名称"),
)
ADDRESS = {EventList.RECOMMENDED: "住所", EventList.STANDARD: "所在地_連結表記"}
LONGEST = 1_000
_KANA = re.compile("[ァ-ヺー・ 0-9A-Za-z()&.,!?~-]+")
_PHONE = re.compile(r"\(?0\d{1,4}\)?-?\d{1,4}-?\d{3,4}")


def check(data: bytes, form: EventList) -> list[str]:
    """What is wrong with these bytes, one sentence each; nothing when they are as defined."""
    read = table.read(data)
    wrong = [] if data.startswith(b"\xef\xbb\xbf") else ["先頭にBOMがありません。"]
    if list(read.header) != event_list.header(form):
        wrong.append("見出しが定義と違います。")
    for row in read.rows:
        wrong.extend(f"{row.line}行目「{name}」{said}" for name, said in _cells(row, form))
    return wrong


def _cells(row: table.Row, form: EventList) -> Iterator[tuple[str, str]]:
    for name in (*REQUIRED, ADDRESS[form]):
        if not row.cells.get(name):
            yield name, "が空です。"
    for name, text in row.cells.items():
        if len(text) > LONGEST:
            yield name, f"が{LONGEST}文字より長いです。"
        if text and name in _FORMS and not _fits(_FORMS[name], text):
            yield name, f"の{quoted(text)}が、決められた形ではありません。"
    begins = row.cells.get("開始日", "") + row.cells.get("開始時間", "")
    if begins > row.cells.get("終了日", "") + row.cells.get("終了時間", ""):
        yield "終了日", "が開始日より前です。"


def _fits(form: Callable[[str], object], text: str) -> bool:
    try:
        return bool(form(text))
    except ValueError:
        return False


def _day(text: str) -> bool:
    return date.fromisoformat(text).isoformat() == text


def _time(text: str) -> bool:
    return f"{time.fromisoformat(text):%H:%M}" == text


def _code(text: str) -> bool:
    return municipality.read_code(text) == (text, [])


def _url(text: str) -> bool:
    parts = urlsplit(text)
    return parts.scheme in ("http", "https") and bool(parts.netloc)


_FORMS: dict[str, Callable[[str], object]] = {
    "都道府県コード又は市区町村コード": _code,
    "全国地方公共団体コード": _code,
    "所在地_全国地方公共団体コード": _code,
    "イベント名_カナ": _KANA.fullmatch,
    "開始日": _day,
    "終了日": _day,
    "参加申込終了日": _day,
    "開始時間": _time,
    "終了時間": _time,
    "料金(基本)": re.compile(r"\d+").fullmatch,
    "定員": re.compile(r"[1-9]\d*").fullmatch,
    "緯度": lambda text: 20 < float(text) < 46,
    "経度": lambda text: 122 < float(text) < 154,
    "連絡先電話番号": _PHONE.fullmatch,
    "URL": _url,
    "コンテンツURL": _url,
}
