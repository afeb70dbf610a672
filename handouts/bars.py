"""Bars that survive the copier: a full one, a hatched one and a hollow one, in black on white.

They are vectors in one Figure whose alternative text says what they show; the numbers stand beside
them as text.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil

from reportlab.lib.units import mm

from handouts.paper.lettering import color_of
from handouts.paper.shapes import INK, NAVY, ORANGE, WHITE
from handouts.paper.sheet import HEIGHT, Paper

FRAME, HATCH, TARGET = 1.0, 0.9, 2.0  # points wide
HALO = 5.0  # around a target, so that it is seen on a full bar without its colour
STEP = 1.5  # millimetres between the lines of a hatch
THICK, THIN, GAP = 0.42, 0.22, 0.1  # of a row's height
TIP = 1.2  # millimetres: half the width of a target's arrow head


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with the one of the year before and the target; none: not to be told.

    is_short: it has not reached what was wanted, and is hatched.
    """

    value: float | None
    before: float | None = None
    target: float | None = None
    is_short: bool = False


def draw(
    paper: Paper,
    bars: Sequence[Bar],
    x: float,
    y: float,
    *,
    width: float,
    rows: Sequence[float],
    alt: str,
) -> None:
    """A row a bar, each so many millimetres high; the longest one takes the whole width."""
    scale = width / (highest(bars) or 1)
    tops = accumulate(rows, initial=y)
    axis = f"{color_of(INK)} RG {FRAME} w {_at(x, y)} m {_at(x, y + sum(rows))} l S"
    parts = [
        part
        for bar, start, row in zip(bars, tops, rows, strict=False)
        for part in _row(bar, x, start, row, scale)
    ]
    paper.figure(" ".join([axis, *parts]), x, y, width, sum(rows), alt=alt)


def highest(bars: Sequence[Bar]) -> float:
    """Of all that is drawn."""
    values = (one for bar in bars for one in (bar.value, bar.before, bar.target))
    return max((one for one in values if one is not None), default=0)


def sample(paper: Paper, bar: Bar, x: float, y: float, *, width: float, row: float) -> None:
    """One bar of a legend, which the words beside it explain."""
    paper.draw(" ".join(_row(bar, x, y, row, width / (highest([bar]) or 1))))


def _row(bar: Bar, x: float, y: float, row: float, scale: float) -> Iterator[str]:
    thick, thin = row * THICK, row * THIN
    begin = y + (row - thick - thin - row * GAP) / 2
    if bar.before is None:
        begin = y + (row - thick) / 2
    if bar.value:
        yield _bar(x, begin, bar.value * scale, thick, hatched=bar.is_short)
    if bar.before:
        yield _hollow(x, begin + thick + row * GAP, bar.before * scale, thin)
    if bar.target is not None:
        yield _target(x + bar.target * scale, begin, thick)


def _bar(x: float, y: float, length: float, height: float, *, hatched: bool) -> str:
    box = f"{_at(x, y + height)} {length * mm:.2f} {height * mm:.2f} re"
    if not hatched:
        return f"{color_of(NAVY)} rg {box} f"
    lines = " ".join(
        f"{_at(x + at * STEP - height, y + height)} m {_at(x + at * STEP, y)} l"
        for at in range(1, ceil((length + height) / STEP) + 1)
    )
    hatch = f"q {box} W n {color_of(NAVY)} RG {HATCH} w {lines} S Q"
    return f"{color_of(WHITE)} rg {box} f {hatch} {color_of(NAVY)} RG {FRAME} w {box} S"


def _hollow(x: float, y: float, length: float, height: float) -> str:
    box = f"{_at(x, y + height)} {length * mm:.2f} {height * mm:.2f} re"
    return f"{color_of(WHITE)} rg {color_of(INK)} RG {FRAME} w {box} B"


def _target(x: float, y: float, height: float) -> str:
    """A thick line across the bar under an arrow head."""
    tip = f"{_at(x - TIP, y - TIP)} m {_at(x + TIP, y - TIP)} l {_at(x, y + TIP * 0.4)} l h f"
    line = f"{_at(x, y - TIP * 0.4)} m {_at(x, y + height + 0.4)} l S"
    halo = f"{color_of(WHITE)} RG {HALO} w {line}"
    return f"{halo} {color_of(ORANGE)} rg {color_of(ORANGE)} RG {TARGET} w {line} {tip}"


def _at(x: float, y: float) -> str:
    return f"{x * mm:.2f} {(HEIGHT - y) * mm:.2f}"
