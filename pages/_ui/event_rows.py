"""The rows of an event list: judged, completed by hand, and chosen one by one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

import pandas as pd
import streamlit as st

from japanese import dates
from pages._ui.forms import idem_key
from pages._ui.imports import FORM, chosen_file
from services.event_import import LONGEST_TITLE, Line, Row, Standing

TYPED = ("title", "day", "start", "end", "capacity")
LEFT_OUT = None


def as_typed(lines: Sequence[Line]) -> list[Line]:
    """The rows with what was typed into the table."""
    typed = _typed()
    return [
        line._replace(**{name: _value(name, value) for name, value in typed.get(at, {}).items()})
        for at, line in enumerate(lines)
    ]


def chosen(rows: Sequence[Row]) -> list[Line]:
    """The rows to take in: those ticked, and the new ones unless their tick was taken away."""
    ticks = {at: change["take"] for at, change in _changes().items() if "take" in change}
    return [row.line for at, row in enumerate(rows) if ticks.get(at, row.standing is Standing.NEW)]


def halls() -> dict[str, int]:
    """Which of our halls each place of the list means, as far as it was chosen."""
    start = _hall_key("")
    return {
        str(key).removeprefix(start): value
        for key, value in st.session_state.items()
        if str(key).startswith(start) and value is not LEFT_OUT
    }


def summary(rows: Sequence[Row]) -> None:
    """One sentence on the whole list."""
    counts = Counter(row.standing for row in rows)
    parts = "、".join(f"「{one}」{counts[one]}行" for one in Standing if counts[one])
    st.subheader("3　内容を確かめます", anchor=False)
    st.markdown(f"{len(rows)}行を読みました。{parts}です。")


def ask_halls(rows: Sequence[Row], ours: Mapping[int, str]) -> None:
    """For each place nobody knows, which of our halls it is. Rows of the past are not asked."""
    said = halls()
    unknown = Counter(
        row.line.place
        for row in rows
        if row.standing not in (Standing.PAST, Standing.UNREADABLE)
        and (row.venue_id is None or row.line.place in said)
    )
    if not unknown:
        return
    st.markdown("**登録にない会場**　どの会場のことか、選んでください。")
    columns = st.columns(2)
    for number, (place, count) in enumerate(unknown.items()):
        columns[number % 2].selectbox(
            f"「{place or '会場が書かれていない行'}」（{count}行）",
            [LEFT_OUT, *ours],
            format_func=lambda one: ours.get(one, "選ばない（とばす）"),
            key=_hall_key(place),
        )


def table(lines: Sequence[Line], rows: Sequence[Row], ours: Mapping[int, str]) -> None:
    """The table in which times are typed and rows are ticked."""
    st.markdown(
        "取り込む行の四角に印を付けます。**名前・日付・時刻・定員**は、表の中で直せます。"
        "時刻のない行は時刻（例 13:30）を、過ぎた行は日付を直すと、取り込めます。"
    )
    st.data_editor(
        pd.DataFrame(
            {
                "take": [row.standing is Standing.NEW for row in rows],
                "standing": [str(row.standing) for row in rows],
                "title": [line.title for line in lines],
                "day": [line.day for line in lines],
                "start": [_written(line.start) for line in lines],
                "end": [_written(line.end) for line in lines],
                "hall": [ours.get(row.venue_id) or f"？ {row.line.place}" for row in rows],
                "capacity": pd.array([line.capacity for line in lines], dtype="Int64"),
                "reason": [row.reason for row in rows],
                "line": [line.line for line in lines],
            }
        ),
        column_config=COLUMNS,
        hide_index=True,
        height=min(38 * (len(rows) + 1) + 2, 620),
        placeholder="",
        key=_table_key(),
        alt=f"イベント一覧の{len(rows)}行。取り込む行の選択と、名前・日付・時刻・定員の直し。",
    )


_shown = st.column_config
COLUMNS = {
    "take": _shown.CheckboxColumn("取り込む", width=110),
    "standing": _shown.TextColumn("状態", disabled=True, width=90),
    "title": _shown.TextColumn("名前", required=True, max_chars=LONGEST_TITLE, width="medium"),
    "day": _shown.DateColumn("日付", format="YYYY/MM/DD"),
    "start": _shown.TextColumn("始まり", width=90),
    "end": _shown.TextColumn("終わり", width=90),
    "hall": _shown.TextColumn("会場", disabled=True, width="medium"),
    "capacity": _shown.NumberColumn("定員", min_value=1, step=1),
    "reason": _shown.TextColumn("気をつけること", disabled=True, width="large"),
    "line": _shown.NumberColumn("行", disabled=True, width="small"),
}


def _changes() -> dict[int, dict[str, Any]]:
    """What was changed in the table, by position, as the browser sent it."""
    return st.session_state.get(_table_key(), {}).get("edited_rows", {})


def _typed() -> dict[int, dict[str, Any]]:
    return {
        at: {name: value for name, value in change.items() if name in TYPED}
        for at, change in _changes().items()
    }


def _value(name: str, value: Any) -> Any:
    """A changed cell as the service takes it. A time is understood however it is written."""
    if name in ("start", "end"):
        return _time(value or "")
    if name == "day":
        return date.fromisoformat(value[:10]) if value else None
    return value if name == "capacity" else value or ""


def _time(text: str) -> time | None:
    try:
        return dates.parse_time(text)
    except ValueError:
        return None


def _written(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _table_key() -> str:
    return f"i_rows_{chosen_file().file_id}"


def _hall_key(place: str) -> str:
    return f"i_hall_{idem_key(FORM)}_{place}"
