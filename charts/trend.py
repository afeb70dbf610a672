"""How it went on: month by month and year by year, with what was wished for."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from charts import rows


class Time(NamedTuple):
    """A month: distinct people, and how many of them had never come before.

    remark: why there is no bar, such as まだ.
    """

    name: str
    people: int
    newcomers: int
    remark: str = ""


class Year(NamedTuple):
    """A fiscal year; people none: nothing is known. target: people that are wished for."""

    name: str
    people: int | None
    rate: float | None = None
    target: int | None = None
    is_ahead: bool = False


def months(times: Sequence[Time], *, what: str) -> alt.LayerChart:
    """Solid: who came for the first time; pale: who had been here before."""
    drawn = [
        rows.Row(one.name, one.people, one.remark or _told(one), part=one.newcomers)
        for one in times
    ]
    return rows.draw(drawn, months_alt(times, what=what), room=2.1, height=36, is_pressable=False)


def _told(one: Time) -> str:
    return f"{one.people:,}人（初めて{one.newcomers:,}人）" if one.people else "0人"


def months_alt(times: Sequence[Time], *, what: str) -> str:
    """The chart of `months` as a sentence."""
    told = "、".join(f"{one.name}{one.remark or _told(one)}" for one in times)
    return f"{what}の棒グラフ。{told}。"


def years(plan: Sequence[Year], *, what: str) -> alt.LayerChart:
    """People by fiscal year, with the targets as ticks; years that have not begun have no bar."""
    drawn = [
        rows.Row(
            one.name,
            one.people or 0,
            _year(one),
            target=one.target,
            is_flagged=one.people == 0,
        )
        for one in plan
    ]
    return rows.draw(drawn, years_alt(plan, what=what), room=1.9, is_pressable=False)


def _year(one: Year) -> str:
    if one.people is None:
        return "これから" if one.is_ahead else "記録なし"
    return f"{one.people:,}人" + ("" if one.rate is None else f"（{one.rate:.1%}）")


def years_alt(plan: Sequence[Year], *, what: str) -> str:
    """The chart of `years` as a sentence."""
    told = "、".join(
        f"{one.name}{_year(one)}" + (f"・目標{one.target:,}人" if one.target else "")
        for one in plan
    )
    return f"{what}の棒グラフ。{told}。"
