"""What one has handed over to the counter: given back with a reason, or still waiting there."""

from collections.abc import Callable, Sequence

import streamlit as st

from models import ConsultationStatus
from pages._ui import counter as drawing
from services.counter_list import Entry

RETURNED = ConsultationStatus.RETURNED


def returned(own: Sequence[Entry], send_again: Callable[[int, int], None]) -> None:
    """What came back, each with the box for what was missing; nothing when nothing did."""
    back = [one for one in own if one.consultation.status is RETURNED]
    if back:
        st.subheader(f"窓口から戻ってきた相談（{len(back)}件）", anchor=False)
    for one in back:
        _returned(one, send_again)


def waiting(own: Sequence[Entry]) -> None:
    """What the counter has not finished yet."""
    there = [one for one in own if one.consultation.status is not RETURNED]
    st.subheader(f"窓口へ引き継いだ相談（{len(there)}件）", anchor=False)
    if not there:
        st.markdown("いま、窓口の対応を待っている相談はありません。")
    for one in there:
        with st.container(border=True, key=f"waiting-{one.consultation.id}"):
            drawing.card(one)


def _returned(one: Entry, send_again: Callable[[int, int], None]) -> None:
    number = one.consultation.id
    with st.container(border=True, key=f"returned-{number}"):
        drawing.card(one)
        st.warning(f"窓口から：{one.reason}", icon=":material/undo:")
        st.text_input(
            "書き足すこと（100文字まで。名前や番号は書きません）",
            key=note_key(number, one.seen),
            max_chars=100,
            placeholder="例: 電子証明書の期限でした。カードの期限は再来年です",
        )
        st.button(
            "書き足して、もう一度引き継ぐ",
            key=f"again-{number}-{one.seen}",
            type="primary",
            on_click=send_again,
            args=(number, one.seen),
        )


def note_key(number: int, seen: int) -> str:
    return f"again_note-{number}-{seen}"
