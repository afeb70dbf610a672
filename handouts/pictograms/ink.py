"""The same pictograms for paper: a canvas of the pen that writes what a page of PDF is told."""

from functools import cache
from math import cos, radians, sin

from reportlab.pdfgen.pdfgeom import bezierArc

from handouts.pictograms import PICTURES
from handouts.pictograms.pen import Pen

CORNER = 0.5523  # how far the handles of a quarter of a circle reach, in radii
PAINT = {(0, 1): "S", (1, 0): "f", (1, 1): "B"}


@cache
def drawn(name: str) -> str:
    """The operators of the picture of that name, which are the same on every sheet."""
    canvas = Canvas()
    pen = Pen(canvas)
    with pen.screen():
        PICTURES[name](pen)
    return " ".join(canvas.operators)


def _written(*numbers: float) -> str:
    return " ".join([f"{round(number, 3):g}" for number in numbers])


class Path:
    """What `beginPath` gives: the steps of an outline."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def moveTo(self, x: float, y: float) -> None:  # noqa: N802 - as reportlab calls it
        self.steps.append(f"{_written(x, y)} m")

    def lineTo(self, x: float, y: float) -> None:  # noqa: N802
        self.steps.append(f"{_written(x, y)} l")

    def curveTo(self, *numbers: float) -> None:  # noqa: N802
        self.steps.append(f"{_written(*numbers)} c")

    def close(self) -> None:
        self.steps.append("h")

    def roundRect(self, x: float, y: float, width: float, height: float, r: float) -> None:  # noqa: N802
        right, low, near = x + width, y + height, r * (1 - CORNER)
        self.moveTo(x + r, y)
        self.lineTo(right - r, y)
        self.curveTo(right - near, y, right, y + near, right, y + r)
        self.lineTo(right, low - r)
        self.curveTo(right, low - near, right - near, low, right - r, low)
        self.lineTo(x + r, low)
        self.curveTo(x + near, low, x, low - near, x, low - r)
        self.lineTo(x, y + r)
        self.curveTo(x, y + near, x + near, y, x + r, y)
        self.close()


class Canvas:
    """The part of a reportlab canvas that handouts.pictograms.pen draws with.

    reportlab's own takes ten times as long for the same lines, and a sheet has seven pictures.
    """

    def __init__(self) -> None:
        self.operators: list[str] = []

    def setLineCap(self, kind: int) -> None:  # noqa: N802
        self.operators.append(f"{kind} J")

    def setLineJoin(self, kind: int) -> None:  # noqa: N802
        self.operators.append(f"{kind} j")

    def setFillColorRGB(self, *color: float) -> None:  # noqa: N802
        self.operators.append(f"{_written(*color)} rg")

    def setStrokeColorRGB(self, *color: float) -> None:  # noqa: N802
        self.operators.append(f"{_written(*color)} RG")

    def setLineWidth(self, thick: float) -> None:  # noqa: N802
        self.operators.append(f"{_written(thick)} w")

    def beginPath(self) -> Path:  # noqa: N802
        return Path()

    def clipPath(self, path: Path, *, stroke: int, fill: int) -> None:  # noqa: N802
        self.operators += [*path.steps, "W n"]

    def drawPath(self, path: Path, *, fill: int, stroke: int) -> None:  # noqa: N802
        self.operators += [*path.steps, PAINT[fill, stroke]]

    def roundRect(  # noqa: N802
        self, x: float, y: float, width: float, height: float, r: float, *, fill: int, stroke: int
    ) -> None:
        path = Path()
        path.roundRect(x, y, width, height, r)
        self.drawPath(path, fill=fill, stroke=stroke)

    def circle(self, x: float, y: float, r: float, *, fill: int, stroke: int) -> None:
        self.roundRect(x - r, y - r, 2 * r, 2 * r, r, fill=fill, stroke=stroke)

    def arc(
        self, x: float, y: float, to_x: float, to_y: float, start: float, extent: float
    ) -> None:
        """Part of the circle in a box."""
        path = Path()
        curves = bezierArc(x, y, to_x, to_y, start, extent)
        path.moveTo(*curves[0][:2])
        for curve in curves:
            path.curveTo(*curve[2:])
        self.drawPath(path, fill=0, stroke=1)

    def saveState(self) -> None:  # noqa: N802
        self.operators.append("q")

    def restoreState(self) -> None:  # noqa: N802
        self.operators.append("Q")

    def translate(self, x: float, y: float) -> None:
        self.operators.append(f"1 0 0 1 {_written(x, y)} cm")

    def rotate(self, degrees: float) -> None:
        turned, lifted = cos(radians(degrees)), sin(radians(degrees))
        self.operators.append(f"{_written(turned, lifted, -lifted, turned)} 0 0 cm")

    def scale(self, x: float, y: float) -> None:
        self.operators.append(f"{_written(x)} 0 0 {_written(y)} 0 0 cm")
