"""The pen the pictograms are drawn with: a screen of 27 x 19 mm, y grows downwards."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

WIDTH, HEIGHT = 27.0, 19.0
INK, SLATE, LINE, PALE, FAINT, WHITE = (
    "#1A1A1A",
    "#2B3F55",
    "#5F7186",
    "#B9C5D2",
    "#EAF0F6",
    "#FFFFFF",
)
ORANGE, NAVY, BLUE, GREEN, RED, SAND = (
    "#B8430A",
    "#0F3D6E",
    "#2F6DB5",
    "#1B7F4B",
    "#B3261E",
    "#FFE3C7",
)
SKY, SUN, HILL = "#CFE3F5", "#F2A33A", "#2E7D4F"
HAND = (
    "M -.9 .9 C -.9 -.25 .9 -.25 .9 .9 L .9 4 C 1.2 3.3 2.5 3.3 2.6 4.2 C 3 3.6 4.1 3.7 4.1 4.7"
    " C 4.6 4.3 5.4 4.4 5.4 5.4 L 5.4 7.6 C 5.4 9.2 4.4 9.8 3.2 9.8 L 1.2 9.8"
    " C -.2 9.8 -1.2 8.6 -2.9 6.2 C -3.4 5.3 -2.4 4.6 -1.6 5.3 L -.9 6 Z"
)


class Pen:
    """All lengths in millimetres, line widths too; colours as #RRGGBB; "" draws no such part."""

    def __init__(self, canvas: Any) -> None:
        """`canvas` is a reportlab canvas whose unit is already one millimetre, y downwards."""
        self._canvas = canvas
        canvas.setLineCap(1)
        canvas.setLineJoin(1)

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        round: float = 0,
        fill: str = "",
        line: str = "",
        thick: float = 0.4,
    ) -> None:
        on = self._ready(fill, line, thick)
        self._canvas.roundRect(x, y, width, height, round, **on)

    def dot(
        self,
        x: float,
        y: float,
        radius: float,
        *,
        fill: str = "",
        line: str = "",
        thick: float = 0.4,
    ) -> None:
        self._canvas.circle(x, y, radius, **self._ready(fill, line, thick))

    def path(self, drawing: str, *, fill: str = "", line: str = "", thick: float = 0.4) -> None:
        """Draw "M x y L x y C x y x y x y Z", as in SVG, with blanks between all parts."""
        path = self._canvas.beginPath()
        steps: dict[str, tuple[int, Callable[..., None]]] = {
            "M": (2, path.moveTo),
            "L": (2, path.lineTo),
            "C": (6, path.curveTo),
            "Z": (0, path.close),
        }
        words = drawing.split()
        while words:
            count, step = steps[words.pop(0)]
            step(*(float(words.pop(0)) for _ in range(count)))
        self._canvas.drawPath(path, **self._ready(fill, line, thick))

    def line(self, *points: float, color: str = INK, thick: float = 0.6) -> None:
        """A line through x1, y1, x2, y2, …"""
        corners = zip(points[::2], points[1::2], strict=True)
        self.path("M " + " L ".join(f"{x} {y}" for x, y in corners), line=color, thick=thick)

    def arc(
        self,
        x: float,
        y: float,
        radius: float,
        start: float,
        extent: float,
        *,
        color: str = INK,
        thick: float = 0.6,
    ) -> None:
        """Part of a circle, in degrees clockwise from three o'clock."""
        self._ready("", color, thick)
        self._canvas.arc(x - radius, y - radius, x + radius, y + radius, start, extent)

    def arrow(self, x: float, y: float, to_x: float, to_y: float, *, color: str = ORANGE) -> None:
        """A bold arrow, level or upright."""
        across = 1 if to_x > x else -1
        down = 1 if to_y > y else -1
        wings = (
            (to_x - 1.9 * across, to_y - 1.7, to_x - 1.9 * across, to_y + 1.7)
            if y == to_y
            else (to_x - 1.7, to_y - 1.9 * down, to_x + 1.7, to_y - 1.9 * down)
        )
        self.line(x, y, to_x, to_y, color=color, thick=0.9)
        self.line(wings[0], wings[1], to_x, to_y, wings[2], wings[3], color=color, thick=0.9)

    def press(self, x: float, y: float, radius: float = 3.6, hand: bool = True) -> None:
        """Press here: an orange ring, and a hand whose finger points into it."""
        self.dot(x, y, radius, line=ORANGE, thick=0.8)
        if hand:
            self.hand(x + 0.9, y + 1.2)

    def hand(self, x: float, y: float, size: float = 0.75) -> None:
        """A pointing hand, its fingertip at x, y."""
        with self.moved(x, y, size):
            self.path(HAND, fill=WHITE, line=INK, thick=0.4 / size)

    @contextmanager
    def moved(self, x: float, y: float, size: float = 1.0, *, turned: float = 0) -> Iterator[None]:
        """Draw what follows from x, y as its corner, `size` times as large, turned in degrees."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.rotate(turned)
        self._canvas.scale(size, size)
        yield
        self._canvas.restoreState()

    @contextmanager
    def screen(self) -> Iterator[None]:
        """The frame round every picture; what lies outside is cut off."""
        self.box(0, 0, WIDTH, HEIGHT, round=2, fill=WHITE)
        self._canvas.saveState()
        clip = self._canvas.beginPath()
        clip.roundRect(0, 0, WIDTH, HEIGHT, 2)
        self._canvas.clipPath(clip, stroke=0, fill=0)
        yield
        self._canvas.restoreState()
        self.box(0, 0, WIDTH, HEIGHT, round=2, line=LINE, thick=0.36)

    def _ready(self, fill: str, line: str, thick: float) -> dict[str, int]:
        if fill:
            self._canvas.setFillColorRGB(*_rgb(fill))
        if line:
            self._canvas.setStrokeColorRGB(*_rgb(line))
            self._canvas.setLineWidth(thick)
        return {"fill": int(bool(fill)), "stroke": int(bool(line))}


def _rgb(color: str) -> tuple[float, float, float]:
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
