"""Rows with a bar, its number behind it, and a tick for what was wished for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import altair as alt

from charts import style

ROOM = 1.25  # of the longest bar, so that its label fits behind it
THICK = 26  # px


class Row(NamedTuple):
    """One bar. part: how much of it is solid, the rest is pale and outlined; none: all of it.

    target: where the tick stands. is_flagged: hollow and dashed; its label gets the sign.
    """

    name: str
    value: float
    words: str
    part: float | None = None
    target: float | None = None
    is_flagged: bool = False

    @property
    def label(self) -> str:
        return f"{style.FLAG} {self.words}" if self.is_flagged else self.words

    @property
    def reach(self) -> float:
        """How far the row goes to the right."""
        return max(self.value, self.target or 0)


class Line(NamedTuple):
    """A dotted line through all rows, and its name above it."""

    value: float
    label: str


def draw(
    rows: Sequence[Row],
    description: str,
    *,
    line: Line | None = None,
    room: float = ROOM,
    height: int = style.ROW,
    is_pressable: bool = True,
) -> alt.LayerChart:
    """In the order in which they come. is_pressable: a row can be pressed, anywhere in it."""
    longest = max([one.reach for one in rows] + [line.value if line else 0])
    scale = alt.Scale(domain=[0, longest * room or 1])
    values = [
        one._asdict() | {"label": one.label, "reach": one.reach, "end": longest * room or 1}
        for one in rows
    ]
    y = alt.Y("name:N", sort=[one.name for one in rows])
    base = alt.Chart(alt.Data(values=values)).encode(y=y)
    words = base.encode(_x("reach", scale), text="label:N")
    rim = {"stroke": style.WHITE, "strokeWidth": 5, "strokeJoin": "round"}  # over the line
    whole = base.mark_bar(opacity=0, height=height, cursor="pointer").encode(_x("end", scale))
    labels = [words.mark_text(align="left", dx=8, **look) for look in (rim, {})]
    layers = [*_bars(base, rows, scale), *labels]
    if is_pressable:
        layers.append(style.pressable(whole, "name"))
    if line:
        rule, name = _line(line, scale)
        layers = [rule, *layers, name]
    chart = alt.layer(*layers).properties(height=alt.Step(height))
    return style.finish(chart, description)


def _x(field: str, scale: alt.Scale) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def _bars(base: alt.Chart, rows: Sequence[Row], scale: alt.Scale) -> Iterator[alt.Chart]:
    bars = base.encode(_x("value", scale))
    split = any(one.part is not None for one in rows)
    solid = "!datum.is_flagged && datum.part === null"
    yield bars.transform_filter(solid).mark_bar(color=style.BLUE, height=THICK)
    yield bars.transform_filter("datum.is_flagged").mark_bar(**style.HOLLOW, height=THICK - 2)
    if split:
        pale = bars.transform_filter("datum.part !== null && datum.value > 0")
        yield pale.mark_bar(color=style.PALE, stroke=style.BLUE, strokeWidth=1.5, height=THICK - 2)
        yield pale.mark_bar(color=style.BLUE, height=THICK).encode(_x("part", scale))
    if any(one.target is not None for one in rows):
        wished = base.transform_filter("datum.target !== null").encode(_x("target", scale))
        yield wished.mark_tick(color=style.WHITE, thickness=8, size=THICK + 14)
        yield wished.mark_tick(color=style.TEXT, thickness=4, size=THICK + 12)


def _line(line: Line, scale: alt.Scale) -> tuple[alt.Chart, alt.Chart]:
    base = alt.Chart(alt.Data(values=[line._asdict()])).encode(_x("value", scale))
    rule = base.mark_rule(color=style.QUIET, strokeWidth=1.5, strokeDash=[3, 3])
    name = base.mark_text(baseline="bottom", fontWeight="bold")
    return rule, name.encode(y=alt.value(-4), text="label:N")
