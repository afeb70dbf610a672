"""Things that several pictograms show: a phone, a photo, a speech bubble, a pin …"""

from handouts.pictograms.pen import (
    FAINT,
    GREEN,
    HILL,
    INK,
    LINE,
    NAVY,
    PALE,
    SKY,
    SLATE,
    SUN,
    WHITE,
    Pen,
)

HANDSET = (
    "M -2.6 -2.2 C -3.4 -1.2 -2.6 .8 -.9 2.4 C .8 4 2.7 4.6 3.6 3.7 L 4 3.2 L 2.3 1.5 L 1.3 2.2"
    " C .3 1.7 -.8 .6 -1.3 -.4 L -.5 -1.3 L -2 -3 Z"
)
PIN = "M 0 0 C -1 -2 -3.2 -3.6 -3.2 -6 C -3.2 -10.3 3.2 -10.3 3.2 -6 C 3.2 -3.6 1 -2 0 0 Z"


def landscape(pen: Pen, x: float, y: float, width: float, height: float, hill: str = HILL) -> None:
    pen.box(x, y, width, height, fill=SKY)
    pen.dot(x + width * 0.75, y + height * 0.28, min(width, height) * 0.12, fill=SUN)
    with pen.moved(x, y + height):
        w, h = width, -height
        pen.path(
            f"M 0 0 L {w * 0.36} {h * 0.66} L {w * 0.58} {h * 0.3}"
            f" L {w * 0.72} {h * 0.48} L {w} 0 Z",
            fill=hill,
        )


def bubble(
    pen: Pen, x: float, y: float, width: float, height: float, fill: str, line: str = ""
) -> None:
    """A speech bubble whose tail points down to the left."""
    with pen.moved(x, y):
        w, h = width, height
        pen.path(
            f"M {w * 0.18} 0 L {w * 0.82} 0 C {w} 0 {w} 0 {w} {h * 0.28} L {w} {h * 0.72}"
            f" C {w} {h} {w} {h} {w * 0.82} {h} L {w * 0.46} {h} L {w * 0.2} {h * 1.32}"
            f" L {w * 0.24} {h} L {w * 0.18} {h} C 0 {h} 0 {h} 0 {h * 0.72} L 0 {h * 0.28}"
            f" C 0 0 0 0 {w * 0.18} 0 Z",
            fill=fill,
            line=line,
        )


def phone(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    pen.box(x, y, width, height, round=width * 0.16, fill=SLATE)
    edge = width * 0.08
    pen.box(x + edge, y + edge, width - 2 * edge, height - 2 * edge, round=width * 0.1, fill=WHITE)


def icons(pen: Pen, columns: int, rows: int, *, first: tuple[float, float] = (3, 2.4)) -> None:
    """The grey apps of a home screen, 6 mm each, 7.4 mm apart across and 7.8 mm down."""
    for column in range(columns):
        for row in range(rows):
            x, y = first[0] + 7.4 * column, first[1] + 7.8 * row
            pen.box(x, y, 6, 6, round=1.4, fill=PALE)


def words(pen: Pen, x: float, y: float, *widths: float, fill: str = PALE, gap: float = 2.6) -> None:
    """Lines of text seen from afar."""
    for number, width in enumerate(widths):
        pen.box(x, y + gap * number, width, 1.3, round=0.65, fill=fill)


def person(pen: Pen, x: float, y: float, size: float = 1, fill: str = NAVY) -> None:
    """Head and shoulders; the middle of the chest at x, y."""
    with pen.moved(x, y, size):
        pen.dot(0, -3.4, 1.9, fill=fill)
        pen.path("M -3.4 2.6 C -3.4 -2.2 3.4 -2.2 3.4 2.6 Z", fill=fill)


def tick(pen: Pen, x: float, y: float, radius: float, fill: str = GREEN) -> None:
    pen.dot(x, y, radius, fill=fill)
    r = radius
    points = (x - 0.48 * r, y, x - 0.1 * r, y + 0.4 * r, x + 0.52 * r, y - 0.45 * r)
    pen.line(*points, color=WHITE, thick=0.26 * r)


def pin(pen: Pen, x: float, y: float, size: float, fill: str) -> None:
    """A map pin, its point at x, y."""
    with pen.moved(x, y, size):
        pen.path(PIN, fill=fill, line=WHITE, thick=0.4)
        pen.dot(0, -6.1, 1.25, fill=WHITE)


def streets(pen: Pen) -> None:
    """A map that fills the screen."""
    pen.box(0, 0, 27, 19, fill=FAINT)
    pen.path("M 0 0 L 8 0 L 6.4 6 L 0 7 Z", fill="#CDE5D3")
    pen.path("M 20 12 L 27 11 L 27 19 L 18.6 19 Z", fill=SKY)
    for street in ((0, 9, 27, 6.4), (9.6, 0, 7.6, 19), (19.4, 0, 17, 19), (0, 15, 27, 12.4)):
        pen.line(*street, color=PALE, thick=2.1)
        pen.line(*street, color=WHITE, thick=1.5)


def handset(pen: Pen, x: float, y: float, size: float, fill: str) -> None:
    with pen.moved(x, y, size):
        pen.path(HANDSET, fill=fill)


def microphone(pen: Pen, x: float, y: float, fill: str = NAVY) -> None:
    """A microphone on its foot, the middle of its head at x, y."""
    pen.box(x - 1.7, y - 3.6, 3.4, 6.4, round=1.7, fill=fill)
    pen.arc(x, y + 0.6, 3.1, 0, 180, color=fill, thick=0.7)
    pen.line(x, y + 3.8, x, y + 5.6, color=fill, thick=0.7)
    pen.line(x - 1.9, y + 5.6, x + 1.9, y + 5.6, color=fill, thick=0.7)


def padlock(pen: Pen, x: float, y: float, fill: str = NAVY) -> None:
    """A shut padlock, the top of its body at x, y."""
    pen.path(
        f"M {x - 2.4} {y} L {x - 2.4} {y - 2} C {x - 2.4} {y - 5.2} {x + 2.4} {y - 5.2}"
        f" {x + 2.4} {y - 2} L {x + 2.4} {y}",
        line=fill,
        thick=1,
    )
    pen.box(x - 4, y, 8, 6.6, round=1, fill=fill)
    pen.dot(x, y + 2.6, 0.95, fill=WHITE)
    pen.line(x, y + 2.8, x, y + 4.4, color=WHITE, thick=0.7)


def id_card(pen: Pen, x: float, y: float, size: float = 1) -> None:
    """Any card with a chip; no number on it."""
    with pen.moved(x, y, size):
        pen.box(0, 0, 15, 9.6, round=1.1, fill=FAINT, line=SLATE, thick=0.5)
        person(pen, 3.8, 5.2, 0.62, LINE)
        words(pen, 7.4, 1.8, 5.4, 4, fill=PALE, gap=2)
        pen.box(9.8, 5.6, 3.4, 2.5, round=0.5, fill=SUN, line=INK, thick=0.25)
