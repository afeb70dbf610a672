"""How many copies were made of a sheet: said by whoever printed it, with the scans beside it."""

import streamlit as st

from database import reading, writing
from models import Staff
from pages._ui.forms import idem_name, save_button
from pages._ui.screen import me, outcome, telling
from services import copies
from services.copies import Printed

PLACE = "copies"


def _store(subject: str, idem_key: str) -> None:
    with (
        telling("枚数を記録しました。", place=PLACE, forget=[idem_name("copies")]),
        writing() as db,
    ):
        number = int(st.session_state.get(f"s_number_{subject}") or 0)
        copies.printed(db, subject=subject, number=number, idem_key=idem_key, by=me())


def _take_back(subject: str) -> None:
    with telling("最後に記録した枚数を取り消しました。", place=PLACE), writing() as db:
        copies.take_back(db, subject=subject, by=me())


def draw(subject: str, *, proposed: int, has_scans: bool, staff: Staff) -> None:
    """What was printed until now, and the box for the next number."""
    with reading() as db:
        found = copies.editions(db, subject=subject, by=staff)
    with st.container(border=True):
        outcome(PLACE)
        for place, one in enumerate(found):
            if one.copies or not place:
                st.markdown(_line(one, is_newest=not place, has_scans=has_scans))
        st.number_input(
            "印刷した枚数",
            min_value=1,
            max_value=copies.MOST,
            value=min(proposed, copies.MOST),
            key=f"s_number_{subject}",
            placeholder="枚数",
        )
        with st.container(horizontal=True):
            save_button("枚数を記録する", "copies", _store, subject)
            if any(one.copies for one in found):
                st.button("取り消す", key="s_back", on_click=_take_back, args=(subject,))


def _line(one: Printed, *, is_newest: bool, has_scans: bool) -> str:
    edition = "これまでに" if is_newest else f"前の版（資料番号 {one.handout.code}）は"
    scans = f"  \nQRの読み取り 今月 **{one.scans_this_month}回**" if has_scans else ""
    ratio = one.scans_per_copy
    each = f"（1枚あたり、これまで {ratio:.1f}回）" if has_scans and ratio else ""
    return f"{edition} **{one.copies}枚**{scans}{each}"
