"""まとめて印刷: many sheets in one file, with a bar that tells how far it is."""

from collections.abc import Mapping

import streamlit as st

LESSONS = "lessons"
RUNS = "/staff/runs"
HIGH = 260


def draw(months: Mapping[str, str]) -> None:
    """What to put together, and the frame in which it happens."""
    choices = {LESSONS: "これから7日間の教室の、てびき"} | {
        month: f"{name}の予定表、全地区と各地区" for month, name in months.items()
    }
    with st.expander("まとめて印刷する", expanded="s_run" in st.session_state):
        st.selectbox(
            "まとめる紙",
            list(choices),
            format_func=choices.get,
            key="s_batch",
            placeholder="選びます",
        )
        st.markdown("1つのPDFになります。途中でやめても、何も残りません。")
        st.button("まとめはじめる", key="s_start", on_click=_start)
        if run := st.session_state.get("s_run"):
            st.iframe(run, height=HIGH, alt="まとめて印刷の進みぐあい")


def _start() -> None:
    """Another number each time, so that the same choice begins anew."""
    what, number = st.session_state["s_batch"], st.session_state.get("s_runs", 0) + 1
    st.session_state["s_runs"] = number
    st.session_state["s_run"] = f"{RUNS}/{what}?n={number}"
