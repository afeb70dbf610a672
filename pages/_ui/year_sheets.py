"""紙の報告 on the screen: a published year on one side or as a booklet, looked at and printed."""

from collections.abc import Sequence

import streamlit as st

from japanese import dates
from pages._ui import sheet_shown

KINDS = {
    "report": ("DX推進委員会の1枚", "A4の片面です。3つの文、町ごとの到達と目標、約束とその結果。"),
    "booklet": ("年度の冊子", "A4で12ページほど。公表した表のすべてと、町ごとのようすが入ります。"),
}


def draw(years: Sequence[int]) -> None:
    """years: the published ones."""
    st.subheader("紙の報告（公表した年度）", anchor=False)
    if not years:
        st.info(
            "公表した年度が、まだありません。年度が終わってから「公表する数字」で公表すると、"
            "ここで印刷できます。"
        )
        return
    words, picture = st.columns([4, 5], gap="large")
    with words:
        year = st.selectbox(
            "紙にする年度", years, format_func=dates.fiscal_year_name, key="paper_year"
        )
        kind = st.radio("紙の種類", list(KINDS), format_func=lambda one: KINDS[one][0], key="paper")
        label, what_for = KINDS[kind]
        st.markdown(f"{what_for}人の数は、公表した数字だけです。")
        sheet_shown.buttons(f"{sheet_shown.FILES}/{kind}/{year}.pdf")
        st.markdown(
            "「計画と実績」に書いたことも、紙にのります。公表していない人数は●になります。"
            "お名前などがないか、見本で確かめてから渡してください。"
        )
    with picture:
        place = f"{sheet_shown.PICTURES}/{kind}/{year}"
        st.iframe(place, height=sheet_shown.HIGH, alt=f"{label}の見本")
