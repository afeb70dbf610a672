"""データの取り込み: a published file is understood, looked at, and only then saved."""

import streamlit as st

from database import reading, writing
from models import ImportKind
from pages._ui import event_rows, facility_rows, imported, past_rows
from pages._ui import imports as drawing
from pages._ui.forms import idem_name
from pages._ui.screen import me, open_screen, outcome, telling
from services import event_import, past_years, population, venues

KINDS = {
    "population": "人口",
    "facilities": "会場",
    "events": "教室・相談会",
    "past": "前の年度",
}
NEXT = {
    "population": '<a href="/staff/reach" target="_self">到達の画面へ</a>',
    "past": '<a href="/staff/reach" target="_self">到達の画面へ</a>',
    "facilities": '<a href="/staff/masters" target="_self">基本データの画面へ</a>',
    "events": '<a href="/staff/events" target="_self">教室・相談会の画面へ</a>',
}


def take_people(areas: list, doubts: list[str], name: str) -> None:
    accepted, forget = drawing.confirmed(doubts), [idem_name(drawing.FORM)]
    with telling("", place="file", forget=forget) as told, writing() as db:
        days = population.save(db, areas=areas, accepted=accepted, source=name, by=me())
        told.done = f"人口を取り込みました。基準日は{days}つです。"


def take_events(lines: list, name: str) -> None:
    halls, forget = event_rows.halls(), [idem_name(drawing.FORM)]
    with telling("", place="file", forget=forget) as told, writing() as db:
        count = event_import.save(db, lines=lines, venues=halls, source=name, by=me())
        told.done = f"教室を「承認待ち」で取り込みました。{count}件です。確かめて公開してください。"


staff = open_screen("imports")
kind = st.segmented_control(
    "1　何を取り込みますか",
    list(KINDS),
    format_func=KINDS.get,
    default=st.query_params.get("kind", "population"),
    key="i_kind",
    required=True,
    width="stretch",
)
st.query_params["kind"] = kind
outcome("file")
file = drawing.choose_file(kind)

if kind == "population":
    areas = drawing.understood(file, drawing.read_areas) if file else None
    with reading() as db:
        plan = population.plan(db, areas=areas, by=staff) if areas else None
        versions = population.versions(db, by=staff)
    if plan:
        drawing.people(plan)
        drawing.confirm(plan.doubts)
        st.button(
            "この内容で取り込む",
            type="primary",
            on_click=take_people,
            args=(areas, plan.doubts, file.name),
            disabled=bool(plan.wrong),
            key="i_save",
        )
    drawing.history(versions)
    if versions:
        imported.people_back([one.as_of for one in versions])
elif kind == "facilities":
    lines = drawing.understood(file, drawing.read_places) if file else None
    if lines:
        facility_rows.draw(lines, file.name, staff)
    imported.files(ImportKind.FACILITIES, staff)
elif kind == "past":
    sheets = drawing.understood(file, drawing.read_sheets) if file else None
    if sheets:
        past_rows.draw(sheets, file.name, staff)
    with reading() as db:
        past_rows.years(past_years.years(db, by=staff))
    imported.files(ImportKind.PAST, staff)
else:
    lines = drawing.understood(file, drawing.read_lines) if file else None
    if lines:
        with reading() as db:
            typed, halls = event_rows.as_typed(lines), event_rows.halls()
            rows = event_import.judge(db, lines=typed, venues=halls, by=staff)
            ours = {hall.id: hall.name for hall, _ in venues.to_register_at(db, by=staff)}
        event_rows.summary(rows)
        event_rows.ask_halls(rows, ours)
        event_rows.table(lines, rows, ours)
        chosen = event_rows.chosen(rows)
        st.button(
            f"この内容で取り込む（{len(chosen)}件）",
            type="primary",
            on_click=take_events,
            args=(chosen, file.name),
            disabled=not chosen,
            key="i_save",
        )
    imported.files(ImportKind.EVENTS, staff)
st.html(f'<p class="row">{NEXT[kind]}</p>')
