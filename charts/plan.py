"""The districts about where they lie, without a map: one dot each, the larger the more people of 65
and over live there, the darker the more of them have come.

Everything is laid out here in pixels, so that a telephone and a desk show the same and no name lies
on another one.
"""

from collections.abc import Iterator, Sequence
from itertools import product
from math import cos, hypot, pi, radians, sqrt
from typing import NamedTuple

import altair as alt

from charts import style

WIDTH, MOST_HEIGHT = 340, 520  # px: a telephone's width
EDGE_X, EDGE_Y, FOOT = 48, 58, 26  # px around the dots for names, and below them for the scale
LARGEST, SMALLEST = 24, 7  # px, radius
LINE = 19  # px, of a name and the figure below it
KM = 111.0  # a degree of latitude


class Dot(NamedTuple):
    """A district's middle. people: of 65 and over; words: its figure; shade: 0 to 1."""

    name: str
    latitude: float
    longitude: float
    people: int
    words: str
    shade: float
    is_flagged: bool = False


class Hall(NamedTuple):
    """A venue whose position is known."""

    latitude: float
    longitude: float


class _Spot(NamedTuple):
    """A dot on the paper, and where its name is written."""

    dot: Dot
    x: float
    y: float
    radius: float
    at: tuple[float, float] = (0, 0)


class _Paper(NamedTuple):
    """From places on the ground to pixels: x and y grow to the right and downwards."""

    west: float
    north: float
    narrow: float  # a degree of longitude as a share of one of latitude
    scale: float  # px for a degree of latitude
    height: float

    def at(self, place: Dot | Hall) -> tuple[float, float]:
        return (
            EDGE_X + (place.longitude - self.west) * self.narrow * self.scale,
            EDGE_Y + (self.north - place.latitude) * self.scale,
        )


def draw(dots: Sequence[Dot], halls: Sequence[Hall] = ()) -> alt.LayerChart:
    """North is above. Hollow and dashed: not reached. Small crosses: halls."""
    paper = _paper(dots)
    spots = _named(_spots(dots, paper))
    values = [_values(one) for one in spots]
    base = alt.Chart(alt.Data(values=values)).encode(
        x=_axis("x", WIDTH), y=_axis("y", paper.height)
    )
    scale = alt.Scale(domain=[0, 1], range=["#c5d7fb", style.BLUE], interpolate="rgb")
    round_ = base.encode(size=alt.Size("area:Q", scale=None))
    layers = [
        round_.transform_filter("!datum.flagged")
        .mark_circle(opacity=1, stroke=style.BLUE, strokeWidth=1)
        .encode(color=alt.Color("shade:Q", scale=scale, legend=None)),
        round_.transform_filter("datum.flagged").mark_point(
            filled=True, fillOpacity=1, **style.HOLLOW
        ),
        *_halls(halls, paper),
        *_ground(paper),
        *_words(base),
        style.pressable(
            round_.mark_circle(opacity=0, cursor="pointer").encode(
                size=alt.Size("touch:Q", scale=None)
            ),
            "name",
        ),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH, height=round(paper.height))
    return style.finish(chart.resolve_scale(color="independent"), alt_text(dots))


def _paper(dots: Sequence[Dot]) -> _Paper:
    norths, easts = [one.latitude for one in dots], [one.longitude for one in dots]
    narrow = cos(radians(sum(norths) / len(norths)))
    wide, high = (max(easts) - min(easts)) * narrow, max(norths) - min(norths)
    scale = min(
        (WIDTH - 2 * EDGE_X) / (wide or 1e-3), (MOST_HEIGHT - 2 * EDGE_Y - FOOT) / (high or 1e-3)
    )
    return _Paper(min(easts), max(norths), narrow, scale, high * scale + 2 * EDGE_Y + FOOT)


def _spots(dots: Sequence[Dot], paper: _Paper) -> list[_Spot]:
    most = max((one.people for one in dots), default=0) or 1
    return [
        _Spot(one, *paper.at(one), max(SMALLEST, LARGEST * sqrt(one.people / most))) for one in dots
    ]


def _named(spots: Sequence[_Spot]) -> list[_Spot]:
    """Each name below, above or beside its dot: where it covers the least of what is there."""
    named: list[_Spot] = []
    for spot in sorted(spots, key=lambda one: -_crowd(one, spots)):
        costs = {at: _cost(spot, at, spots, named) for at in _around(spot)}
        named.append(spot._replace(at=min(costs, key=costs.get)))
    return named


def _crowd(spot: _Spot, spots: Sequence[_Spot]) -> float:
    """How near the others are: who has the least room chooses first."""
    return sum(1 / (1 + hypot(spot.x - one.x, spot.y - one.y)) for one in spots if one is not spot)


def _around(spot: _Spot) -> Iterator[tuple[float, float]]:
    """Middles of the name, the best first."""
    half = _half_width(spot.dot)
    down, side = spot.radius + LINE + 5, spot.radius + half + 5
    for x, y in [(0, down), (0, -down), (side, 0), (-side, 0), *product((side, -side), (14, -14))]:
        yield min(max(spot.x + x, half), WIDTH - half), spot.y + y


def _half_width(dot: Dot) -> float:
    return max(style.SIZE * len(dot.name), 10 * len(dot.words)) / 2


def _cost(
    spot: _Spot, at: tuple[float, float], spots: Sequence[_Spot], named: Sequence[_Spot]
) -> float:
    """How far a name here would lie over dots and over names that are written already."""
    (x, y), half = at, _half_width(spot.dot)
    over = 0.0
    for one in spots:
        gap = hypot(max(abs(one.x - x) - half, 0), max(abs(one.y - y) - LINE, 0))
        over += max(0.0, one.radius + 2 - gap)
    for one in named:
        wide = half + _half_width(one.dot) - abs(one.at[0] - x)
        high = 2 * LINE - abs(one.at[1] - y)
        over += min(wide, high) if wide > 0 and high > 0 else 0
    return over


def _values(spot: _Spot) -> dict:
    x, y = spot.at
    return {
        "name": spot.dot.name,
        "words": f"{style.FLAG} {spot.dot.words}" if spot.dot.is_flagged else spot.dot.words,
        "x": spot.x,
        "y": spot.y,
        "name_x": x,
        "name_y": y - LINE / 2,
        "words_y": y + LINE / 2,
        "area": pi * spot.radius**2,
        "touch": pi * max(spot.radius, 24) ** 2,
        "shade": spot.dot.shade,
        "flagged": spot.dot.is_flagged,
    }


def _axis(field: str, length: float) -> alt.X | alt.Y:
    if field.endswith("x"):
        return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, length]))
    return alt.Y(f"{field}:Q", axis=None, scale=alt.Scale(domain=[length, 0]))


def _words(base: alt.Chart) -> Iterator[alt.Chart]:
    """Names and figures, with a white rim: they stay readable on a dot."""
    for field, text, weight in (("name_y", "name", "bold"), ("words_y", "words", "normal")):
        placed = base.encode(x=alt.X("name_x:Q"), y=alt.Y(f"{field}:Q"), text=f"{text}:N")
        yield placed.mark_text(
            fontWeight=weight, stroke=style.WHITE, strokeWidth=4, strokeJoin="round"
        )
        yield placed.mark_text(fontWeight=weight)


def _halls(halls: Sequence[Hall], paper: _Paper) -> Iterator[alt.Chart]:
    if halls:
        values = [dict(zip("xy", paper.at(one), strict=True)) for one in halls]
        base = alt.Chart(alt.Data(values=values)).encode(x="x:Q", y="y:Q")
        for color, width in ((style.WHITE, 4), (style.TEXT, 2)):
            yield base.mark_point(
                shape="cross", size=60, filled=False, color=color, strokeWidth=width, opacity=1
            )


def _ground(paper: _Paper) -> Iterator[alt.Chart]:
    """North, and how long some kilometres are."""
    per_km = paper.scale / KM
    km = next((one for one in (10, 5, 2, 1) if one * per_km <= 90), 1)
    foot = paper.height - 8
    rule = {"x": 8, "end": 8 + km * per_km, "y": foot}
    base = alt.Chart(alt.Data(values=[rule])).encode(x="x:Q", y="y:Q")
    yield base.mark_rule(color=style.TEXT, strokeWidth=2).encode(x2="end:Q")
    yield base.mark_text(align="left", dy=-11).encode(text=alt.value(f"約{km}km"))
    north = alt.Chart(alt.Data(values=[{"x": WIDTH - 18, "y": 14}])).encode(x="x:Q", y="y:Q")
    yield north.mark_text(fontWeight="bold").encode(text=alt.value("↑北"))


def alt_text(dots: Sequence[Dot]) -> str:
    """The plan as a sentence."""
    told = "、".join(f"{one.name}{one.words}" for one in dots)
    flagged = "・".join(one.name for one in dots if one.is_flagged) or "なし"
    return f"町のおおよその位置を丸で示した図。{told}。届いていない町は{flagged}。"
