"""Take a 公共施設一覧 in: halls that are there are brought up to date, others added, or none.

A cell that is empty in the file changes nothing of ours.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import time
from enum import StrEnum
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from japanese import kana, spelling
from models import District, ImportKind, Municipality, Staff, Venue, guard, masking
from refusal import Refusal
from services import file_imports
from services.permissions import Permission, require
from services.town_names import Towns

FIELDS = {
    "kana": "読みがな",
    "address": "住所",
    "phone": "電話番号",
    "capacity": "入れる人数",
    "step_free": "段差なし",
    "opens": "開く時刻",
    "closes": "閉まる時刻",
    "closed_weekdays": "毎週の休み",
    "access": "行き方",
    "latitude": "緯度",
    "longitude": "経度",
}
LONGEST = {"name": 80, "kana": 100, "address": 120, "phone": 20, "access": 200}
HALLS = ("公民館", "会館", "センター", "集会所", "交流館", "文化ホール")


class Line(NamedTuple):
    """One row of the list as it was read. `values`: by the names of `FIELDS`, what it tells."""

    line: int
    name: str
    area: str
    values: Mapping[str, Any]
    code: str = ""
    notes: tuple[str, ...] = ()


class Standing(StrEnum):
    """What a row is to us."""

    CHANGED = "違いがある"
    NEW = "新しい"
    ASK = "町を選ぶ"
    SAME = "同じ"
    UNREADABLE = "読めない"


class Row(NamedTuple):
    """A judged row. `missing` keeps it from being saved, even when the person wants it.

    changes: of the hall that is there, by the names of `FIELDS`: ours, and the file's.
    """

    line: Line
    standing: Standing
    venue_id: int | None = None
    district_id: int | None = None
    changes: Mapping[str, tuple[Any, Any]] = {}
    missing: str = ""

    @property
    def is_likely(self) -> bool:
        """Whether it is proposed: lists of a city also have its parks and lavatories."""
        hall = any(word in self.line.name for word in HALLS)
        return self.standing is Standing.CHANGED or (self.standing is Standing.NEW and hall)

    @property
    def told(self) -> str:
        """The differences in words: 電話番号 0954-… → 0954-…"""
        said = [
            f"{FIELDS[name]}：{shown(before)} → {shown(after)}"
            for name, (before, after) in self.changes.items()
        ]
        return "、".join([*filter(None, [self.missing]), *said, *self.line.notes])


class Done(NamedTuple):
    added: int
    changed: int


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "空欄" if value in (None, "") else str(value)


def judge(
    db: Session, *, lines: Sequence[Line], districts: Mapping[int, int], by: Staff
) -> list[Row]:
    """Judge every row. districts: of the lines for which a person has said it."""
    require(by, Permission.DATA_IMPORT)
    return _judge(db, lines, districts)


def save(
    db: Session, *, lines: Sequence[Line], districts: Mapping[int, int], source: str, by: Staff
) -> Done:
    """Add and bring up to date, all or nothing."""
    require(by, Permission.DATA_IMPORT)
    rows = _judge(db, lines, districts)
    if wrong := [row for row in rows if row.missing]:
        first = wrong[0]
        raise Refusal(f"{first.line.line}行目：{first.missing}直すか、印を外してください。")
    added = [_venue(row) for row in rows if row.venue_id is None]
    changed = {row.venue_id: row.changes for row in rows if row.venue_id and row.changes}
    if not (added or changed):
        raise Refusal("取り込む行がありません。「取り込む」に印を付けてください。")
    db.add_all(added)
    for venue_id, changes in changed.items():
        venue = db.get_one(Venue, venue_id)
        for name, (_, after) in changes.items():
            setattr(venue, name, after)
    db.flush()
    made = [venue.id for venue in added]
    file_imports.record(
        db, kind=ImportKind.FACILITIES, source=source, made=made, changed=changed, by=by
    )
    return Done(len(added), len(changed))


def _venue(row: Row) -> Venue:
    return Venue(name=row.line.name, district_id=row.district_id, **_told(row.line))


def _told(line: Line) -> dict[str, Any]:
    """What the file says; readings as we write them, in hiragana."""
    told = {name: value for name, value in line.values.items() if value not in (None, "")}
    return told | ({"kana": kana.to_hiragana(told["kana"])} if "kana" in told else {})


def _judge(db: Session, lines: Sequence[Line], chosen: Mapping[int, int]) -> list[Row]:
    city = db.get_one(Municipality, 1)
    towns = Towns(city, db.exec(select(District).order_by(District.position)).all())
    ours = _Halls(db)
    rows, first = [], {}
    for line in lines:
        row = _verdict(line, city, towns, ours, chosen.get(line.line))
        key = row.venue_id or (spelling.plain(line.name), row.district_id)
        if key in first and row.standing in (Standing.NEW, Standing.CHANGED):
            missing = f"{first[key]}行目と同じ施設のようです。"
            row = row._replace(standing=Standing.UNREADABLE, missing=missing)
        first.setdefault(key, line.line)
        rows.append(row)
    return rows


def _verdict(
    line: Line, city: Municipality, towns: Towns, ours: "_Halls", chosen: int | None
) -> Row:
    if wrong := _unreadable(line, city):
        return Row(line, Standing.UNREADABLE, missing=wrong)
    district, doubt = _district(line, towns, chosen)
    venue = ours.find(line.name, district)
    if venue:
        changes = _changes(venue, line)
        standing = Standing.CHANGED if changes else Standing.SAME
        return Row(line, standing, venue.id, venue.district_id, changes)
    if district is None:
        return Row(line, Standing.ASK, missing=doubt)
    return Row(line, Standing.NEW, None, district)


def _unreadable(line: Line, city: Municipality) -> str:
    texts = {"name": line.name, **line.values}
    if not line.name.strip():
        return "「名称」が空です。"
    if line.code and line.code[:5] != city.code[:5]:
        return f"ほかの市町村（{line.code}）の施設です。"
    for name, most in LONGEST.items():
        text = str(texts.get(name) or "")
        if guard.find(text) or masking.HIDDEN in text:
            return f"「{FIELDS.get(name, '名称')}」に、書いてはいけない番号があります。"
        if len(text) > most:
            return f"「{FIELDS.get(name, '名称')}」が長すぎます（{most}文字まで）。"
    return ""


def _district(line: Line, towns: Towns, chosen: int | None) -> tuple[int | None, str]:
    """Where it lies: as a person has said, or as its 地区 or its address tells."""
    if chosen:
        return chosen, ""
    for written in filter(None, (line.area, line.values.get("address", ""))):
        found = towns.meant(written).districts
        if len(found) == 1:
            return next(iter(found)), ""
        if found:
            return (
                None,
                f"{towns.called(found)}のどれか、住所からは分かりません。町を選んでください。",
            )
    return None, "住所から町が分かりません。町を選んでください。"


def _changes(venue: Venue, line: Line) -> dict[str, tuple[Any, Any]]:
    return {
        name: (getattr(venue, name), value)
        for name, value in _told(line).items()
        if not _is_same(getattr(venue, name), value)
    }


def _is_same(ours: Any, theirs: Any) -> bool:
    """Width, blanks and katakana are no difference worth a change."""
    if isinstance(ours, str) and isinstance(theirs, str):
        return spelling.plain(ours) == spelling.plain(theirs)
    return ours == theirs


class _Halls:
    """Our halls by name; of one name in two towns, the one in this town."""

    def __init__(self, db: Session):
        self.named: dict[str, list[Venue]] = defaultdict(list)
        for venue in db.exec(select(Venue).where(col(Venue.is_active)).order_by(Venue.id)):
            self.named[spelling.plain(venue.name)].append(venue)

    def find(self, name: str, district: int | None) -> Venue | None:
        fitting = self.named.get(spelling.plain(name), [])
        here = [venue for venue in fitting if venue.district_id == district]
        if here:
            return here[0]
        return fitting[0] if len(fitting) == 1 and district is None else None
