"""The private calendar: its address, shown once, and how to put it into a telephone."""

from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from models import Staff
from settings import SETTINGS

TOKEN = "feed-token"  # until another view is opened; the database knows its hash only
IPHONE = """1. iPhoneでこの画面を開き、上の「この電話のカレンダーに入れる」を押します。
2. 「照会」または「追加」を押します。
3. カレンダーを開くと、受け持ちが出ています。"""
ANDROID = """1. 上のアドレスを写します（右の印を押します）。
2. パソコンで Googleカレンダー を開き、左の「他のカレンダー」の＋から「URLで追加」を選びます。
3. アドレスをはりつけて「カレンダーを追加」を押します。電話にも、しばらくすると出ます。"""


def explain(staff: Staff, make: Callable, revoke: Callable) -> None:
    """What it is good for, and the buttons that make and close it."""
    st.markdown(
        "お使いのカレンダーに、受け持ちを自動で出せます。日時が変わると、カレンダーも変わります。"
        "参加される方のお名前は出ません。"
    )
    token = st.session_state.get(TOKEN)
    if token:
        _address(f"{SETTINGS.base_url}/calendar/mine/{token}.ics")
    elif staff.feed_hash:
        st.markdown("あなたのアドレスは、**使えるようになっています**。もう一度は表示できません。")
    label = (
        "アドレスを作り直す（前のものは使えなくなります）" if staff.feed_hash else "アドレスを作る"
    )
    st.button(label, key="f_new", on_click=make, type="secondary" if token else "primary")
    if staff.feed_hash:
        st.button("カレンダーに出すのをやめる", key="f_revoke", on_click=revoke)


def _address(url: str) -> None:
    st.code(url, language=None, wrap_lines=True)
    st.markdown("**人に教えないでください。** これを知っている人は、あなたの予定を見られます。")
    there = urlsplit(url)
    follow = (
        f"webcal://{there.netloc}{there.path}"  # calendars know it as «follow», not «open once»
    )
    st.link_button("この電話のカレンダーに入れる", follow, key="f_follow", type="primary")
    with st.expander("iPhoneの入れ方", key="f_iphone"):
        st.markdown(IPHONE)
    with st.expander("Androidの入れ方", key="f_android"):
        st.markdown(ANDROID)
