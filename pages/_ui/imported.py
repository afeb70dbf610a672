"""Files that were taken in before, each with the way back."""

import streamlit as st

import clock
from database import reading, writing
from japanese import dates
from models import ImportKind, Staff
from pages._ui.screen import me, outcome, telling
from services import file_imports, population
from services.file_imports import Taken
from services.population_plan import reference_day

SHOWN = 8


def undo(import_id: int, name: str) -> None:
    with telling(f"「{name}」の取り込みを取り消しました。", place="history"), writing() as db:
        file_imports.undo(db, import_id=import_id, by=me())


def undo_people(day) -> None:
    said = f"{reference_day(day)}の人口を取り消しました。"
    with telling(said, place="history"), writing() as db:
        population.remove(db, as_of=day, by=me())


def files(kind: ImportKind, staff: Staff) -> None:
    """The newest files of one kind; a file is taken back as a whole."""
    with reading() as db:
        found = file_imports.listed(db, kind=kind, by=staff)
    st.subheader("前に取り込んだファイル", anchor=False)
    outcome("history")
    if not found:
        st.markdown("まだありません。")
    for one in found[:SHOWN]:
        _file(one)


def _file(one: Taken) -> None:
    at = clock.local(one.at)
    said = f"**{one.source}**　{dates.with_era(at.date())} {at:%H:%M}　{one.who}　{one.rows}件"
    if one.undone_at:
        st.markdown(f"{said}　（取り消しました）")
        return
    st.markdown(said)
    with st.popover("この取り込みを取り消す", key=f"i_back_{one.id}"):
        st.markdown(f"このファイルで入った{one.rows}件を、まとめて元にもどします。")
        st.button("取り消す", on_click=undo, args=(one.id, one.source), key=f"i_undo_{one.id}")


def people_back(days) -> None:
    """The way back for an imported population."""
    outcome("history")
    with st.popover("取り込んだ人口を取り消す", key="i_back"):
        day = st.selectbox("基準日", days, format_func=reference_day, key="i_day")
        st.markdown(
            "この基準日の人口を消します。置き換える前の人口には、もどりません。"
            "要るときは、前のファイルをもう一度取り込みます。"
        )
        st.button("取り消す", on_click=undo_people, args=(day,), key="i_undo_people")
