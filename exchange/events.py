"""イベント一覧 as municipalities publish it: bytes in, a draft to look at before saving."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import clock
from exchange import address, municipality, table
from exchange.event_row import EventRow, understand
from exchange.problem import Problem, doubt
from refusal import Refusal

# Headings of 推奨データセット, 自治体標準オープンデータセット and the base registry catalogue.
COLUMNS = {
    "code": municipality.HEADINGS,
    "name": ("イベント名", "名称"),
    "kana": ("イベント名_カナ", "イベント名(カナ)", "名称(カナ)", "名称_カナ"),
    "starts_on": ("開始日",),
    "ends_on": ("終了日",),
    "start_time": ("開始時間", "開始時刻"),
    "end_time": ("終了時間", "終了時刻"),
    "time_note": ("開始日時特記事項", "日時備考"),
    "description": ("説明",),
    "summary": ("概要",),
    "fee": ("料金(基本)", "料金"),
    "fee_detail": ("料金(詳細)",),
    "venue_name": ("場所名称", "会場名", "会場"),
    "meeting_place": ("集合場所",),
    "latitude": ("緯度",),
    "longitude": ("経度",),
    "capacity": ("定員",),
    "contact_name": ("連絡先名称", "団体名"),
    "contact_phone": ("連絡先電話番号", "電話番号"),
    "apply_by": ("参加申込終了日", "申込期限日"),
    "how_to_apply": ("参加申込方法", "申込方法"),
    "url": ("URL", "コンテンツURL"),
    "category": ("イベント種類", "カテゴリー", "カテゴリ"),
    "target": ("対象者", "対象"),
    "remarks": ("備考",),
    "state": ("状態",),
}


@dataclass
class EventDraft:
    """What was understood. `problems` concern the whole file."""

    rows: list[EventRow]
    problems: list[Problem]


def read(data: bytes, *, today: date | None = None) -> EventDraft:
    """The draft of an event list of any published generation; `today` tells what is past.

    Raises Refusal, and nothing else, when the bytes are no table or not one of events.
    """
    uploaded = table.read(data)
    columns = uploaded.columns(COLUMNS)
    if "name" not in columns or "starts_on" not in columns:
        raise Refusal(
            "催しの表として読み取れません。1行目に「イベント名」(または「名称」)と"
            "「開始日」の見出しがある表をお選びください。"
        )
    today = today or clock.today()
    rows = []
    for row in uploaded.rows:
        written = {name: row.cells.get(columns.get(name, ""), "") for name in COLUMNS}
        event = understand(row.line, written | {"address": address.of(row)}, today=today)
        event.problems[:0] = row.problems
        rows.append(event)
    _doubt_repetitions(rows)
    return EventDraft(rows, list(uploaded.problems))


def _doubt_repetitions(rows: Iterable[EventRow]) -> None:
    first: dict[tuple, int] = {}
    for row in rows:
        same = (row.name, row.starts_on, row.ends_on, row.start_time, row.venue_name)
        if same in first:
            row.problems.append(doubt(f"{first[same]}行目と同じ催しのようです。"))
        first.setdefault(same, row.line)
