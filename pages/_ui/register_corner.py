"""The consultation corner in the form of 教室を登録する: how many tables, how long a talk."""

import streamlit as st

from pages._ui.register import typed
from services import drafts

TALKS = (15, 20, 30, 40, 60)


def tables() -> None:
    """The tables for My Number Card matters; most classes have none."""
    left, right = st.columns(2)
    left.number_input("カード相談の席（0: もうけない）", 0, drafts.MOST_TABLES, key="r_tables")
    right.selectbox(
        "カード相談の1人の時間",
        sorted({*TALKS, typed("table_minutes")}),
        format_func="{}分".format,
        key="r_table_minutes",
        disabled=not typed("tables"),
    )
    if typed("tables"):
        turns = typed("minutes") // typed("table_minutes")
        st.markdown(
            f"{typed('table_minutes')}分ごとに{typed('tables')}席、全部で"
            f"**{turns * typed('tables')}名**まで、時刻を決めて予約できます。"
        )
