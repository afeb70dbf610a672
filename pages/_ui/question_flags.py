"""きょう: what waits at the support desk, each number with the way to its list."""

import streamlit as st

from database import Db, reading
from models import Staff
from pages._ui import events as drawing
from pages._ui import question_list
from pages._ui.events import Link
from services import question_flags
from services.permissions import Permission, allows
from services.question_filters import Mark, View, Wanted


def flags(db: Db, staff: Staff) -> list[tuple[str, Link]]:
    """What must not wait: the same day's first, then what is late."""
    if not allows(staff, Permission.QUESTION_VIEW):
        return []
    now = question_flags.waiting(db, by=staff)
    urgent = f"お金・詐欺の疑いで、きょう中に返事をする質問が **{now.urgent}件** あります。"
    late = f"返事の期限をすぎた質問が **{now.late}件** あります。"
    found = (
        (now.urgent, urgent, Link(_list(mark=Mark.URGENT), "急ぐ質問を見る", is_main=True)),
        (now.late, late, Link(_list(view=View.LATE), "期限すぎを見る", is_main=True)),
    )
    return [(sentence, link) for count, sentence, link in found if count]


def draw(staff: Staff) -> None:
    """All that waits, in numbers; nothing for those who have nothing to do with questions."""
    if not allows(staff, Permission.QUESTION_VIEW):
        return
    with reading() as db:
        now = question_flags.waiting(db, by=staff)
    st.subheader("質問", anchor=False)
    if not now.to_do:
        st.markdown("返事を待っている質問はありません。")
        return
    st.markdown(f"返事を待っている質問が **{now.to_do}件** あります。")
    calls = "/staff/calls" if allows(staff, Permission.BOOKING_CHANGE) else _list(mark=Mark.CALL)
    ways = (
        (now.due_today, "期限がきょう", _list(mark=Mark.TODAY)),
        (now.unowned, "受け持ちなし", _list(view=View.UNOWNED)),
        (now.mine, "自分の受け持ち", _list(view=View.MINE)),
        (now.calls, "電話で返事", calls),
        (now.to_do, "質問を見る", question_list.HERE),
    )
    drawing.links([Link(there, f"{words} {count}件") for count, words, there in ways if count])


def _list(**wanted: str) -> str:
    return f"{question_list.HERE}?{Wanted(**wanted).address()}"
