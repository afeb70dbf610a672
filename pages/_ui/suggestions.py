"""似た質問の答え: the nearest published answers, to be read aloud while somebody still asks."""

import streamlit as st

from database import reading
from japanese import furigana
from services import search


def show(text: str) -> None:
    """Draw the published answers nearest to what was typed; nothing when there is none."""
    if not text.strip():
        return
    with reading() as db:
        hits = search.nearest(db, text=text)
    if hits:
        st.markdown("**似た質問の答え**（ひらいて、そのまま読み上げられます）")
    for hit in hits:
        with st.expander(f"{furigana.plain(hit.question)}（{hit.code}）"):
            st.markdown(furigana.plain(hit.answer))
