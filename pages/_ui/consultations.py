"""A kind of consultation as the volunteer sees it: who may do it, what to bring, where it goes."""

from html import escape

import streamlit as st

import clock
from handouts.slip import MOST, TOO_MANY
from japanese.dates import short
from models import AgeBand, Consultation, ConsultationKind, Lane, Outcome
from pages._ui.about import About
from pages._ui.forms import choose

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
        if kind.note:
            st.markdown(kind.note)
        checked = f"{kind.checked_on.year}年{kind.checked_on.month}月{kind.checked_on.day}日"
        st.html(f'<p class="source">{escape(kind.source)}（{checked}に確認）</p>')


def slip_link(kinds: list[ConsultationKind]) -> None:
    """The button that opens the sheet to take home, for the chosen kinds together."""
    if len(kinds) > MOST:
        st.markdown(TOO_MANY)
    elif kinds:
        codes = "-".join(kind.code for kind in kinds)
        st.link_button("持ち物の紙を印刷する", f"/staff/files/slip/{codes}.pdf", key="c_print")


def _stop(kind: ConsultationKind) -> None:
    when = f"{kind.stop_when}は、" if kind.stop_when else ""
    st.error(f"{when}ここで止めて、職員に引き継ぎます。", icon=":material/front_hand:")


def _pins(kind: ConsultationKind) -> list[str]:
    told = [*kind.pin_names, *filter(None, [kind.pin_note]), *kind.pins_mentioned]
    return told or ["使いません"]


def _bullets(lines: list[str]) -> str:
    return "\n" + "\n".join(f"- {line}" for line in lines)


def form(classes: dict[int, str], districts: dict[int, str], known: About) -> None:
    """What is written down of a consultation; every box keeps its value under c_….

    Town and age are not asked of somebody known.
    """
    choose("結果", Outcome, key="c_outcome")
    left, right = st.columns(2)
    left.selectbox(
        "教室・相談会",
        [None, *classes],
        format_func=lambda one: classes.get(one, "（教室ではない）"),
        index=1 if known.card else 0,
        key="c_event",
    )
    if known.person is None:
        right.selectbox(
            "お住まいの町",
            [None, *districts],
            format_func=lambda one: districts.get(one, "わからない・市外"),
            key="c_district",
        )
        with left:
            choose("年代", AgeBand, key="c_age", index=len(AgeBand) - 1)
    right.checkbox("持ち物の紙を渡した", key="c_slip")
    _expiry()
    st.text_area(
        "メモ（200文字まで。名前や番号は書きません）",
        key="c_note",
        max_chars=200,
        placeholder="例: 来週、家族と窓口へ行く予定",
    )


def _expiry() -> None:
    """When the card ends: a year and a month, never a day."""
    this_year = clock.today().year
    boxes = {"年": range(this_year - 1, this_year + 12), "月": range(1, 13)}
    for column, (unit, values), key in zip(
        st.columns(2), boxes.items(), ("c_year", "c_month"), strict=True
    ):
        column.selectbox(
            f"カードの有効期限（{unit}）",
            [None, *values],
            format_func=lambda one, unit=unit: f"{one}{unit}" if one else "聞いていない",
            key=key,
        )


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
