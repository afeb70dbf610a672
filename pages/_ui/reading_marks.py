"""Furigana in a form: proposed on request, and listed so that one look finds a wrong one."""

from collections.abc import Callable, Sequence

import streamlit as st

from japanese import furigana, readings

NOTHING = "ことばを選び、読みをひらがなで入力してください。"


def draw(of: str, boxes: Sequence[str]) -> None:
    """Buttons that change the texts of these boxes (widget keys), and the list of their readings.

    of: the name of the form, part of the keys here.
    """
    st.markdown("ふりがなは **{漢字|かんじ}** と書きます。")
    with st.container(horizontal=True):
        for label, change, key in (
            ("むずかしい漢字にふりがな", readings.proposed, "hard"),
            ("すべての漢字にふりがな", lambda text: readings.proposed(text, every=True), "every"),
            ("ふりがなを消す", furigana.plain, "none"),
        ):
            st.button(label, key=f"rd_{key}_{of}", on_click=_change, args=(boxes, change))
    if words := furigana.marked(*map(_text, boxes)):
        _listed(of, boxes, words)


def _listed(of: str, boxes: Sequence[str], words: dict[str, tuple[str, ...]]) -> None:
    with st.expander(f"ふりがなの一覧（{len(words)}語）", key=f"rd_open_{of}"):
        st.markdown(
            "案は機械が出したものです。読み方がちがうときは、直してください。  \n"
            + "　".join(f"**{word}** {'・'.join(how)}" for word, how in words.items())
        )
        st.selectbox(
            "読みを直すことば",
            list(words),
            index=None,
            key=f"rd_word_{of}",
            placeholder="選びます",
        )
        st.text_input(
            "正しい読み（ひらがな）", key=f"rd_reading_{of}", placeholder="例: かんじ", max_chars=20
        )
        st.button("すべて直す", key=f"rd_mend_{of}", on_click=_mend, args=(of, boxes))
        if fault := st.session_state.pop(f"rd_fault_{of}", ""):
            st.error(fault)


def _mend(of: str, boxes: Sequence[str]) -> None:
    word = st.session_state.get(f"rd_word_{of}")
    reading = (st.session_state.get(f"rd_reading_{of}") or "").strip()
    fault = furigana.fault(f"{{{word}|{reading}}}") if word and reading else NOTHING
    if fault:
        st.session_state[f"rd_fault_{of}"] = fault
        return
    _change(boxes, lambda text: furigana.reread(text, word, reading))
    st.session_state[f"rd_reading_{of}"] = ""


def _change(boxes: Sequence[str], change: Callable[[str], str]) -> None:
    for key in boxes:
        st.session_state[key] = change(_text(key))


def _text(key: str) -> str:
    return st.session_state.get(key) or ""
