"""得意: what a volunteer can teach, ticked on the account."""

from collections.abc import Callable

import streamlit as st

from models import Skill, Staff


def pick(staff: Staff, known: set[Skill], change: Callable) -> None:
    """A tap is stored at once; the buttons show what is stored."""
    st.pills(
        "得意（押すたびに保存します）",
        list(Skill),
        selection_mode="multi",
        default=[one for one in Skill if one in known],
        format_func=lambda one: one.label,
        key=f"skills-{staff.id}",
        on_change=change,
        args=(staff.id,),
    )
