"""Small pieces of forms: storing once however often one clicks, and choices in our own words."""

import secrets
from collections.abc import Callable
from enum import StrEnum
from typing import Any

import streamlit as st


def idem_key(form: str) -> str:
    """The same key until the form has been stored: whatever is repeated stores nothing new."""
    return st.session_state.setdefault(idem_name(form), secrets.token_hex(16))


def idem_name(form: str) -> str:
    """Name it in `telling(forget=…)` so that the next entry gets a new key."""
    return f"idem-{form}"


def save_button(
    label: str,
    form: str,
    store: Callable[..., None],
    *args: Any,
    draw: Callable[..., bool] = st.button,
    **look: Any,
) -> None:
    """The button that stores a form. A second click on the same drawing does nothing more.

    The browser sends a late click with the old values of the form. It is known by the key in the
    button's own name, which is renewed with the form. `store` gets `args`, then `idem_key`.
    draw: `st.form_submit_button` inside of `st.form`.
    """
    key = idem_key(form)
    draw(
        label,
        key=f"save-{form}-{key}",
        type="primary",
        on_click=_once,
        args=(form, key, store, *args),
        **look,
    )


def _once(form: str, key: str, store: Callable[..., None], *args: Any) -> None:
    if key == idem_key(form):
        store(*args, idem_key=key)


def choose(label: str, kind: type[StrEnum], *, key: str, **options: Any) -> Any:
    """Pick one member of an enum, shown by its Japanese label."""
    return st.selectbox(label, list(kind), format_func=lambda one: one.label, key=key, **options)
