"""The same pictograms for paper: what a page of PDF is told to draw one."""

from functools import cache
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from handouts.pictograms import PICTURES
from handouts.pictograms.pen import Pen


@cache
def drawn(name: str) -> str:
    """The operators of the picture of that name, which are the same on every sheet."""
    canvas = Canvas(BytesIO())
    pen = Pen(canvas)
    with pen.screen():
        PICTURES[name](pen)
    return canvas.getCurrentPageContent()
