"""Colours and the few shapes every sheet is made of. Millimetres from the top left corner.

Light tints vanish on a black-and-white copy and leave clean white; frames and rules are dark and
thick enough to survive two copies. No meaning is carried by colour alone.
"""

from reportlab.lib.units import mm

from handouts.paper.lettering import color_of
from handouts.paper.sheet import HEIGHT, Paper
from handouts.paper.space import Area
from handouts.paper.typeset import Style

INK, GREY, NAVY, ORANGE, WHITE = "#1A1A1A", "#33383F", "#0F3D6E", "#B8430A", "#FFFFFF"
ARC = 0.5523  # how far the handles of a curve reach to make it a quarter of a circle
TINT, WARM, LINE = "#EEF3F9", "#FFF4E8", "#5F7186"


def panel(
    paper: Paper,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = "",
    frame: str = "",
    line: float = 1.2,
    radius: float = 3,
    name: str = "枠",
) -> None:
    """A box with round corners; `frame` is the colour of its line, `line` its width in points."""
    paper.draw(f"{_paint(fill, frame, line)} {_round(x, y, width, height, radius, fill, frame)}")
    if frame:
        right, bottom = x + width, y + height
        for side in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom)):
            paper.space.marks.append(_line_area(*side, name))
        paper.space.marks.append(_line_area(right, y, right, bottom, name))


def disc(paper: Paper, x: float, y: float, radius: float, *, fill: str) -> None:
    box = (x - radius, y - radius, 2 * radius, 2 * radius, radius)
    paper.draw(f"{_paint(fill, '', 0)} {_round(*box, fill, '')}")


def rule(
    paper: Paper,
    x: float,
    y: float,
    to_x: float,
    to_y: float,
    *,
    color: str = LINE,
    line: float = 1.0,
    dotted: bool = False,
) -> None:
    """A straight line, `line` points wide."""
    dash = "[1.2 2.4] 0 d " if dotted else ""
    points = f"{_at(x, y)} m {_at(to_x, to_y)} l S"
    area = _line_area(x, y, to_x, to_y, "線")
    paper.draw(f"{_paint('', color, line)} {dash}{points}", area)


def tick_box(paper: Paper, x: float, y: float, side: float, *, line: float = 1.2) -> None:
    """An empty square to tick with a pen."""
    panel(paper, x, y, side, side, fill=WHITE, frame=INK, line=line, radius=0.4)


def pill(
    paper: Paper,
    text: str,
    x: float,
    y: float,
    *,
    size: float = 12,
    height: float = 0,
    fill: str = NAVY,
    color: str = WHITE,
    frame: str = "",
    least: float = 0,
    most: float = 100,
    name: str,
) -> float:
    """A label of one line on a round ground; its width, between least and most, is returned."""
    height = height or size * 0.6
    style = Style(size, bold=True, color=color, unbroken=True, smallest=min(size, 10))
    block = paper.set(text, style, width=most - height, height=height, name=name)
    ink = block.lines[0].width / mm
    width = max(least, ink + height)
    panel(paper, x, y, width, height, fill=fill, frame=frame, radius=height / 2, name=name)
    paper.place(block, x + (width - ink) / 2, y + (height - block.height) / 2, name=name)
    return width


def _paint(fill: str, frame: str, line: float) -> str:
    filled = f"{color_of(fill)} rg " if fill else ""
    return f"{filled}{color_of(frame)} RG {line:g} w" if frame else filled


def _round(
    x: float, y: float, width: float, height: float, radius: float, fill: str, frame: str
) -> str:
    """A box with quarters of circles for corners, as operators; clockwise from the upper left."""
    near, right, bottom = radius * (1 - ARC), x + width, y + height
    corners = (
        ((right - radius, y), (right - near, y), (right, y + near), (right, y + radius)),
        ((right, bottom - radius), (right, bottom - near), (right - near, bottom),
         (right - radius, bottom)),
        ((x + radius, bottom), (x + near, bottom), (x, bottom - near), (x, bottom - radius)),
        ((x, y + radius), (x, y + near), (x + near, y), (x + radius, y)),
    )  # fmt: skip
    drawn = (
        f"{_at(*start)} l {' '.join(_at(*point) for point in curve)} c" for start, *curve in corners
    )
    end = "b" if fill and frame else ("f" if fill else "s")
    return f"{_at(x + radius, y)} m {' '.join(drawn)} {end}"


def _at(x: float, y: float) -> str:
    return f"{x * mm:.2f} {(HEIGHT - y) * mm:.2f}"


def _line_area(x: float, y: float, to_x: float, to_y: float, name: str) -> Area:
    return Area(x - 0.2, y - 0.2, to_x + 0.2, to_y + 0.2, name)
