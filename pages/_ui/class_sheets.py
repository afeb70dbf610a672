"""The sheets of one class in the order they are needed: before it, on the day, afterwards."""

from collections.abc import Sequence
from typing import NamedTuple

import streamlit as st

from models import Course, Event, Staff
from pages._ui import sheets as drawing


class Entry(NamedTuple):
    """One sheet: `kind` is the folder of its address, `tells` what it is for."""

    kind: str
    name: str
    tells: str


SLIPS = Entry(
    "booking",
    "申込のひかえ",
    "申し込んだ方にお渡しするか、郵送します。席の決まった方の分が、1枚に2人ずつ印刷されます。",
)


def groups(event: Event, course: Course | None, files: str, staff: Staff) -> None:
    """Everything that can be printed of a class."""
    st.markdown("### 教室の前に")
    with st.container(border=True):
        drawing.lesson(course, f"{files}/lesson/{event.public_id}.pdf", staff, place="event")
    with st.container(border=True):
        drawing.invitation(event, files)
    with st.container(border=True):
        _entries([SLIPS], event, files)
    st.markdown("### 当日に")
    with st.container(border=True):
        drawing.roster(f"{files}/roster/{event.public_id}.pdf")
    st.markdown("### 終わるときに")
    with st.container(border=True):
        drawing.survey(f"{files}/survey/{event.public_id}.pdf")


def _entries(entries: Sequence[Entry], event: Event, files: str) -> None:
    """What each sheet is for, and the button that opens it."""
    for one in entries:
        words, button = st.columns([3, 2], vertical_alignment="center")
        words.markdown(f"**{one.name}**　{one.tells}")
        button.link_button(
            f"{one.name}を開く（PDF）",
            f"{files}/{one.kind}/{event.public_id}.pdf",
            key=f"s_{one.kind}",
            width="stretch",
        )
