"""One class, opened: where it goes on, and its team."""

from collections.abc import Callable, Sequence
from html import escape

import streamlit as st

from japanese import dates
from models import Duty, Equipment, Event, EventStatus, Shift, Staff
from pages._ui import events as drawing
from pages._ui.events import Link
from pages._ui.forms import choose
from services import events
from services.calendar import Card
from services.candidates import Fit
from services.drafts import Draft

OVER = (EventStatus.CANCELLED, EventStatus.REPORTED)
Team = list[tuple[Shift, Staff]]


def links(card: Card, *, staff: Staff) -> None:
    """Where this class goes on: the door, the printer, the residents' page, a change."""
    may_publish = events.may_publish(staff)
    here = f"?event={card.event.public_id}"
    ways = []
    if card.event.status is EventStatus.PUBLISHED:
        ways = [
            Link(f"/staff/check_in{here}", "受付をはじめる", is_main=card.is_today),
            Link(f"/staff/sheets{here}", "印刷"),
            Link(f"/events/{card.event.public_id}", "住民のページ"),
        ]
    if card.event.tables:
        ways.append(Link(f"/staff/corner{here}", "相談コーナー"))
    if drawing.is_to_close(card.event) or card.event.status is EventStatus.REPORTED:
        ways.append(Link(f"/staff/closing{here}", "終了と報告"))
    if events.may_change(card.event, staff=staff):
        ways.append(Link(f"/staff/register{here}", "なおす"))
    ways.append(Link(f"/staff/register?copy={card.event.public_id}", "写して新しく登録"))
    if card.event.status not in OVER:
        ways.append(Link(f"/staff/series{here}", "連続講座・くり返す"))
        if may_publish:
            ways.append(Link(f"/staff/changes{here}", "日時の変更・延期・中止"))
    if card.event.notice:
        ways.append(Link(f"/staff/files/notice/{card.event.public_id}.pdf", "お知らせの紙（PDF）"))
    drawing.links([*ways, Link("/staff/events", "一覧へもどる")])


def facts(plan: Draft, things: dict[int, Equipment]) -> None:
    """Everything that was decided and goes without saying nowhere else on the screen."""
    opens, closes, press = (
        day and dates.with_era(day)
        for day in (plan.opens_at and plan.opens_at.date(), plan.closes_on, plan.press_on)
    )
    rows = {
        "形式": plan.format.label,
        "部屋": plan.room.name if plan.room else "",
        "対象": plan.audience.label,
        "申込の決め方": plan.admission.label,
        "申込開始": opens,
        "申込締切": closes,
        "広報締切": press,
        "カード相談の席": plan.tables and f"{plan.tables}席（1人{plan.table_minutes}分）",
        "費用": f"{plan.fee:,}円" if plan.fee else "無料",
        "財源": plan.funding,
        "主催": plan.host,
        "あわせて扱う内容": "、".join(one.title for one in plan.further),
        "持っていく機器": "、".join(
            f"{things[one].code} {things[one].name}" for one in plan.equipment
        ),
        "担当が少ない理由": plan.helpers_reason,
        "担当どうしのメモ": plan.note,
    }
    lines = (
        f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>"
        for name, value in rows.items()
        if value
    )
    st.html(f'<dl class="facts">{"".join(lines)}</dl>')


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
