"""カード相談 on the first screen: what waits at the counter, and what came back from there."""

import streamlit as st

from database import reading
from models import ConsultationStatus, Staff
from pages._ui.events import Link, links
from services import counter_list
from services.counter_list import View
from services.permissions import Permission, allows


def draw(staff: Staff) -> None:
    """For the counter its queue, for everybody else what was given back to them."""
    if allows(staff, Permission.CONSULTATION_CLOSE):
        _queue(staff)
    if allows(staff, Permission.CONSULTATION_RECORD):
        _returned(staff)


def _queue(staff: Staff) -> None:
    with reading() as db:
        counts = counter_list.open_counts(db, by=staff)
        oldest = counter_list.listed(db, view=View.WAITING, by=staff)[:1]
    st.subheader("窓口の受け付け", anchor=False)
    waiting, accepted = counts[View.WAITING], counts[View.ACCEPTED]
    if not (waiting or accepted):
        st.markdown("窓口の対応を待っている相談はありません。")
        return
    longest = f"いちばん長い方は {oldest[0].age}。" if oldest else ""
    st.markdown(
        f"窓口の対応を待っている相談が **{waiting}件**、対応中が **{accepted}件** あります。"
        + longest
    )
    links([Link("/staff/counter", "窓口の受け付けを開く", is_main=True)])


def _returned(staff: Staff) -> None:
    with reading() as db:
        own = counter_list.own(db, by=staff)
    back = [one for one in own if one.consultation.status is ConsultationStatus.RETURNED]
    if not back:
        return
    st.subheader("窓口から戻ってきたカード相談", anchor=False)
    st.warning(
        f"窓口から戻ってきた相談が{len(back)}件あります。理由を読んで、書き足してください。",
        icon=":material/undo:",
    )
    links([Link("/staff/consultations", "カード相談を開く", is_main=True)])
