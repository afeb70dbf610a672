"""A field of numbers: the darker, the more; every number is written in its cell."""

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from charts import style

GAP = " "  # a row without a name: what comes below is apart


class Cell(NamedTuple):
    """One number. shade: 0 to 1; none: not compared with the others. is_flagged: hollow, dashed.
    is_framed: pointed out by a thick frame."""

    row: str
    column: str
    words: str
    shade: float | None = None
    is_flagged: bool = False
    is_framed: bool = False

    @property
    def ink(self) -> str:
        return style.WHITE if (self.shade or 0) > style.DARK else style.TEXT


def draw(
    cells: Sequence[Cell],
    description: str,
    *,
    rows: Sequence[str],
    columns: Sequence[str],
    upright: bool = False,
) -> alt.LayerChart:
    """Rows and columns in their order. upright: the columns' names are written downwards."""
    values = [one._asdict() | {"ink": one.ink, "name": one.row} for one in cells]
    longest = max((len(one) for one in columns), default=0)
    axis = alt.Axis(orient="top", labelAngle=0, labelFontSize=style.SMALL)
    if upright:
        axis = alt.Axis(
            orient="top",
            labelAngle=0,
            labelExpr=f"split(pad(datum.value, {longest}, '　', 'left'), '')",
            labelBaseline="top",
            labelLineHeight=style.SIZE + 1,
            labelPadding=longest * (style.SIZE + 1) + 4,
        )
    x = alt.X("column:N", sort=list(columns), scale=alt.Scale(domain=list(columns)), axis=axis)
    y = alt.Y("row:N", scale=alt.Scale(domain=list(rows)))
    base = alt.Chart(alt.Data(values=values)).encode(x=x, y=y)
    scale = alt.Scale(domain=[0, 1], range=style.SHADES, interpolate="rgb")
    color = alt.Color("shade:Q", scale=scale, legend=None)
    shaded = base.transform_filter("datum.shade !== null && !datum.is_flagged")
    layers = [
        shaded.mark_rect(stroke=style.LINE).encode(color=color),
        base.transform_filter("datum.shade === null").mark_rect(
            color=style.WHITE, stroke=style.QUIET
        ),
        base.transform_filter("datum.is_flagged").mark_rect(**style.HOLLOW),
        base.transform_filter("datum.is_framed").mark_rect(
            fillOpacity=0, stroke=style.TEXT, strokeWidth=3
        ),
        base.mark_text().encode(text="words:N", color=alt.Color("ink:N", scale=None)),
        style.pressable(base.mark_rect(opacity=0, cursor="pointer"), "name"),
    ]
    chart = alt.layer(*layers).properties(height=alt.Step(style.ROW))
    return style.finish(chart.resolve_scale(color="independent"), description)
