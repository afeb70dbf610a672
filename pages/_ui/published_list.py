"""公表した数字 on the screen: what left the office, and everything that is made of it."""

from collections.abc import Sequence
from itertools import product

import streamlit as st

import clock
from japanese import dates
from pages._ui.events import Link, links
from pages._ui.tables import table
from services.periods import Period
from services.publications import Listed

KEY = "publication"


def listed(publications: Sequence[Listed]) -> None:
    """Everything that left the office, the newest first."""
    st.subheader("公表した数字", anchor=False)
    if not publications:
        st.markdown("まだ公表していません。")
        return
    table(
        "公表した数字",
        ["番号", "期間", "公表した日", "公表した人", "出さなかった数"],
        [
            [
                str(one.publication.id),
                f"{one.period.label}　第{one.publication.edition}版",
                dates.with_era(clock.local(one.publication.published_at).date()),
                one.by,
                f"{one.hidden}／{one.numbers}",
            ]
            for one in publications
        ],
        numbers=["出さなかった数"],
    )
    numbers = {one.publication.id: one for one in publications}
    chosen = st.selectbox(
        "くわしく見る公表",
        list(numbers),
        index=None,
        format_func=lambda one: (
            f"{one}番　{numbers[one].period.label}　第{numbers[one].publication.edition}版"
        ),
        key=KEY,
        placeholder="選びます",
    )
    if chosen:
        years = {one.period for one in publications if one.period.is_year}
        _ways_out(chosen, numbers[chosen].period, has_years=len(years) > 1)


def _ways_out(number: int, period: Period, *, has_years: bool) -> None:
    """Everything that is made of this publication for outside; and of all years, where there are
    some."""
    pictures = {f"{number}/reach": "町ごとの図"}
    if period.is_year:
        pictures[f"{number}/ages"] = "年代の図"
    if period.is_year and has_years:
        pictures["years"] = "年度ごとの図"
    links(
        [
            Link(f"/figures/{number}.csv", "CSVを受け取る"),
            Link(f"/figures/{number}.xlsx", "Excelを受け取る"),
            *(
                Link(f"/figures/{name}.{kind}", f"{words}（{kind.upper()}）")
                for (name, words), kind in product(pictures.items(), ("png", "svg"))
            ),
            Link("/figures", "外のページを見る"),
            Link("/opendata", "オープンデータを見る"),
        ]
    )
    st.html(
        "".join(
            f'<img class="picture" src="/figures/{name}.svg" alt="{words}。'
            '公表した表と同じ数字です">'
            for name, words in pictures.items()
        )
    )


def asked() -> int | None:
    return st.session_state.get(KEY)
