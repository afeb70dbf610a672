"""Reach as pictures: who is behind, which ages come, and how often people come back."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import altair as alt

from charts import matrix, rows, style
from models import AgeBand
from models.age import SENIOR

FLAG = style.FLAG


class Bar(NamedTuple):
    """One district: people reached and visits of 65 and over, and their share of 1.

    target: the share that is wished for; none: nothing was.
    """

    name: str
    people: int
    visits: int
    rate: float | None
    is_flagged: bool
    target: float | None = None


class Cell(NamedTuple):
    """People of one district and age band, out of how many; none: nobody knows."""

    name: str
    band: AgeBand
    people: int
    population: int | None = None

    @property
    def rate(self) -> float | None:
        return self.people / self.population if self.population else None

    @property
    def is_empty(self) -> bool:
        """People of 65 and over live there, and nobody has come."""
        return self.band in SENIOR and bool(self.population) and not self.people


def rates(bars: Sequence[Bar], *, city: float) -> alt.LayerChart:
    """Reach by district, the highest first, with the city's as a line and the targets as ticks;
    flagged bars are hollow."""
    drawn = [
        rows.Row(
            one.name,
            100 * one.rate,
            f"{one.rate:.1%}",
            target=None if one.target is None else 100 * one.target,
            is_flagged=one.is_flagged,
        )
        for one in by_rate(bars)
    ]
    line = rows.Line(100 * city, f"市全体 {city:.1%}")
    return rows.draw(drawn, rates_alt(bars, city=city), line=line)


def rates_alt(bars: Sequence[Bar], *, city: float) -> str:
    """The chart of `rates` as a sentence."""
    told = "、".join(f"{one.name}{one.rate:.1%}{_wished(one)}" for one in by_rate(bars))
    behind = "と".join(one.name for one in bars if one.is_flagged) or "なし"
    order = f"町ごとの到達率の棒グラフ。高い順に、{told}。"
    return f"{order}市全体は{city:.1%}。届いていない町は{behind}。"


def _wished(bar: Bar) -> str:
    return "" if bar.target is None else f"（目標{bar.target:.1%}）"


def by_rate(bars: Sequence[Bar]) -> list[Bar]:
    """Those with a rate, the highest first."""
    known = [one for one in bars if one.rate is not None]
    return sorted(known, key=lambda one: -one.rate)


def ages(cells: Sequence[Cell], *, apart: Collection[str] = ()) -> alt.LayerChart:
    """People by district and age band, every number written in its cell.

    apart: names that stand by themselves below the others.
    """
    highest = max((one.people for one in cells), default=0) or 1
    drawn = [
        matrix.Cell(one.name, short(one.band), f"{one.people:,}", one.people / highest)
        for one in cells
    ]
    return _field(drawn, ages_alt(cells), AgeBand, apart)


def age_rates(cells: Sequence[Cell], *, apart: Collection[str] = ()) -> alt.LayerChart:
    """The share that was reached of each district and age band, in per cent; where there is no
    population, the people themselves. Hollow: `is_empty`. Who is under 60 is left to the table."""
    highest = max((one.rate or 0 for one in cells), default=0) or 1
    bands = {one.band for one in cells if one.rate is not None} - {AgeBand.U60}
    drawn = [
        matrix.Cell(
            one.name,
            short(one.band),
            per_cent(one),
            None if one.rate is None else one.rate / highest,
            one.is_empty,
        )
        for one in cells
        if one.band in bands
    ]
    return _field(drawn, age_rates_alt(cells), [one for one in AgeBand if one in bands], apart)


def _field(
    cells: Sequence[matrix.Cell],
    description: str,
    bands: Iterable[AgeBand],
    apart: Collection[str],
) -> alt.LayerChart:
    names = list(dict.fromkeys(one.row for one in cells))
    below = [one for one in names if one in apart]
    return matrix.draw(
        cells,
        description,
        rows=[one for one in names if one not in apart] + ([matrix.GAP, *below] if below else []),
        columns=[short(one) for one in bands],
    )


def per_cent(one: Cell) -> str:
    """3.1; 12; 0; of people without a population how many: 5人."""
    if one.rate is None:
        return f"{one.people:,}人" if one.people else "―"
    share = 100 * one.rate
    return "0" if not one.people else f"{share:.0f}" if share >= 9.95 else f"{share:.1f}"


def ages_alt(cells: Sequence[Cell]) -> str:
    """The chart of `ages` as a sentence."""
    most = max(cells, key=lambda one: one.people)
    return (
        "町と年代ごとの実人数の表の図。"
        f"いちばん多いのは{most.name}の{most.band.label}で{most.people}人。"
    )


def age_rates_alt(cells: Sequence[Cell]) -> str:
    """The chart of `age_rates` as a sentence."""
    known = [one for one in cells if one.rate is not None]
    if not known:
        return "町と年代ごとの到達率の表の図。人口がありません。"
    most = max(known, key=lambda one: one.rate)
    empty = sum(one.is_empty for one in known)
    return (
        "町と年代ごとの到達率の表の図。"
        f"いちばん高いのは{most.name}の{most.band.label}で{most.rate:.1%}。"
        f"まだ1人も来ていないのは{empty}か所。"
    )


def people_and_visits(bars: Sequence[Bar]) -> alt.LayerChart:
    """実 and 延べ of 65 and over in one bar; 延べ goes on, pale."""
    drawn = [
        rows.Row(one.name, one.visits, f"実 {one.people:,}人／延べ {one.visits:,}回", one.people)
        for one in bars
    ]
    return rows.draw(drawn, people_and_visits_alt(bars), room=2.6)


def people_and_visits_alt(bars: Sequence[Bar]) -> str:
    """The chart of `people_and_visits` as a sentence."""
    told = "、".join(f"{one.name}は実{one.people}人・延べ{one.visits}回" for one in bars)
    return f"65歳以上の実人数と延べの棒グラフ。{told}。"


def short(band: AgeBand) -> str:
    """65 for 65 to 69: narrow enough for eight columns on a phone."""
    ends = {AgeBand.U60: "〜59", AgeBand.A85: "85〜", AgeBand.UNKNOWN: "不明"}
    return ends.get(band) or band.value.partition("-")[0]
