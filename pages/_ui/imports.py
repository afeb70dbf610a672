"""What a file means, row by row, before anything is saved."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from pages._ui import published
from pages._ui.forms import idem_key
from pages._ui.tables import table
from refusal import Refusal
from services.population import SENIOR_FROM, Version
from services.population_plan import Area, Plan, Row, Standing, reference_day
from settings import ROOT

FORM = "import"
MOST_WRONG = 5
MEGABYTES = 5
NAMES = {
    "population": "地域・年齢別人口",
    "facilities": "公共施設一覧",
    "events": "イベント一覧",
    "past": "教室の実績の表",
}
WHAT_FOR = {
    "population": "町ごとの65歳以上の人数が入り、到達率を計算できるようになります。",
    "facilities": "会場の住所・電話・開館時間が新しくなり、新しい会場が入ります。",
    "events": "教室・相談会が「承認待ち」で入ります。公開するまで、住民の方には見えません。",
    "past": "となりを使う前の年度の、回数と受講者数（延べ）が入ります。人の名前は入れません。",
}
SAMPLES = ROOT / "masters" / "demo"
read_areas = st.cache_data(max_entries=8, show_spinner="ファイルを読んでいます…")(published.areas)
read_places = st.cache_data(max_entries=8, show_spinner="ファイルを読んでいます…")(published.places)
read_sheets = st.cache_data(max_entries=8, show_spinner="ファイルを読んでいます…")(published.sheets)
read_lines = st.cache_data(max_entries=8, show_spinner="ファイルを読んでいます…")(published.lines)


CONTRAST = """<style>[data-testid="stFileUploader"] [data-testid="stIconMaterial"],
[data-testid="stFileUploader"] small { color: #1a1a1a !important; opacity: 1; }</style>"""


def file_key() -> str:
    """Changes after each import, so that the chooser is empty again."""
    return f"i_file_{idem_key(FORM)}"


def choose_file(sample: str) -> Any:
    """The chooser, with what Streamlit says in English said in Japanese, and a file to try."""
    st.markdown(WHAT_FOR[sample])
    st.subheader("2　ファイルを選びます", anchor=False)
    whose = "手元にある" if sample == "past" else "市が公開している"
    st.markdown(
        f"{whose}「{NAMES[sample]}」のファイル（ExcelかCSV）を1つ選びます"
        f"（{MEGABYTES}MBまで）。下の「Upload」は「ファイルを選ぶ」という意味です。選んだだけでは、何も保存しません。"
    )
    st.html(CONTRAST)
    file = st.file_uploader(
        "取り込むファイル",
        type=["csv", "tsv", "txt", "xlsx"],
        key=file_key(),
        max_upload_size=MEGABYTES,
    )
    if file is None:
        st.download_button(
            "見本のファイルをもらう（架空）",
            (SAMPLES / f"{sample}.csv").read_bytes(),
            file_name=f"mihon_{sample}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="i_sample",
        )
    return file


def chosen_file() -> Any:
    """The file in the chooser."""
    return st.session_state[file_key()]


def understood(file, read: Callable[[bytes], Any]) -> Any:
    """What the reader made of the file; nothing, after saying why, when it cannot be read."""
    try:
        found = read(file.getvalue())
    except Refusal as no:
        st.error(str(no))
        return None
    for remark in found.remarks:
        st.warning(remark)
    return found.rows


def people(plan: Plan) -> None:
    """The preview of a population file."""
    st.subheader("3　内容を確かめます", anchor=False)
    st.markdown(_population_sentence(plan))
    if plan.wrong:
        st.error(
            f"直す行が{len(plan.wrong)}行あります（下の表で「{Standing.WRONG}」の行）。"
            "直して、もう一度ファイルを選んでください。まだ何も保存していません。"
        )
        st.markdown("\n".join(f"- {_wrong(row)}" for row in plan.wrong[:MOST_WRONG]))
    for note in plan.notes:
        st.info(note)
    _rows(plan)


def _wrong(row: Row) -> str:
    """Which cell, and what stands in it."""
    return f"**{row.area.line}行目**（{row.area.name or '地域名なし'}）：{row.reason}"


def _rows(plan: Plan) -> None:
    """The rows; columns that would say nothing are left out."""
    columns = {
        "町": [row.place or row.area.name for row in plan.rows],
        "基準日": _days(plan),
        "状態": [row.standing for row in plan.rows],
        "総人口": [f"{row.area.people:,}" for row in plan.rows],
        "65歳以上": [f"{_seniors(row.area):,}" for row in plan.rows],
        "理由": [row.reason for row in plan.rows],
        "行": [str(row.area.line) for row in plan.rows],
    }
    said = [name for name, cells in columns.items() if any(cells)]
    table(
        "ファイルの行と、取り込みかた",
        said,
        zip(*(columns[name] for name in said), strict=True),
        numbers=["総人口", "65歳以上", "行"],
        wide=["理由"],
    )


def _days(plan: Plan) -> list[str]:
    """The reference dates, unless all are the same: then the sentence has told it."""
    days = [row.area.as_of for row in plan.rows]
    return [reference_day(day) if day and len(set(days)) > 1 else "" for day in days]


def _population_sentence(plan: Plan) -> str:
    if not plan.days:
        return f"{len(plan.rows)}行を読みました。取り込める行はありません。"
    first, last = (reference_day(day) for day in (plan.days[0], plan.days[-1]))
    newest = [row.area for row in plan.ready if row.area.as_of == plan.days[-1]]
    dates = f"{first}から{last}までの{len(plan.days)}つ" if first != last else last
    return (
        f"{len(plan.rows)}行を読みました。基準日は{dates}です。{last}の人口は、"
        f"合わせて**{sum(area.people for area in newest):,}人**、"
        f"65歳以上は**{sum(map(_seniors, newest)):,}人**です。"
    )


def _seniors(area: Area) -> int:
    return sum(cell.people for cell in area.cells if (cell.age_from or 0) >= SENIOR_FROM)


def confirm(doubts: Sequence[str]) -> None:
    """One box to tick for each doubt."""
    if doubts:
        st.subheader("確かめてください", anchor=False)
        st.markdown("合っていれば、四角に印を付けます。")
    for doubt in doubts:
        st.checkbox(doubt, key=_box(doubt))


def confirmed(doubts: Sequence[str]) -> list[str]:
    """The doubts whose boxes are ticked."""
    return [doubt for doubt in doubts if st.session_state.get(_box(doubt))]


def _box(doubt: str) -> str:
    return f"i_doubt {idem_key(FORM)} {doubt}"


def history(versions: Sequence[Version]) -> None:
    """Which reference dates are there already."""
    st.subheader("取り込んである人口", anchor=False)
    if not versions:
        st.markdown("まだありません。人口を取り込むと、到達率を計算できるようになります。")
        return
    table(
        "取り込んである人口",
        ["基準日", "人口", "町の数", "ファイル"],
        [
            [
                reference_day(one.as_of),
                f"{one.people:,}人",
                f"{one.districts}" if one.districts else "市全体だけ",
                one.source,
            ]
            for one in versions
        ],
        numbers=["人口", "町の数"],
    )
