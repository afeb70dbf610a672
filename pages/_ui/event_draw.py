"""抽選・優先順: the one decision about a class whose applications were collected."""

from collections.abc import Callable

import streamlit as st

import clock
from japanese import dates
from models import Admission, Event, Staff
from pages._ui import events as drawing
from pages._ui.events import Link
from services.permissions import Permission, allows

SEED = "e_seed"


def deciding(event: Event, staff: Staff, decide: Callable) -> None:
    """Nothing where seats go by arrival; else the decision, what it waits for, or its record."""
    may = allows(staff, Permission.BOOKING_CHANGE)
    if event.admission is Admission.FIRST_COME or not may:
        return
    st.subheader(event.admission.label, anchor=False)
    if event.drawn_at:
        st.markdown("決定しました。このあとのお申し込みは、先着順です。")
        record = f"/staff/files/draw/{event.public_id}.pdf"
        drawing.links([Link(record, "抽選・優先順の記録（PDF）")])
    elif event.closes_on and clock.today() <= event.closes_on:
        last = dates.short(event.closes_on)
        st.markdown(f"応募を受け付けています。締切（{last}）の翌日から、ここで決定できます。")
    else:
        _decide(event, decide)


def _decide(event: Event, decide: Callable) -> None:
    st.markdown("応募を締め切りました。席を決めて、結果をお電話します。決定はやり直せません。")
    if event.admission is Admission.LOTTERY:
        st.text_input(
            "抽選の種（立ち会った方に、数字か言葉を言ってもらいます）",
            key=SEED,
            max_chars=40,
            placeholder="例: 482",
        )
    st.button("席を決定する", key="decide", type="primary", on_click=decide, args=(event.id,))
