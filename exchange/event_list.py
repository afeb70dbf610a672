"""イベント一覧 as a municipality publishes it: in the headings of two generations, and as JSON.

Old: 推奨データセット, 32 columns. New: 自治体標準オープンデータセット; the official workbook could
not be had, so the names and blocks are those of published files.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import NamedTuple

from exchange.writer import csv_bytes
from models import EventList

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.ja"
# Each heading with the field of `Published` under it; an empty one is left blank.
_OLD = {
    "都道府県コード又は市区町村コード": "code",
    "NO": "number",
    "都道府県名": "prefecture",
    "市区町村名": "city",
    "イベント名": "name",
    "イベント名_カナ": "kana",
    "イベント名_英語": "",
    "開始日": "day",
    "終了日": "day",
    "開始時間": "start",
    "終了時間": "end",
    "開始日時特記事項": "time_note",
    "説明": "description",
    "料金(基本)": "fee",
    "料金(詳細)": "",
    "連絡先名称": "desk",
    "連絡先電話番号": "phone",
    "連絡先内線番号": "",
    "主催者": "host",
    "場所名称": "place",
    "住所": "address",
    "方書": "room",
    "緯度": "latitude",
    "経度": "longitude",
    "アクセス方法": "access",
    "駐車場情報": "",
    "定員": "capacity",
    "参加申込終了日": "apply_by",
    "参加申込終了時間": "",
    "参加申込方法": "how_to_apply",
    "URL": "url",
    "備考": "remarks",
}
_NEW = {
    "全国地方公共団体コード": "code",
    "ID": "number",
    "地方公共団体名": "city",
    "イベント名": "name",
    "イベント名_カナ": "kana",
    "イベント名_英字": "",
    "開始日": "day",
    "終了日": "day",
    "開始時間": "start",
    "終了時間": "end",
    "開始日時特記事項": "time_note",
    "説明": "description",
    "料金(基本)": "fee",
    "料金(詳細)": "",
    "連絡先名称": "desk",
    "連絡先電話番号": "phone",
    "連絡先内線番号": "",
    "主催者": "host",
    "場所名称": "place",
    "所在地_全国地方公共団体コード": "code",
    "町字ID": "",
    "所在地_連結表記": "address",
    "所在地_都道府県": "",
    "所在地_市区町村": "",
    "所在地_町字": "town",
    "所在地_番地以下": "",
    "建物名等(方書)": "room",
    "緯度": "latitude",
    "経度": "longitude",
    "アクセス方法": "access",
    "駐車場情報": "",
    "定員": "capacity",
    "参加申込終了日": "apply_by",
    "参加申込終了時間": "",
    "参加申込方法": "how_to_apply",
    "イベント種類": "kind",
    "コンテンツURL": "url",
    "備考": "remarks",
}
HEADINGS = {EventList.RECOMMENDED: _OLD, EventList.STANDARD: _NEW}


class Published(NamedTuple):
    """One class as everybody may know it. `number`: stays with the class for good."""

    code: str
    number: str
    city: str
    name: str
    kana: str
    day: date
    start: time
    end: time
    description: str
    fee: int
    desk: str
    phone: str
    host: str
    place: str
    address: str
    town: str
    capacity: int
    kind: str
    url: str
    prefecture: str = ""
    time_note: str = ""
    room: str = ""
    latitude: float | None = None
    longitude: float | None = None
    access: str = ""
    apply_by: date | None = None
    how_to_apply: str = ""
    remarks: str = ""


def header(form: EventList) -> list[str]:
    return list(HEADINGS[form])


def rows(events: Iterable[Published], form: EventList) -> list[list[str]]:
    """The cells of each class as texts: days and times as ISO 8601 has them."""
    fields = HEADINGS[form].values()
    return [[_cell(getattr(one, name)) if name else "" for name in fields] for one in events]


def as_csv(events: Sequence[Published], form: EventList) -> bytes:
    return csv_bytes(header(form), rows(events, form))


def as_json(events: Sequence[Published], form: EventList, *, city: str) -> bytes:
    """The same cells, with the licence beside them."""
    names = header(form)
    return json.dumps(
        {
            "title": f"{city} イベント一覧（スマホ教室・相談会）",
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "credit": city,
            "events": [dict(zip(names, row, strict=True)) for row in rows(events, form)],
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _cell(value: object) -> str:
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
