"""Where every character, line and frame of a finished PDF stands.

pdfminer interprets the page; qpdf takes its content to pieces, which in Python is the slowest part.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from typing import Any

import pikepdf
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTItem
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import LIT

KINDS = {"LTRect": "rect", "LTLine": "line", "LTCurve": "curve"}
SPELT = str.maketrans({"*": "_a", '"': "_w", "'": "_q"})  # as pdfminer names its methods


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds, in points from its top left corner."""

    width: float
    height: float
    chars: list[dict[str, Any]]
    shapes: list[dict[str, Any]]


@lru_cache(maxsize=8)
def parsed(pdf: bytes) -> list[Page]:
    """Taking pages to pieces is the slow part; all rules of a sheet ask for it in turn."""
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager)
    interpreter = _Interpreter(manager, device)
    found = []
    for page in PDFPage.get_pages(BytesIO(pdf)):
        interpreter.process_page(page)
        layout = device.get_result()
        things = list(_inside(layout, layout.height))
        found.append(
            Page(
                layout.width,
                layout.height,
                [one for one in things if "text" in one],
                [one for one in things if "stroke" in one],
            )
        )
    return found


class _Interpreter(PDFPageInterpreter):
    """pdfminer's own, but for who reads the operators."""

    def execute(self, streams: Sequence[object]) -> None:
        content = b"\n".join(stream_value(one).get_data() for one in streams)
        scratch = pikepdf.new()
        for operands, operator in pikepdf.parse_content_stream(scratch.make_stream(content)):
            act = getattr(self, f"do_{str(operator).translate(SPELT)}")
            for one in operands:
                self.push(_plain(one))
            wanted = act.__code__.co_argcount - 1
            act(*(self.pop(wanted) if wanted else ()))


def _plain(operand: Any) -> Any:
    """An operand of qpdf as pdfminer would have read it."""
    if isinstance(operand, Decimal):
        return float(operand)
    if isinstance(operand, pikepdf.Name):
        return LIT(str(operand)[1:])
    if isinstance(operand, pikepdf.String):
        return bytes(operand)
    if isinstance(operand, pikepdf.Array):
        return [_plain(one) for one in operand]
    if isinstance(operand, pikepdf.Dictionary):
        return {name[1:]: _plain(one) for name, one in operand.items()}
    return operand


def _inside(container: LTContainer, height: float) -> Iterator[dict[str, Any]]:
    for one in container:
        if isinstance(one, LTContainer):
            yield from _inside(one, height)
        elif isinstance(one, LTChar):
            color = one.graphicstate.ncolor
            yield _box(one, height) | {
                "text": one.get_text(),
                "size": one.size,
                "non_stroking_color": color if isinstance(color, tuple) else (color,),
            }
        elif isinstance(one, LTCurve):
            kind = KINDS[type(one).__name__]
            yield _box(one, height) | {"object_type": kind, "stroke": one.stroke}


def _box(one: LTItem, height: float) -> dict[str, Any]:
    return {
        "x0": one.x0,
        "x1": one.x1,
        "top": height - one.y1,
        "bottom": height - one.y0,
        "width": one.width,
        "height": one.height,
    }
