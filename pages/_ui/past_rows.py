"""A table of past classes: which column is what, how that reads, and taking it in."""

from collections.abc import Mapping, Sequence

import streamlit as st

import clock
from database import reading, writing
from exchange import past, table
from japanese import dates
from models import Staff
from pages._ui import imports, published, tables
from pages._ui.forms import idem_name
from pages._ui.screen import me, telling
from refusal import Refusal
from services import past_years
from services.past_years import Line, Plan, Row, Year

LABELS = {
    "day": "開催日の列（必ず）",
    "visits": "受講者数の列（必ず）",
    "title": "教室の名前の列",
    "place": "会場の列",
    "town": "町の列",
    "format": "形式の列（講座・相談会など）",
    "seats": "定員の列",
    "year": "年度の列（日付に年がないとき）",
}
NONE = "（ありません）"
SHOWN = 5
BACK = 15  # fiscal years


def take(lines: list[Line], doubts: list[str], columns: dict[str, str], name: str) -> None:
    accepted, forget = imports.confirmed(doubts), [idem_name(imports.FORM)]
    with telling("", place="file", forget=forget) as told, writing() as db:
        count = past_years.save(
            db, lines=lines, accepted=accepted, columns=columns, source=name, by=me()
        )
        told.done = f"前の年度の実績を取り込みました。{count}回分です。"


def draw(sheets: Mapping[str, list[table.Record]], name: str, staff: Staff) -> None:
    """From the sheet to the button, one question after another."""
    sheet, at = _where(sheets)
    records = sheets[sheet]
    with reading() as db:
        before = past_years.remembered(db, by=staff)
    columns = _ask_columns(list(map(table.heading, records[at][1])), before)
    if not set(past.NEEDED) <= set(columns):
        st.info("開催日の列と、受講者数の列を選んでください。")
        return
    titles = [text for _, cells in records[:at] for text in cells]
    year = _ask_year(past.year_of([*titles, sheet, name]))
    try:
        lines = published.past_classes(records, at, columns, year)
    except Refusal as no:
        st.error(str(no))
        return
    with reading() as db:
        plan = past_years.plan(db, lines=lines, by=staff)
    _shown(plan)
    imports.confirm(plan.doubts)
    st.button(
        f"この内容で取り込む（{len(plan.rows)}回分）",
        type="primary",
        on_click=take,
        args=(lines, plan.doubts, columns, name),
        disabled=bool(plan.wrong) or not plan.rows,
        key="i_save",
    )


def _where(sheets: Mapping[str, list[table.Record]]) -> tuple[str, int]:
    """The sheet, and where in it the headings stand."""
    st.subheader("3　表の見出しを教えてください", anchor=False)
    names = list(sheets)
    name = names[0]
    if len(names) > 1:
        name = st.selectbox("どのシートですか", names, key=f"i_sheet_{imports.file_key()}")
    records = sheets[name]
    lines = [line for line, _ in records]
    line = st.selectbox(
        "見出し（開催日、会場など）が書いてある行",
        lines[:20],
        index=table.heading_row(records),
        format_func=lambda one: f"{one}行目：{_start(records[lines.index(one)][1])}",
        key=f"i_head_{imports.file_key()}_{name}",
    )
    return name, lines.index(line)


def _ask_year(told: int | None) -> int | None:
    """For days without a year: what the sheet tells, unless somebody says otherwise."""
    this = dates.fiscal_year(clock.today())
    names = {dates.fiscal_year_name(one): one for one in range(this, this - BACK, -1)}
    options, first = [NONE, *names], list(names.values())
    chosen = st.selectbox(
        "どの年度の表ですか（日付に年がないときに使います）",
        options,
        index=first.index(told) + 1 if told in first else 0,
        key=f"i_year_{imports.file_key()}_{told}",
    )
    return names.get(chosen)


def _start(cells: Sequence[str]) -> str:
    return "、".join([cell for cell in cells if cell.strip()][:5])[:60]


def _ask_columns(header: list[str], before: Mapping[str, str]) -> dict[str, str]:
    """Which column is what: as last time, or by its usual name, unless somebody says otherwise."""
    st.markdown("どの列が何かを確かめます。違うときは、選び直します。")
    options = [NONE, *dict.fromkeys(filter(None, header))]
    usual = past.guess(header) | {field: name for field, name in before.items() if name in header}
    places, chosen = [], {}
    for number, (field, label) in enumerate(LABELS.items()):
        if number % 2 == 0:
            places = st.columns(2)  # a pair at a time: on a telephone they stand below each other
        first = usual.get(field, NONE)
        name = places[number % 2].selectbox(
            label,
            options,
            index=options.index(first),
            key=f"i_column_{field}_{imports.file_key()}_{len(options)}_{first}",
        )
        if name != NONE:
            chosen[field] = name
    counted = past.count_columns([one for one in header if one not in chosen.values()])
    split = "、".join(counted) or "ありません"
    st.markdown(f"男女や年代の内訳として読む列：{split}")
    return chosen


def _shown(plan: Plan) -> None:
    """The first rows as they were understood, the sums, and every cell that is wrong."""
    st.subheader("4　内容を確かめます", anchor=False)
    good = [row for row in plan.rows if not row.wrong]
    visits = sum(row.line.visits or 0 for row in good)
    st.markdown(
        f"{len(good)}回分を読みました。受講者数（延べ）は、合わせて**{visits:,}人**です。"
        "人の名前は入れません。同じ人が何回来たかは分からないので、実人数は「不明」とします。"
    )
    if plan.wrong:
        st.error(f"直す行が{len(plan.wrong)}行あります。まだ何も保存していません。")
        said = [f"- **{row.line.line}行目**：{row.wrong}" for row in plan.wrong[:10]]
        st.markdown("\n".join(said))
    if good:
        tables.table(
            "はじめの行の読みかた",
            ["開催日", "受講者数", "教室", "会場", "町", "形式"],
            [_cells(row) for row in good[:SHOWN]],
            numbers=["受講者数"],
        )


def _cells(row: Row) -> list[str]:
    line = row.line
    return [
        dates.with_era(line.day),
        f"{line.visits}人",
        line.title or "（名前なし）",
        line.place if row.venue or not line.place else f"{line.place}（登録にない会場）",
        row.district.name if row.district else "不明",
        row.format.label if row.format else "不明",
    ]


def years(found: Sequence[Year]) -> None:
    """What is known of the years before となり."""
    st.subheader("となりの前の年度", anchor=False)
    if not found:
        st.markdown("まだありません。")
        return
    tables.table(
        "となりの前の年度",
        ["年度", "回数", "受講者数（延べ）", "実人数"],
        [
            [
                dates.fiscal_year_name(one.fiscal_year),
                f"{one.classes}回",
                f"{one.visits:,}人",
                "不明",
            ]
            for one in found
        ],
        numbers=["回数", "受講者数（延べ）"],
    )
