"""Reach as pictures: who is behind, which ages come, and how often people come back."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from charts import style
from models import AgeBand

FLAG = "▲"
_ROOM = 1.25  # of the longest bar, so that its label fits behind it


class Bar(NamedTuple):
    """One district: people reached and visits of 65 and over, and their share of 1."""

    name: str
    people: int
    visits: int
    rate: float | None
    is_flagged: bool


class Cell(NamedTuple):
    """People of one district and age band."""

    name: str
    band: AgeBand
    people: int


def rates(bars: Sequence[Bar], *, city: float) -> alt.LayerChart:
    """Reach by district, the highest first, with the city's as a line; flagged bars are hollow."""
    bars = by_rate(bars)
    values = [
        {
            "name": one.name,
            "rate": 100 * one.rate,
            "flagged": one.is_flagged,
            "label": f"{FLAG} {one.rate:.1%}" if one.is_flagged else f"{one.rate:.1%}",
        }
        for one in bars
    ]
    highest = max([city, *(one.rate for one in bars)])
    x = alt.X("rate:Q", axis=None, scale=alt.Scale(domain=[0, 100 * highest * _ROOM or 1]))
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=_districts(bars))
    solid = base.transform_filter("!datum.flagged").mark_bar(color=style.BLUE, height=26)
    hollow = base.transform_filter("datum.flagged").mark_bar(
        color=style.WHITE, stroke=style.ORANGE, strokeWidth=2, strokeDash=[5, 3], height=24
    )
    labels = base.mark_text(align="left", dx=6).encode(text="label:N")
    line = alt.Chart(alt.Data(values=[{"rate": 100 * city, "label": f"市全体 {city:.1%}"}]))
    rule = line.mark_rule(color=style.QUIET, strokeWidth=1.5, strokeDash=[3, 3]).encode(x="rate:Q")
    name = line.mark_text(baseline="bottom", fontWeight="bold").encode(
        x="rate:Q", y=alt.value(-4), text="label:N"
    )
    chart = alt.layer(rule, solid, hollow, labels, name).properties(height=alt.Step(style.ROW))
    return style.finish(chart, rates_alt(bars, city=city))


def rates_alt(bars: Sequence[Bar], *, city: float) -> str:
    """The chart of `rates` as a sentence."""
    told = "、".join(f"{one.name}{one.rate:.1%}" for one in by_rate(bars))
    behind = "と".join(one.name for one in bars if one.is_flagged) or "なし"
    order = f"町ごとの到達率の棒グラフ。高い順に、{told}。"
    return f"{order}市全体は{city:.1%}。届いていない町は{behind}。"


def by_rate(bars: Sequence[Bar]) -> list[Bar]:
    """Those with a rate, the highest first."""
    known = [one for one in bars if one.rate is not None]
    return sorted(known, key=lambda one: -one.rate)


def ages(cells: Sequence[Cell]) -> alt.LayerChart:
    """People by district and age band, every number written in its cell."""
    highest = max((one.people for one in cells), default=0) or 1
    values = [
        {
            "name": one.name,
            "band": _short(one.band),
            "people": one.people,
            "ink": _ink(one.people, highest),
        }
        for one in cells
    ]
    x = alt.X(
        "band:N",
        sort=[_short(band) for band in AgeBand],
        axis=alt.Axis(orient="top", labelAngle=0),
    )
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=_districts(cells))
    shade = alt.Color(
        "people:Q",
        scale=alt.Scale(domain=[0, highest], range=[style.WHITE, style.BLUE], interpolate="rgb"),
        legend=None,
    )
    squares = base.mark_rect(stroke=style.LINE).encode(color=shade)
    numbers = base.mark_text().encode(text="people:Q", color=alt.Color("ink:N", scale=None))
    chart = alt.layer(squares, numbers).properties(height=alt.Step(style.ROW))
    return style.finish(chart.resolve_scale(color="independent"), ages_alt(cells))


def ages_alt(cells: Sequence[Cell]) -> str:
    """The chart of `ages` as a sentence."""
    most = max(cells, key=lambda one: one.people)
    return (
        "町と年代ごとの実人数の表の図。"
        f"いちばん多いのは{most.name}の{most.band.label}で{most.people}人。"
    )


def people_and_visits(bars: Sequence[Bar]) -> alt.LayerChart:
    """実 and 延べ of 65 and over side by side; 延べ is hollow."""
    values = [
        {"name": one.name, "what": what, "count": count, "label": f"{what} {count:,}{unit}"}
        for one in bars
        for what, count, unit in (("実", one.people, "人"), ("延べ", one.visits, "回"))
    ]
    highest = max((one.visits for one in bars), default=0) or 1
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("count:Q", axis=None, scale=alt.Scale(domain=[0, highest * 1.5])),
        y=_districts(bars),
        yOffset=alt.YOffset("what:N", sort=["実", "延べ"]),
    )
    solid = base.transform_filter("datum.what === '実'").mark_bar(color=style.BLUE)
    hollow = base.transform_filter("datum.what === '延べ'").mark_bar(
        color=style.PALE, stroke=style.BLUE, strokeWidth=1
    )
    labels = base.mark_text(align="left", dx=6).encode(text="label:N")
    chart = alt.layer(solid, hollow, labels).properties(height=alt.Step(26))
    return style.finish(chart, people_and_visits_alt(bars))


def people_and_visits_alt(bars: Sequence[Bar]) -> str:
    """The chart of `people_and_visits` as a sentence."""
    told = "、".join(f"{one.name}は実{one.people}人・延べ{one.visits}回" for one in bars)
    return f"65歳以上の実人数と延べの棒グラフ。{told}。"


def _districts(rows: Sequence[Bar] | Sequence[Cell]) -> alt.Y:
    """The districts in the order in which they come."""
    return alt.Y("name:N", sort=list(dict.fromkeys(one.name for one in rows)))


def _short(band: AgeBand) -> str:
    """65 for 65 to 69: narrow enough for eight columns on a phone."""
    ends = {AgeBand.U60: "〜59", AgeBand.A85: "85〜", AgeBand.UNKNOWN: "不明"}
    return ends.get(band) or band.value.partition("-")[0]


def _ink(people: int, highest: int) -> str:
    if not people:
        return style.QUIET
    return style.WHITE if people > 0.45 * highest else style.TEXT
