"""公共施設一覧 as municipalities publish it: bytes in, a draft to look at before saving."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time

from exchange import address, figures, municipality, position, table
from exchange.problem import Problem, doubt, quoted
from japanese.dates import WEEKDAYS, parse_time
from refusal import Refusal

# Headings of 推奨データセット and 自治体標準オープンデータセット; some cities add 定員 and 地区.
COLUMNS = {
    "code": municipality.HEADINGS,
    "name": ("名称", "施設名", "施設名称", "公共施設名称"),
    "kana": ("名称_カナ", "名称(カナ)", "施設名_カナ", "施設名(カナ)"),
    "area": ("地区", "地区名", "町名", "所在地_町字"),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "phone": ("電話番号", "連絡先電話番号"),
    "days": ("利用可能曜日",),
    "opens": ("開始時間", "開館時間", "開始時刻"),
    "closes": ("終了時間", "閉館時間", "終了時刻"),
    "hours_note": ("利用可能日時特記事項",),
    "barrier_free": ("バリアフリー情報", "バリアフリー情報((;)区切り)"),
    "capacity": ("定員", "収容人数", "利用定員"),
    "access": ("アクセス方法", "交通アクセス"),
    "kind": ("種別", "施設種別", "POIコード", "カテゴリー"),
}
_STEP_FREE = re.compile(
    "段差(?:が)?(?:なし|ない|無)|スロープ|車いす|車椅子|車イス|バリアフリー対応"
)
_STEPS = re.compile("段差(?:が)?(?:あり|ある|有)|(?:スロープ|車いす|車椅子)(?:不可|なし|無)")
_EVERY_DAY = re.compile("毎日|年中無休|全日")


@dataclass
class FacilityRow:
    """One public place. What the file does not tell is None or an empty text."""

    line: int
    code: str = ""
    name: str = ""
    kana: str = ""
    area: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""
    opens: time | None = None
    closes: time | None = None
    closed_weekdays: str | None = None
    step_free: bool | None = None
    capacity: int | None = None
    access: str = ""
    kind: str = ""
    problems: list[Problem] = field(default_factory=list)

    def doubt(self, text: str) -> None:
        self.problems.append(doubt(text))


@dataclass
class FacilityDraft:
    """What was understood. `problems` concern the whole file."""

    rows: list[FacilityRow]
    problems: list[Problem]


def read(data: bytes) -> FacilityDraft:
    """The draft of a list of facilities of any published generation.

    Raises Refusal, and nothing else, when the bytes are no table or not one of places.
    """
    uploaded = table.read(data)
    columns = uploaded.columns(COLUMNS)
    if "name" not in columns or not (_ADDRESSES & set(uploaded.header)):
        raise Refusal(
            "公共施設の表として読み取れません。1行目に「名称」と「住所」(または「所在地_連結表記」)"
            "の見出しがある表をお選びください。"
        )
    rows = []
    for row in uploaded.rows:
        written = {name: row.cells.get(columns.get(name, ""), "") for name in COLUMNS}
        rows.append(_understood(row, written))
    return FacilityDraft(rows, list(uploaded.problems))


_ADDRESSES = {"住所", "所在地", "所在地_連結表記", "所在地_町字", "住所町名", "住所市区町村"}


def _understood(row: table.Row, written: Mapping[str, str]) -> FacilityRow:
    code, problems = municipality.read_code(written["code"])
    place = FacilityRow(
        row.line,
        code=code,
        address=address.of(row),
        problems=[*row.problems, *problems],
        **{name: written[name] for name in ("name", "kana", "area", "phone", "access", "kind")},
    )
    place.latitude, place.longitude, said = position.read(written["latitude"], written["longitude"])
    if said:
        place.doubt(said)
    _hours(place, written)
    _weekdays(place, written)
    place.step_free = _step_free(written["barrier_free"])
    place.capacity = _capacity(place, written["capacity"])
    return place


def _hours(place: FacilityRow, written: Mapping[str, str]) -> None:
    place.opens = _time(place, "開始時間", written["opens"])
    place.closes = _time(place, "終了時間", written["closes"])
    if place.opens and place.closes and place.closes <= place.opens:
        place.opens = place.closes = None
        place.doubt("終了時間が開始時間より前なので、利用時間は読みませんでした。")
    if note := written["hours_note"]:
        place.doubt(f"利用可能日時特記事項に{quoted(note)}とあります。")


def _time(place: FacilityRow, what: str, text: str) -> time | None:
    try:
        return parse_time(text) if text else None
    except ValueError:
        place.doubt(f"{what}{quoted(text)}を時刻として読めませんでした。")
        return None


def _weekdays(place: FacilityRow, written: Mapping[str, str]) -> None:
    """利用可能曜日 tells when it is open: 月火水木金, 月;火, 火曜日〜日曜日."""
    text = written["days"]
    if not text:
        return
    plain = re.sub("曜日?|[;、,・/\\s]|祝日?", "", text)
    if _EVERY_DAY.search(text):
        open_on = WEEKDAYS
    elif found := re.fullmatch(f"([{WEEKDAYS}])[-~〜～ー－から]+([{WEEKDAYS}])", plain):
        first, last = (WEEKDAYS.index(day) for day in found.groups())
        open_on = "".join(WEEKDAYS[at % 7] for at in range(first, first + (last - first) % 7 + 1))
    elif re.fullmatch(f"[{WEEKDAYS}]+", plain):
        open_on = plain
    else:
        place.doubt(f"利用可能曜日{quoted(text)}を曜日として読めませんでした。")
        return
    place.closed_weekdays = "".join(day for day in WEEKDAYS if day not in open_on)


def _step_free(text: str) -> bool | None:
    if _STEPS.search(text):
        return False
    return True if _STEP_FREE.search(text) else None


def _capacity(place: FacilityRow, text: str) -> int | None:
    try:
        return figures.number(text.removesuffix("名")) or None
    except ValueError:
        place.doubt(f"定員{quoted(text)}を人数として読めませんでした。")
        return None
