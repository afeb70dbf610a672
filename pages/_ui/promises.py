"""報告で約束したこと on the screen: what was promised for a year, and what came of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from japanese import dates
from models import District, PromiseOutcome
from pages._ui.forms import choose, idem_name, save_button
from pages._ui.targets import CITY
from services.promises import Kept

FORM = "promise"
FORGET = [idem_name(FORM), "t_promise"]


def promises(year: int, kept: Sequence[Kept], may_write: bool, look: Callable) -> None:
    """What was promised for this year, and what came of it."""
    st.subheader("前の報告で約束したこと", anchor=False)
    if not kept:
        st.markdown(f"{dates.fiscal_year_name(year)}にすると約束したことは、書かれていません。")
    else:
        counts = Counter(one.promise.outcome for one in kept)
        said = "、".join(f"{one.label} {counts[one]}件" for one in PromiseOutcome if counts[one])
        st.markdown(f"約束したこと {len(kept)}件：{said}")
    for one in kept:
        _promise(one, may_write, look)


def _promise(one: Kept, may_write: bool, look: Callable) -> None:
    row, town = one.promise, one.district.name if one.district else CITY
    with st.container(border=True):
        checked = f"（{dates.short(row.checked_on)}に確かめました）" if row.checked_on else ""
        st.html(
            f"<p><b>{escape(town)}</b>　{escape(row.words)}</p>"
            f"<p>→ <b>{row.outcome.label}</b>{checked}　{escape(row.result)}</p>"
        )
        if may_write:
            with st.expander("どうなったかを書く"):
                choose(
                    "どうなりましたか",
                    PromiseOutcome,
                    key=f"t_outcome_{row.id}",
                    index=list(PromiseOutcome).index(row.outcome),
                )
                st.text_area(
                    "ひとこと",
                    row.result,
                    key=f"t_result_{row.id}",
                    max_chars=400,
                    placeholder="例: 2回開き、11人に届きました。",
                )
                st.button("書きとめる", key=f"t_look_{row.id}", on_click=look, args=(row.id,))


def looked(promise_id: int) -> dict[str, Any]:
    state = st.session_state
    return {"outcome": state[f"t_outcome_{promise_id}"], "result": state[f"t_result_{promise_id}"]}


def ask_promise(year: int, towns: Sequence[District], store: Callable) -> None:
    with st.expander("報告で約束したことを書きとめる"):
        names = {0: CITY} | {one.id: one.name for one in towns}
        st.selectbox("どこのこと", list(names), format_func=names.get, key="t_promise_town")
        st.text_input(
            f"{dates.fiscal_year_name(year)}にすること",
            key="t_promise",
            max_chars=200,
            placeholder="例: 西川町で、年度内に2回開く。",
        )
        save_button("書きとめる", FORM, store, year)
