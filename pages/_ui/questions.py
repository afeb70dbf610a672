"""Questions on the staff's screens: as cards in the list, and the form for a new one."""

from collections.abc import Callable

import streamlit as st

import clock
from japanese.dates import short
from models import Device, Question, QuestionCategory, QuestionChannel
from pages._ui.about import About
from pages._ui.events import Link, links
from pages._ui.forms import choose, save_button
from pages._ui.question import address
from pages._ui.screen import outcome
from services.question_list import Ticket
from services.questions import UNFINISHED


def card(ticket: Ticket) -> None:
    """One line of the support desk: what, until when, whose."""
    row = ticket.question
    with st.container(border=True, key=f"ticket-{row.id}"):
        mark = "【当日中】" if row.is_urgent else ""
        st.markdown(f"**{mark}{ticket.category.name}**　{row.status.label}　{_due(row)}")
        st.text(row.body if len(row.body) <= 80 else f"{row.body[:80]}…")
        owner = ticket.owner.name if ticket.owner else "まだ決まっていません"
        st.markdown(f"受け持ち: {owner}")
        links([Link(address(row.id), f"質問{row.id}をひらく")])


def _due(row: Question) -> str:
    if row.status not in UNFINISHED:
        return ""
    late = (clock.today() - row.due_on).days
    if late > 0:
        return f"**返事の期限を{late}日すぎています**"
    return "返事の期限: きょう" if late == 0 else f"返事の期限: {short(row.due_on)}"


def advice(categories: list[QuestionCategory], code: str | None) -> None:
    """What to say at once, for instance the police's consultation number."""
    found = next((one for one in categories if one.code == code), None)
    if found and found.advice:
        st.warning(found.advice, icon=":material/priority_high:")


def form(categories: list[QuestionCategory], known: About, record: Callable) -> None:
    """What was asked; name and telephone of somebody known need no typing, only consent."""
    st.subheader("質問を書きとめる", anchor=False)
    with st.container(border=True):
        names = {one.code: one.name for one in categories}
        st.selectbox(
            "質問の種類",
            list(names),
            format_func=names.get,
            index=None,
            key="q_category",
            placeholder="選びます",
        )
        advice(categories, st.session_state["q_category"])
        st.text_area(
            "質問（番号や暗証番号は書きません）",
            key="q_body",
            max_chars=1000,
            placeholder="例: 文字を大きくする方法を知りたい",
        )
        left, right = st.columns(2)
        with left:
            choose("どこで聞きましたか", QuestionChannel, key="q_channel")
        with right:
            choose("スマホの種類", Device, key="q_device", index=len(Device) - 1)
        if known.person is None:
            left.text_input("お名前（返事がいるときだけ）", key="q_asker", placeholder=" ")
            right.text_input("電話番号（返事がいるときだけ）", key="q_phone", placeholder=" ")
        st.checkbox("返事のために名前と電話番号を使うことに、同意をもらった", key="q_consent")
        outcome("new")
        save_button("書きとめる", "question", record)
