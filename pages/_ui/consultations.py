"""A kind of consultation as the volunteer sees it: who may do it, what to bring, where it goes."""

from html import escape

import streamlit as st

from japanese.dates import short
from models import Consultation, ConsultationKind, Lane
from services.consultations import days_waiting

HANDS_OFF = "暗証番号は、ご本人が入力します。「後ろを向いていますね」と声をかけて、目をそらします。"
SIGNS = {Lane.VOLUNTEER: "○", Lane.STAFF: "△", Lane.COUNTER: "■", Lane.OUTSIDE: "→"}


def kind_card(kind: ConsultationKind) -> None:
    """One kind, readable aloud from top to bottom."""
    with st.container(border=True, key=f"kind-{kind.code}"):
        st.subheader(f"{kind.code} {kind.name}", anchor=False)
        st.markdown(f"**{SIGNS[kind.lane]} {kind.lane.label}**（{kind.escalate_to}）")
        if kind.is_stop:
            _stop(kind)
        if kind.lane_detail:
            st.markdown(_lanes(kind))
        bring, pins = st.columns(2)
        bring.markdown("**持ち物**\n" + _bullets(kind.things_to_bring or ["特にありません"]))
        pins.markdown("**ご本人が使う暗証番号**\n" + _bullets(kind.pin_names or ["使いません"]))
        if kind.pin_note:
            pins.markdown(kind.pin_note)
        if kind.hands_off:
            st.info(HANDS_OFF, icon=":material/visibility_off:")
        st.markdown(f"**お手伝いできること** {kind.volunteer_may}")
        if kind.note:
            st.markdown(kind.note)
        checked = f"{kind.checked_on.year}年{kind.checked_on.month}月{kind.checked_on.day}日"
        st.html(f'<p class="source">{escape(kind.source)}（{checked}に確認）</p>')


def _stop(kind: ConsultationKind) -> None:
    when = f"{kind.stop_when}は、" if kind.stop_when else ""
    st.error(f"{when}ここで止めて、職員に引き継ぎます。", icon=":material/front_hand:")


def _lanes(kind: ConsultationKind) -> str:
    names = {Lane.VOLUNTEER: "推進委員", Lane.STAFF: "市の職員"}
    names |= {Lane.COUNTER: "市民課の窓口", Lane.OUTSIDE: "市の外"}
    lines = [line.split(" ", 1) for line in kind.lane_detail.splitlines()]
    return _bullets([f"{names[Lane(lane)]}：{does}" for lane, does in lines])


def _bullets(lines: list[str]) -> str:
    return "\n" + "\n".join(f"- {line}" for line in lines)


def waiting_card(row: Consultation, topics: list[ConsultationKind]) -> None:
    """One consultation the counter has to finish, with how long it has been waiting."""
    days = days_waiting(row)
    with st.container(border=True, key=f"waiting-{row.id}"):
        st.markdown(f"**{'、'.join(kind.name for kind in topics)}**")
        age = "きょう" if days == 0 else f"{days}日前"
        st.markdown(f"受付番号 {row.id}　{short(row.local_date)}（{age}）　{row.age_band.label}")
        if row.note:
            st.text(row.note)


def record_table(rows: list[Consultation], topics: dict[int, list[ConsultationKind]]) -> None:
    """Finished records, newest first."""
    st.table(
        {
            "受付番号": [str(row.id) for row in rows],
            "日": [short(row.local_date) for row in rows],
            "種類": ["、".join(kind.name for kind in topics[row.id]) for row in rows],
            "結果": [row.outcome.label for row in rows],
        }
    )
