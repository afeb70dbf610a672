"""The same pictograms for a screen: a canvas of the pen that writes SVG."""

from functools import lru_cache
from math import cos, radians, sin
from typing import Self

from handouts.pictograms import PICTURES
from handouts.pictograms.pen import HEIGHT, WIDTH, Pen


@lru_cache(maxsize=128)
def drawn(name: str) -> str:
    """The picture of that name as an SVG document."""
    canvas = Canvas()
    pen = Pen(canvas)
    with pen.screen():
        PICTURES[name](pen)
    return canvas.document()


class Path:
    """What `beginPath` gives: the steps of an outline."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def _add(self, letter: str, *numbers: float) -> Self:
        self.steps.append(letter + " ".join(f"{number:.6g}" for number in numbers))
        return self

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - as reportlab calls it
        self._add("M", x, y)

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        self._add("L", x, y)

    def curveTo(self, *numbers: float) -> None:  # noqa: N802
        self._add("C", *numbers)

    def close(self) -> None:
        self._add("Z")

    def roundRect(self, *_numbers: float) -> None:  # noqa: N802
        """Only cut out by it; the document's own edge does that."""


class Canvas:
    """The part of a reportlab canvas that handouts.pictograms.pen draws with."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._open = [0]
        self._fill = self._line = "#000"
        self._thick = 0.4

    def document(self) -> str:
        head = f'xmlns="http://www.w3.org/2000/svg" viewBox="-.3 -.3 {WIDTH + 0.6} {HEIGHT + 0.6}"'
        style = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
        return f"<svg {head} {style}>{''.join(self._parts)}</svg>"

    def setLineCap(self, _kind: int) -> None:  # noqa: N802
        """Always round."""

    def setLineJoin(self, _kind: int) -> None:  # noqa: N802
        """Always round."""

    def setFillColorRGB(self, *color: float) -> None:  # noqa: N802
        self._fill = _hex(color)

    def setStrokeColorRGB(self, *color: float) -> None:  # noqa: N802
        self._line = _hex(color)

    def setLineWidth(self, thick: float) -> None:  # noqa: N802
        self._thick = thick

    def beginPath(self) -> Path:  # noqa: N802
        return Path()

    def clipPath(self, _path: Path, *, stroke: int, fill: int) -> None:  # noqa: N802
        """The document's own edge cuts what lies outside."""

    def drawPath(self, path: Path, *, fill: int, stroke: int) -> None:  # noqa: N802
        self._put(f'<path d="{" ".join(path.steps)}"', fill, stroke)

    def roundRect(  # noqa: N802
        self, x: float, y: float, width: float, height: float, r: float, *, fill: int, stroke: int
    ) -> None:
        size = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{r}"'
        self._put(f"<rect {size}", fill, stroke)

    def circle(self, x: float, y: float, r: float, *, fill: int, stroke: int) -> None:
        self._put(f'<circle cx="{x}" cy="{y}" r="{r}"', fill, stroke)

    def arc(
        self, x: float, y: float, to_x: float, to_y: float, start: float, extent: float
    ) -> None:
        """Part of the circle in a box, in degrees clockwise as the y axis points down."""
        radius, mid_x, mid_y = (to_x - x) / 2, (x + to_x) / 2, (y + to_y) / 2
        ends = [
            (mid_x + radius * cos(radians(at)), mid_y + radius * sin(radians(at)))
            for at in (start, start + extent)
        ]
        (from_x, from_y), (end_x, end_y) = ends
        path = Path()
        path.moveTo(from_x, from_y)
        large = int(abs(extent) > 180)
        path._add("A", radius, radius, 0, large, int(extent > 0), end_x, end_y)
        self.drawPath(path, fill=0, stroke=1)

    def saveState(self) -> None:  # noqa: N802
        self._open.append(0)

    def restoreState(self) -> None:  # noqa: N802
        self._parts.append("</g>" * self._open.pop())

    def translate(self, x: float, y: float) -> None:
        self._group(f"translate({x} {y})")

    def rotate(self, degrees: float) -> None:
        self._group(f"rotate({degrees})")

    def scale(self, x: float, y: float) -> None:
        self._group(f"scale({x} {y})")

    def _group(self, change: str) -> None:
        self._parts.append(f'<g transform="{change}">')
        self._open[-1] += 1

    def _put(self, shape: str, fill: int, stroke: int) -> None:
        look = f' fill="{self._fill}"' * fill
        look += f' stroke="{self._line}" stroke-width="{self._thick:.3g}"' * stroke
        self._parts.append(f"{shape}{look}/>")


def _hex(color: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in color)
