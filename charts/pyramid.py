"""The pyramid of 65 and over: who lives there as an outline, who has come as the bar within."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from charts import style
from models import AgeBand, Sex

SIDES = {Sex.MALE: -1, Sex.FEMALE: 1}  # men to the left, as in every pyramid
ROOM = 1.55  # of the longest outline, so that its label fits beside it


class Step(NamedTuple):
    """People of one age band and sex who came, and those who live there."""

    band: AgeBand
    sex: Sex
    people: int
    population: int

    @property
    def rate(self) -> float | None:
        return self.people / self.population if self.population else None

    @property
    def label(self) -> str:
        if not self.people:
            return f"{style.FLAG} 0"
        return f"{self.people:,}人" if self.rate is None else f"{self.rate:.1%}"


def draw(steps: Sequence[Step], *, where: str) -> alt.LayerChart:
    """The oldest at the top. where: 市全体 or the district, for the sentence."""
    values = [_values(one) for one in steps if one.sex in SIDES]
    highest = max((max(one.population, one.people) for one in steps), default=0) or 1
    scale = alt.Scale(domain=[-highest * ROOM, highest * ROOM])
    oldest_first = sorted({one.band for one in steps}, key=list(AgeBand).index, reverse=True)
    y = alt.Y("band:N", sort=[_years(one) for one in oldest_first])
    base = alt.Chart(alt.Data(values=values)).encode(y=y)
    lived = base.mark_bar(
        color=style.WHITE, stroke=style.QUIET, strokeWidth=1.5, strokeDash=[4, 2], height=26
    ).encode(alt.X("population:Q", axis=None, scale=scale))
    came = base.mark_bar(color=style.BLUE, height=26).encode(_x("people", scale))
    words = [
        base.transform_filter(f"datum.side === {side}")
        .mark_text(align="right" if side < 0 else "left", dx=6 * side)
        .encode(_x("end", scale), text="label:N")
        for side in SIDES.values()
    ]
    chart = alt.layer(lived, came, *words, *_heads(scale, highest))
    return style.finish(chart.properties(height=alt.Step(style.ROW)), alt_text(steps, where=where))


def _values(one: Step) -> dict:
    side = SIDES[one.sex]
    return {
        "band": _years(one.band),
        "side": side,
        "people": side * one.people,
        "population": side * one.population,
        "end": side * max(one.people, one.population),
        "label": one.label,
    }


def _x(field: str, scale: alt.Scale) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def _heads(scale: alt.Scale, highest: int) -> list[alt.Chart]:
    named = [{"at": side * highest / 2, "name": sex.label} for sex, side in SIDES.items()]
    head = alt.Chart(alt.Data(values=named)).mark_text(baseline="bottom", fontWeight="bold")
    middle = alt.Chart(alt.Data(values=[{"at": 0}])).mark_rule(color=style.TEXT)
    return [
        head.encode(_x("at", scale), y=alt.value(-2), text="name:N"),
        middle.encode(_x("at", scale)),
    ]


def _years(band: AgeBand) -> str:
    """85〜; 65〜69."""
    return band.label.removesuffix("以上").removesuffix("歳") + "〜" * (band is AgeBand.A85)


def alt_text(steps: Sequence[Step], *, where: str) -> str:
    """The pyramid as a sentence."""
    told = "、".join(
        f"{one.band.label}の{one.sex.label}は{one.population:,}人のうち{one.people:,}人"
        for one in steps
    )
    return f"{where}の人口と来た人を、年代と男女で比べた図。{told}。"
