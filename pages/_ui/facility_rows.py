"""The rows of a list of facilities: what they would change, chosen one by one."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from database import reading, writing
from models import Staff
from pages._ui import tables
from pages._ui.forms import idem_name
from pages._ui.imports import FORM, chosen_file
from pages._ui.screen import me, telling
from services import facility_import, places
from services.facility_import import Line, Row, Standing


def take(lines: list[Line], towns: dict[int, int], name: str) -> None:
    forget = [idem_name(FORM)]
    with telling("", place="file", forget=forget) as told, writing() as db:
        done = facility_import.save(db, lines=lines, districts=towns, source=name, by=me())
        told.done = (
            f"会場を取り込みました。新しい会場{done.added}か所、直した会場{done.changed}か所。"
        )


def draw(lines: Sequence[Line], name: str, staff: Staff) -> None:
    """The rows as judged, and the button that takes the ticked ones in."""
    with reading() as db:
        ours = {town.id: town.name for town in places.districts(db)}
        towns = _towns(lines, ours)
        rows = facility_import.judge(db, lines=lines, districts=towns, by=staff)
    _summary(rows)
    _differences(rows)
    _table(rows, ours)
    chosen = [row.line for at, row in enumerate(rows) if _is_taken(at, row)]
    st.button(
        f"この内容で取り込む（{len(chosen)}か所）",
        type="primary",
        on_click=take,
        args=(chosen, towns, name),
        disabled=not chosen,
        key="i_save",
    )


def _summary(rows: Sequence[Row]) -> None:
    counts = Counter(row.standing for row in rows)
    parts = "、".join(f"「{one}」{counts[one]}行" for one in Standing if counts[one])
    st.subheader("3　内容を確かめます", anchor=False)
    st.markdown(
        f"{len(rows)}行を読みました。{parts}です。取り込む行の四角に印を付けます。"
        "公園やトイレなど、教室に使わない施設は、印を付けません。"
        "町が分からない行は、表の中で町を選びます。"
    )


def _differences(rows: Sequence[Row]) -> None:
    """In words as well: on a telephone the table hides them behind its edge."""
    changed = [row for row in rows if row.standing is Standing.CHANGED]
    if changed:
        tables.table(
            "違いのある会場",
            ["会場", "今 → ファイル"],
            [[row.line.name, row.told] for row in changed],
            wide=["今 → ファイル"],
        )


def _table(rows: Sequence[Row], ours: Mapping[int, str]) -> None:
    st.data_editor(
        pd.DataFrame(
            {
                "take": [row.is_likely for row in rows],
                "standing": [str(row.standing) for row in rows],
                "name": [row.line.name for row in rows],
                "town": [ours.get(row.district_id) for row in rows],
                "told": [row.told for row in rows],
                "line": [row.line.line for row in rows],
            }
        ),
        column_config=COLUMNS
        | {"town": _shown.SelectboxColumn("町", options=list(ours.values()), width=110)},
        hide_index=True,
        height=min(38 * (len(rows) + 1) + 2, 620),
        placeholder="",
        key=_key(),
        alt=f"公共施設一覧の{len(rows)}行。取り込む行と、町の選択。",
    )


_shown = st.column_config
COLUMNS = {
    "take": _shown.CheckboxColumn("取り込む", width=120),
    "standing": _shown.TextColumn("状態", disabled=True, width=100),
    "name": _shown.TextColumn("名前", disabled=True, width="medium"),
    "told": _shown.TextColumn("違い・気をつけること", disabled=True, width="large"),
    "line": _shown.NumberColumn("行", disabled=True, width="small"),
}


def _is_taken(at: int, row: Row) -> bool:
    return bool(_changes().get(at, {}).get("take", row.is_likely))


def _towns(lines: Sequence[Line], ours: Mapping[int, str]) -> dict[int, int]:
    """The towns that were chosen in the table, by the line of the file."""
    ids = {name: one for one, name in ours.items()}
    return {
        lines[at].line: ids[change["town"]]
        for at, change in _changes().items()
        if change.get("town")
    }


def _changes() -> dict[int, dict[str, Any]]:
    """What was changed in the table, by position, as the browser sent it."""
    return st.session_state.get(_key(), {}).get("edited_rows", {})


def _key() -> str:
    return f"i_rows_{chosen_file().file_id}"
