"""One class, opened: its team, and calling it off."""

from collections.abc import Callable, Sequence

import streamlit as st

from models import Duty, Event, EventStatus, Shift, Staff
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.forms import choose
from services.calendar import Card
from services.candidates import Fit

OVER = (EventStatus.CANCELLED, EventStatus.REPORTED)
Team = list[tuple[Shift, Staff]]


def links(card: Card) -> None:
    """Where this class goes on: the door, the printer, the residents' page."""
    here = f"?event={card.event.public_id}"
    ways = []
    if card.event.status is EventStatus.PUBLISHED:
        ways = [
            Link(f"/staff/check_in{here}", "受付をはじめる", is_main=card.is_today),
            Link(f"/staff/sheets{here}", "印刷"),
            Link(f"/events/{card.event.public_id}", "住民のページ"),
        ]
    drawing.links([*ways, Link("/staff/events", "一覧へもどる")])


def gap(event: Event, team: Team) -> None:
    """Who works there, and how many are still missing."""
    words = "、".join(f"{one.name}（{duty(shift)}）" for shift, one in team)
    missing = event.helpers_needed - len(team)
    st.markdown(f"{words or 'まだ決まっていません。'}　必要な人数 {event.helpers_needed}名")
    if missing > 0:
        st.warning(f"担当があと{missing}名足りません。")
    if not all(shift.is_published for shift, _ in team):
        st.markdown("「案」は、まだ担当課だけに見えています。「担当の割り当て」で公開します。")


def duty(shift: Shift) -> str:
    """講師; 講師・案 while only the desk sees it."""
    return shift.duty.label + ("" if shift.is_published else "・案")


def staffing(
    event: Event, team: Team, fits: Sequence[Fit], assign: Callable, release: Callable
) -> None:
    """Put somebody on the team, who fits best first, or take somebody off."""
    free = {fit.staff.id: fit for fit in fits}
    with st.expander("担当を変える", key="e_team"):
        for _, one in team:
            st.button(
                f"{one.name}さんを外す",
                key=f"release-{one.id}",
                on_click=release,
                args=(event.id, one.id),
            )
        st.selectbox(
            "加える人",
            list(free),
            format_func=lambda one: free[one].label,
            index=None,
            key="e_helper",
            placeholder="選びます",
        )
        chosen = st.session_state["e_helper"]
        if chosen in free:
            st.markdown(f"{free[chosen].why}。")
        choose("役割", Duty, key="e_duty", index=1)
        st.button(
            "担当の案に加える",
            key="assign",
            on_click=assign,
            args=(event.id,),
            disabled=chosen is None,
        )


def calling_off(event: Event, call_off: Callable) -> None:
    """The reason is asked for: it is what callers will want to know."""
    with st.expander("中止にする", key="e_off"):
        st.markdown("中止にすると、住民のページにすぐに出ます。申し込んだ方には電話で知らせます。")
        st.text_input(
            "理由", key="e_reason", max_chars=100, placeholder="例: 大雨で公民館が避難所になるため"
        )
        st.button("この教室を中止にする", key="call_off", on_click=call_off, args=(event.id,))
