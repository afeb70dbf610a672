"""A kind of consultation as the volunteer sees it: who may do it, what to bring, where it goes."""

from html import escape

import streamlit as st

from handouts.slip import MOST, TOO_MANY
from japanese.dates import short
from models import Consultation, ConsultationKind, Lane, Role, Staff
from services.corners import Visit

HANDS_OFF = (
    "暗証番号は、ご本人が入力します。「**後ろを向いています。終わったら、声をかけてください**」"
    "と言って、後ろを向きます。"
)
SIGNS = {Lane.VOLUNTEER: "○", Lane.STAFF: "△", Lane.COUNTER: "■", Lane.OUTSIDE: "→"}


def kind_card(kind: ConsultationKind, staff: Staff) -> None:
    """One kind, readable aloud from top to bottom; for a volunteer no more than is theirs."""
    is_volunteer = staff.role is Role.VOLUNTEER
    with st.container(border=True, key=f"kind-{kind.code}"):
        st.subheader(f"{kind.code} {kind.name}", anchor=False)
        st.markdown(f"**{SIGNS[kind.lane]} {kind.lane.label}**")
        if kind.is_stop:
            _stop(kind)
        elif is_volunteer and kind.lane is not Lane.VOLUNTEER:
            st.warning(f"ここではできません。こう言います：「**{_leads(kind)}**」")
        may = [kind.volunteer_may, *(kind.volunteer_share if is_volunteer else [])]
        st.markdown("**お手伝いできること**\n" + _bullets(may))
        if kind.hands_off:
            st.info(HANDS_OFF, icon=":material/visibility_off:")
        bring, pins = st.columns(2)
        bring.markdown("**持ち物**\n" + _bullets(kind.things_to_bring or ["特にありません"]))
        pins.markdown("**ご本人が使う暗証番号**\n" + _bullets(_pins(kind)))
        st.markdown(f"**案内する先**　{kind.escalate_to}")
        if kind.second_visit:
            st.warning(kind.second_visit, icon=":material/directions_walk:")
        if kind.note:
            st.markdown(kind.note)
        if not is_volunteer:
            _background(kind)


def _background(kind: ConsultationKind) -> None:
    """What the office alone needs: the others' parts, and where the rule was read."""
    if kind.lane_detail:
        st.markdown("**だれが何をするか**\n" + _bullets(kind.shares))
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
    """That one stops here, and the words for it."""
    when = f"{kind.stop_when.rstrip('。')}。そのときは、" if kind.stop_when else ""
    st.error(
        f"{when}ここで止めて、引き継ぎます。  \n"
        f"こう言います：「**これは、わたしたちがしてはいけない決まりです。{_leads(kind)}**」",
        icon=":material/front_hand:",
    )


def _leads(kind: ConsultationKind) -> str:
    """Said to the person: where it goes on. What stands in brackets is only to be read."""
    return f"{kind.escalate_to.split('（')[0]}へ、ご案内します。"


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
