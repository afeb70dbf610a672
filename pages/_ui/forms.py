"""Small pieces of forms: a key against double clicks, and choices in the house's words."""

import secrets
from enum import StrEnum

import streamlit as st


def idem_key(form: str) -> str:
    """The same key until `renewed(form)`: a second click or a repeated run stores nothing new."""
    return st.session_state.setdefault(f"idem-{form}", secrets.token_hex(16))


def idem_name(form: str) -> str:
    """Name it in `telling(forget=…)` so that the next entry gets a new key."""
    return f"idem-{form}"


def choose(label: str, kind: type[StrEnum], *, key: str, **options):
    """Pick one member of an enum, shown by its Japanese label."""
    return st.selectbox(label, list(kind), format_func=lambda one: one.label, key=key, **options)
