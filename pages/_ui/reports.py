"""報告書 on the screen: of when, which one, for whom, and the frame in which it is written."""

from collections.abc import Sequence

import streamlit as st

from japanese import dates
from models import in_house
from pages._ui.events import Link, links
from services import periods
from services.periods import Period
from services.reports import Kind

RUNS = "/staff/runs/reports"
HIGH = 150
OUT = "外に出す版"
WORDS = {
    Kind.RESULTS: "教室ごとに1行で、国や県に出す項目がすべて入ります。"
    "人・相談・アンケート・定義のシートが付きます。",
    Kind.REVIEW: "講座ごと、開き方ごとの受講者数・席の充足率・1人だけの回・支援者比と、"
    "もとになった教室の一覧です。",
    Kind.EVALUATION: "選んだ期間の活動指標と成果指標を、前の年度の同じ期間と並べます（5年分まで）。"
    "目標は年度ごとに決めるため、年度のすべてを選んだときだけ出ます。",
    Kind.PUBLIC: "教室の一覧（人の数は入りません）と、「公表する数字」で公表した表です。"
    "そのまま、外に出せます。",
}
ENDINGS = {"xlsx": "Excel", "csv": "CSV（はじめの表だけ）", "zip": "CSV（すべての表をZIPに）"}


def introduction() -> None:
    st.markdown(
        f"報告書は2種類あります。**{in_house.KIND}**は本当の数で、どのシートにも"
        f"「庁外に出さないでください」と入ります。**{OUT}**は、公表した数字だけです。"
        "だれがどの報告書を受け取ったかは、記録に残ります。"
    )


def choose_period(years: Sequence[int]) -> Period:
    """The year, and all of it, a quarter or a month (?year=令和8年度&part=2026q3)."""
    names = {dates.fiscal_year_name(one): one for one in years}
    left, right = st.columns(2)
    with left:
        chosen = st.selectbox("年度", list(names), key="year", bind="query-params")
    whole = periods.year(names.get(chosen, years[0]))
    parts = {one.token: one for one in [whole, *whole.parts] if not one.is_ahead}
    with right:
        token = st.selectbox(
            "期間",
            list(parts),
            format_func=lambda one: "年度のすべて" if one == whole.token else parts[one].label,
            key=f"report_part_{whole.token}",
        )
    return parts[token]


def files(period: Period) -> None:
    """Which report, as which file, and the frame in which it is written."""
    kind = st.radio(
        "報告書",
        list(Kind),
        format_func=_named,
        key="report_kind",
    )
    st.markdown(WORDS[kind])
    ending = st.radio(
        "ファイルの形", list(ENDINGS), format_func=ENDINGS.get, key="report_ending", horizontal=True
    )
    address = f"{RUNS}/{kind}/{period.token}.{ending}"
    st.button("つくる", key="report_start", type="primary", on_click=_start, args=(address,))
    if run := st.session_state.get("report_run"):
        st.iframe(run, height=HIGH, alt="報告書の進みぐあい")


def _named(kind: Kind) -> str:
    return f"{kind.label}（{OUT if kind is Kind.PUBLIC else in_house.KIND}）"


def _start(address: str) -> None:
    """Another number each time, so that the same report is made anew."""
    number = st.session_state.get("report_runs", 0) + 1
    st.session_state["report_runs"] = number
    st.session_state["report_run"] = f"{address}?n={number}"


def ways() -> None:
    links(
        [
            Link("/staff/publications", "公表する数字"),
            Link("/staff/targets", "計画と実績"),
            Link("/staff/reach", "到達"),
        ]
    )
