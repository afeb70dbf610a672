"""Counts as bars with their number behind them; what is pointed out is hollow and has a sign."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from charts import style

SIGN = "▲"
NARROW = 30  # px, the height of a row where there are many
_ROOM = 1.3  # of the longest bar, so that its label fits behind it


class Bar(NamedTuple):
    """One row of the chart. `is_marked`: hollow, and with a sign."""

    name: str
    count: int
    is_marked: bool = False


def counts(bars: Sequence[Bar], *, unit: str, what: str) -> alt.LayerChart:
    """In the order in which they come. unit: 件; what: the sentence's subject, 種類ごとの相談."""
    values = [
        {
            "name": one.name,
            "count": one.count,
            "marked": one.is_marked,
            "label": f"{SIGN + ' ' if one.is_marked else ''}{one.count:,}{unit}",
        }
        for one in bars
    ]
    highest = max((one.count for one in bars), default=0) or 1
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, highest * _ROOM])),
        y=alt.Y("name:N", sort=[one.name for one in bars]),
    )
    solid = base.transform_filter("!datum.marked").mark_bar(color=style.BLUE, height=18)
    hollow = base.transform_filter("datum.marked").mark_bar(
        color=style.WHITE, stroke=style.ORANGE, strokeWidth=2, strokeDash=[5, 3], height=16
    )
    labels = base.mark_text(align="left", dx=6).encode(text="label:N")
    chart = alt.layer(solid, hollow, labels).properties(height=alt.Step(NARROW))
    return style.finish(chart, counts_alt(bars, unit=unit, what=what))


def counts_alt(bars: Sequence[Bar], *, unit: str, what: str) -> str:
    """The chart of `counts` as a sentence."""
    told = "、".join(f"{one.name}{one.count:,}{unit}" for one in bars)
    marked = "・".join(one.name for one in bars if one.is_marked)
    pointed = f"{SIGN}は{marked}。" if marked else ""
    return f"{what}の棒グラフ。{told}。{pointed}"
