import pytest
import streamlit as st

import start
from web import access


@pytest.mark.parametrize("option", start.NEEDED)
def test_start_without_our_streamlit_settings_ends_with_a_sentence(option, monkeypatch):
    """Started from another folder, Streamlit reads no settings file."""
    monkeypatch.setitem(start.NEEDED, option, "something else")

    with pytest.raises(SystemExit, match=option):
        start.check_streamlit()


def test_start_finds_every_needed_setting():
    assert {option: st.get_option(option) for option in start.NEEDED} == start.NEEDED


@pytest.mark.parametrize("path", ["/_stcore/stream", "/_stcore/health", "/media/x", "/component/x"])
def test_plumbing_needs_a_sign_in_wherever_it_is_mounted(path):
    assert access.needed(path) is access.needed(f"/staff{path}") is access.Access.STAFF
