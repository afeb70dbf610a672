"""The editions of a kind of consultation on the screen of master data."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import streamlit as st

import clock
from japanese import dates
from models import ConsultationKind

SHOWN = 5  # kinds to compare at once: nobody does more in one sitting


def period(row: ConsultationKind) -> str:
    """（2026年8月1日から、これから始まる版）; nothing for what has always been so."""
    today = clock.today()
    if row.valid_from > today:
        return f"（{dates.with_era(row.valid_from)}から。まだ始まっていない版）"
    if row.valid_to and row.valid_to < today:
        return f"（{dates.with_era(row.valid_to)}で終わった版）"
    return f"（{dates.with_era(row.valid_to)}まで）" if row.valid_to else ""


def to_check(rows: Sequence[ConsultationKind], confirm: Callable[[int], None]) -> None:
    """What nobody has compared with its source for half a year, with one tap each."""
    if not rows:
        return
    st.warning(
        f"半年のあいだ確かめていない種類が{len(rows)}件あります。出典と比べて、確かめます。",
        icon=":material/fact_check:",
    )
    with st.expander(f"確かめる（{len(rows)}件）"):
        for row in rows[:SHOWN]:
            with st.container(horizontal=True, vertical_alignment="center"):
                checked = dates.with_era(row.checked_on)
                st.markdown(f"**{row.code} {row.name}**　{checked}に確認　出典：{row.source}")
                st.button(
                    "きょう確かめた", key=f"m_checked-{row.id}", on_click=confirm, args=(row.id,)
                )
        if len(rows) > SHOWN:
            st.markdown(f"ほかに{len(rows) - SHOWN}件あります。確かめると、次が出ます。")


def renewing(row: ConsultationKind, renew: Callable[[int], None]) -> None:
    """From which day on the words above hold, when the rules change."""
    with st.container(border=True):
        st.markdown(
            "**制度が変わる日が決まっているとき**　上の欄を新しい内容に直し、始まる日を選びます。"
            "前の日までは今の内容、その日からは新しい内容が、画面と紙に出ます。"
        )
        st.date_input(
            "新しい版が始まる日",
            clock.today() + timedelta(days=1),
            format="YYYY/MM/DD",
            key=starts_key(row.id),
        )
        st.button(
            "この日からの新しい版にする", key=f"m_renew-{row.id}", on_click=renew, args=(row.id,)
        )


def starts_key(row_id: int) -> str:
    return f"m_starts_{row_id}"
