"""A kind of consultation as the volunteer sees it: who may do it, what to bring, where it goes."""

from html import escape

import streamlit as st

from handouts.slip import MOST, TOO_MANY
from japanese.dates import short
from models import Consultation, ConsultationKind, Lane
from services.corners import Visit

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
            st.markdown(_bullets(kind.shares))
        bring, pins = st.columns(2)
        bring.markdown("**持ち物**\n" + _bullets(kind.things_to_bring or ["特にありません"]))
        pins.markdown("**ご本人が使う暗証番号**\n" + _bullets(_pins(kind)))
        if kind.hands_off:
            st.info(HANDS_OFF, icon=":material/visibility_off:")
        st.markdown(f"**お手伝いできること** {kind.volunteer_may}")
        if kind.second_visit:
            st.warning(kind.second_visit, icon=":material/directions_walk:")
        if kind.note:
            st.markdown(kind.note)
        checked = f"{kind.checked_on.year}年{kind.checked_on.month}月{kind.checked_on.day}日"
        st.html(f'<p class="source">{escape(kind.source)}（{checked}に確認）</p>')


def slip_link(kinds: list[ConsultationKind], visit: Visit | None = None) -> None:
    """The button that opens the sheet to take home, for the chosen kinds together."""
    if len(kinds) > MOST:
        st.markdown(TOO_MANY)
    elif kinds:
        codes = "-".join(kind.code for kind in kinds)
        of = f"?appointment={visit.appointment.id}" if visit else ""
        st.link_button("持ち物の紙を印刷する", f"/staff/files/slip/{codes}.pdf{of}", key="c_print")


def _stop(kind: ConsultationKind) -> None:
    when = f"{kind.stop_when}は、" if kind.stop_when else ""
    st.error(f"{when}ここで止めて、職員に引き継ぎます。", icon=":material/front_hand:")


def _pins(kind: ConsultationKind) -> list[str]:
    told = [*kind.pin_names, *filter(None, [kind.pin_note]), *kind.pins_mentioned]
    return told or ["使いません"]


def _bullets(lines: list[str]) -> str:
    return "\n" + "\n".join(f"- {line}" for line in lines)


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
