"""Where the cursor stands, so that a screen can be worked without the mouse."""

from html import escape

import streamlit as st


def focus(key: str, *, turn: object) -> None:
    """Put the cursor into the first box or button under `key`, once each time `turn` changes.

    Streamlit has no word for it; web/assets/focus.js does it, from our own address.
    """
    st.html(
        f'<i data-focus="{escape(key)}" data-turn="{escape(str(turn))}"></i>'
        '<script src="/staff/focus.js"></script>',
        unsafe_allow_javascript=True,
    )
