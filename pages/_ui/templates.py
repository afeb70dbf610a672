"""ひな形: what stands in the form, kept under a name; renamed, or thrown away."""

import streamlit as st

from database import writing
from models import Course, EventTemplate
from pages._ui import register as state
from pages._ui.screen import me, outcome, telling
from services import templates


def _keep(courses: dict[str, Course]) -> None:
    name = st.session_state["t_name"]
    done = f"ひな形「{name}」に残しました。"
    with telling(done, place="templates", forget=["t_name"]), writing() as db:
        templates.save(db, name=name, draft=state.drafted(db, courses), by=me())


def _rename(row_id: int) -> None:
    with telling("名前を変えました。", place="templates"), writing() as db:
        name = st.session_state[f"t_rename_{row_id}"]
        templates.rename(db, template=db.get_one(EventTemplate, row_id), name=name, by=me())


def _delete(row_id: int) -> None:
    with telling("ひな形を消しました。", place="templates"), writing() as db:
        templates.delete(db, template=db.get_one(EventTemplate, row_id), by=me())


def manage(named: list[EventTemplate], courses: dict[str, Course]) -> None:
    """Keep the form as a template; put the ones there are in order."""
    with st.expander("ひな形を残す・整理する", key="t_box"):
        outcome("templates")
        st.markdown("いまの内容を、日にちと会場のほか、ひな形に残せます。次から1回で写せます。")
        st.text_input("ひな形の名前", key="t_name", max_chars=60, placeholder="例: 町の相談会")
        st.button("ひな形に残す", key="t_keep", on_click=_keep, args=(courses,))
        names = {one.id: one.name for one in named}
        chosen = st.selectbox(
            "整理するひな形",
            list(names),
            format_func=names.get,
            index=None,
            key="t_chosen",
            placeholder="選びます",
        )
        if chosen:
            st.text_input("新しい名前", names[chosen], key=f"t_rename_{chosen}", placeholder=" ")
            st.button("名前を変える", key="t_rename", on_click=_rename, args=(chosen,))
            st.button("このひな形を消す", key="t_delete", on_click=_delete, args=(chosen,))
