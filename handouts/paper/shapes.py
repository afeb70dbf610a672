"""Colours and the few shapes every sheet is made of. Millimetres from the top left corner.

Light tints vanish on a black-and-white copy and leave clean white; frames and rules are dark and
thick enough to survive two copies. No meaning is carried by colour alone.
"""

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from handouts.paper.sheet import HEIGHT, Paper
from handouts.paper.space import Area
from handouts.paper.typeset import Style

INK, GREY, NAVY, ORANGE, WHITE = "#1A1A1A", "#33383F", "#0F3D6E", "#B8430A", "#FFFFFF"
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
    with paper.drawing() as canvas:
        _paint(canvas, fill, frame, line)
        canvas.roundRect(
            x * mm,
            (HEIGHT - y - height) * mm,
            width * mm,
            height * mm,
            radius * mm,
            stroke=int(bool(frame)),
            fill=int(bool(fill)),
        )
    if frame:
        right, bottom = x + width, y + height
        for side in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom)):
            paper.space.marks.append(_line_area(*side, name))
        paper.space.marks.append(_line_area(right, y, right, bottom, name))


def disc(paper: Paper, x: float, y: float, radius: float, *, fill: str) -> None:
    with paper.drawing() as canvas:
        _paint(canvas, fill, "", 0)
        canvas.circle(x * mm, (HEIGHT - y) * mm, radius * mm, stroke=0, fill=1)


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
    with paper.drawing(_line_area(x, y, to_x, to_y, "線")) as canvas:
        _paint(canvas, "", color, line)
        if dotted:
            canvas.setDash(1.2, 2.4)
        canvas.line(x * mm, (HEIGHT - y) * mm, to_x * mm, (HEIGHT - to_y) * mm)


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


def _paint(canvas: Canvas, fill: str, frame: str, line: float) -> None:
    if fill:
        canvas.setFillColor(HexColor(fill))
    if frame:
        canvas.setStrokeColor(HexColor(frame))
        canvas.setLineWidth(line)


def _line_area(x: float, y: float, to_x: float, to_y: float, name: str) -> Area:
    return Area(x - 0.2, y - 0.2, to_x + 0.2, to_y + 0.2, name)
