"""The outlook in words, tables and pictures: a sentence above each picture, a table beside it."""

from collections.abc import Sequence

import streamlit as st

from charts import outlook as charts
from charts.outlook import Bar
from japanese.dates import fiscal_year_name
from pages._ui.kept import ADDRESS
from pages._ui.tables import table
from services.outlook import UNKNOWN, Count, Figures

LONGEST = 12  # characters beside a bar
MOST_KINDS = 12  # bars: the table has all of them
SMALL = (
    "少ない数も、庁内ではそのまま出します。この画面の数字を庁外へ出すときは、"
    "10件未満を「10件未満」と書きかえてください。"
)


def choose_year(years: Sequence[int]) -> int:
    """The fiscal year of the address (?year=2026), or the present one."""
    names = {fiscal_year_name(one): one for one in years}
    chosen = st.selectbox("年度", list(names), key="year", bind=ADDRESS, placeholder="選びます")
    return names.get(chosen, years[0])


def year(figures: Figures) -> None:
    """What the year was about, in sentences, and by kind, town, month and outcome."""
    name = fiscal_year_name(figures.year)
    if not figures.visits:
        st.info(f"{name}の相談の記録は、まだありません。「カード相談」で記録すると、ここに出ます。")
        return
    _sentences(figures, name)
    kinds = figures.kinds
    _part("種類ごと", kinds[:MOST_KINDS], kinds, f"{name}の種類ごとの相談（延べ）")
    st.markdown("1回の相談で2つ以上の用件があると、それぞれに数えます。")
    _part("町ごと", figures.towns, figures.towns, f"{name}の町ごとの相談（延べ）")
    _part("月ごと", figures.months, figures.months, f"{name}の月ごとの相談（延べ）")
    _outcomes(figures, name)
    st.markdown(SMALL)


def _sentences(figures: Figures, name: str) -> None:
    first = max(figures.kinds, key=lambda one: one.visits) if figures.kinds else None
    most = f"いちばん多い用件は **{first.name}**（延べ{first.visits:,}件）です。" if first else ""
    open_ones = f"窓口でまだ終わっていない相談は **{figures.unfinished:,}件** です。"
    st.markdown(f"{name}の相談は **延べ{figures.visits:,}件** です。{most}{open_ones}")
    again = figures.again
    st.markdown(
        f"同じ用件で2回以上来た方は **実{again.people:,}人** で、"
        f"2回目からの相談は延べ{again.visits:,}件です。"
        "（お名前のわかる方だけを数えています。持ち物が足りないと、2回来ることになります）"
    )


def _part(title: str, drawn: Sequence[Count], every: Sequence[Count], what: str) -> None:
    st.subheader(title, anchor=False)
    most = max(every, key=lambda one: one.visits)
    st.markdown(f"いちばん多いのは **{most.name}** の延べ{most.visits:,}件です。")
    bars = [Bar(_short(one.name), one.visits, is_marked=one.name == UNKNOWN) for one in drawn]
    chart(bars, unit="件", what=what, key=f"o_{title}")
    with st.expander("表で見る"):
        table(
            what,
            [title, "延べ"],
            [[one.name, f"{one.visits:,}"] for one in every],
            numbers=["延べ"],
        )


def _short(name: str) -> str:
    """Narrow enough to leave a telephone room for the bar; the table has the whole name."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"


def _outcomes(figures: Figures, name: str) -> None:
    st.subheader("結果の割合", anchor=False)
    solved, *_ = figures.outcomes
    share = solved.visits / figures.visits
    st.markdown(f"その場で解決したのは、延べ{figures.visits:,}件のうち **{share:.1%}** です。")
    table(
        f"{name}の相談の結果（延べ）",
        ["結果", "延べ", "割合"],
        [
            [one.name, f"{one.visits:,}", f"{one.visits / figures.visits:.1%}"]
            for one in figures.outcomes
        ],
        numbers=["延べ", "割合"],
    )


def chart(bars: Sequence[Bar], *, unit: str, what: str, key: str) -> None:
    """The chart brings its own fonts, colours and description."""
    drawn = charts.counts(bars, unit=unit, what=what)
    st.altair_chart(drawn, width="stretch", theme=None, key=key)
