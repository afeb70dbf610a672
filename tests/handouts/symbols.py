"""The QR symbols of a finished PDF, measured on the page as it is printed.

Nothing here knows how a sheet was made: a page becomes a picture of 300 dpi, a reader of the trade
finds the symbols in it, and what it finds is held against the rules of `handouts/paper/qr.py`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import zxingcpp
from PIL import Image

from tests.handouts import lint

DPI = 300
MM = DPI / 25.4  # pixels of the picture
POINT = DPI / 72
QUIET = 4  # modules
NEAR = 5  # pixels by which the reader may miss a corner
DPIS = (72, 100, 150, 300)  # a coarse picture on a screen, up to what office printers do
HAIR = 0.15  # modules by which the edge of something beside the zone may be blurred into it
EXACT = 0.995  # how well a side can be measured in whole pixels
WIDE = 250  # millimetres: a poster, read from a metre away
WHITE, PALE, DARK = 250, 235, 20


@dataclass(frozen=True, slots=True)
class Symbol:
    """What it says, how many modules a side has, and its box in pixels of its page."""

    page: int
    text: str
    modules: int
    left: int
    top: int
    right: int
    bottom: int

    @property
    def side(self) -> float:
        """In millimetres, without the quiet zone."""
        return (self.right - self.left) / MM

    @property
    def module(self) -> float:
        return self.side / self.modules

    @property
    def opens_a_page(self) -> bool:
        """Any telephone may read it; other symbols are numbers for the door's own camera."""
        return self.text.startswith("https://")

    def zone(self, modules: float) -> tuple[float, ...]:
        """The box widened by so many modules: left, top, right, bottom in pixels."""
        more = modules * (self.right - self.left) / self.modules
        return self.left - more, self.top - more, self.right + more, self.bottom + more


@lru_cache(maxsize=1)
def pictures(pdf: bytes) -> tuple[Image.Image, ...]:
    return tuple(lint.pages(pdf, DPI))


def read(picture: Image.Image) -> list[zxingcpp.Barcode]:
    return zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)


@lru_cache(maxsize=4)
def of(pdf: bytes) -> tuple[Symbol, ...]:
    """All symbols of all pages."""
    return tuple(
        _measured(number, np.asarray(picture), code)
        for number, picture in enumerate(pictures(pdf), start=1)
        for code in read(picture)
    )


def _measured(page: int, pixels: np.ndarray, code: zxingcpp.Barcode) -> Symbol:
    """Its three large corners reach to all four sides, so its ink tells its box to a pixel."""
    at, modules = code.position, 17 + 4 * int(code.extra["Version"])
    left, top = at.top_left.x - NEAR, at.top_left.y - NEAR
    rows, columns = np.nonzero(
        pixels[top : at.bottom_right.y + NEAR, left : at.bottom_right.x + NEAR] < 128
    )
    box = left + columns.min(), top + rows.min(), left + columns.max() + 1, top + rows.max() + 1
    return Symbol(page, code.text, modules, *map(int, box))


def said(pdf: bytes, dpi: int) -> list[str]:
    """What the symbols of all pages say at a resolution, sorted."""
    if dpi == DPI:
        return sorted(one.text for one in of(pdf))
    return sorted(code.text for page in pictures(pdf) for code in read(_coarser(page, dpi)))


def _coarser(page: Image.Image, dpi: int) -> Image.Image:
    if DPI % dpi == 0:
        return page.reduce(DPI // dpi)
    size = tuple(round(side * dpi / DPI) for side in page.size)
    return page.resize(size, Image.Resampling.BOX)


def problems(pdf: bytes) -> list[str]:
    """Symbols that are too fine, too small, or have something in them or in their quiet zone."""
    sheets, found = pictures(pdf), []
    for one in of(pdf):
        sheet = sheets[one.page - 1]
        for problem in (*_sizes(one, sheet.width / MM), *_ink(one, np.asarray(sheet))):
            found.append(f"page {one.page}, {one.text}: {problem}")
    return found + [f"page {page}: {what} by a symbol" for page, what in _beside(pdf)]


def _sizes(one: Symbol, width: float) -> Iterator[str]:
    module, side = (0.9, 25.0) if one.opens_a_page else (1.0, 21.0)
    if width > WIDE:
        module, side = 2.4, 60.0
    if one.module < module * EXACT:
        yield f"modules of {one.module:.3f} mm"
    if one.side < side * EXACT:
        yield f"{one.side:.1f} mm wide"


def _ink(one: Symbol, page: np.ndarray) -> Iterator[str]:
    """The zone is white, and every module is black or white in its middle."""
    left, top, right, bottom = (round(edge) for edge in one.zone(QUIET - HAIR))
    if left < 0 or top < 0 or right > page.shape[1] or bottom > page.shape[0]:
        yield "its quiet zone ends at the edge of the paper"
    zone = page[max(0, top) : bottom, max(0, left) : right].copy()
    inner = [round(edge) for edge in one.zone(HAIR)]
    zone[inner[1] - top : inner[3] - top, inner[0] - left : inner[2] - left] = 255
    if zone.min() < WHITE:
        yield "ink in its quiet zone"
    steps = (np.arange(one.modules) + 0.5) / one.modules
    rows = (one.top + steps * (one.bottom - one.top)).astype(int)
    columns = (one.left + steps * (one.right - one.left)).astype(int)
    middles = page[np.ix_(rows, columns)]
    if ((middles > DARK) & (middles < PALE)).any():
        yield "something over its modules"


def _beside(pdf: bytes) -> Iterator[tuple[int, str]]:
    """What was drawn within a zone, also where the symbol's white ground hides it."""
    for number, page in enumerate(lint.parsed(pdf), start=1):
        for one in (one for one in of(pdf) if one.page == number):
            zone = [edge / POINT for edge in one.zone(QUIET - HAIR)]
            own = [edge / POINT for edge in one.zone(HAIR)]
            yield from (
                (number, c["text"])
                for c in page.chars
                if c["text"].strip() and _meets(_inked(c), zone)
            )
            yield from (
                (number, shape["object_type"])
                for shape in page.shapes
                if _meets(_box(shape), zone)
                and not _holds(_box(shape), zone)
                and not _holds(own, _box(shape))
            )


def _box(thing: dict) -> tuple[float, ...]:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def _inked(char: dict) -> tuple[float, ...]:
    """Without the air that a line of type has above and below."""
    air = 0.15 * char["size"]
    return char["x0"], char["top"] + air, char["x1"], char["bottom"] - air


def _meets(one: tuple[float, ...], other: list[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(outer: tuple[float, ...], inner: tuple[float, ...]) -> bool:
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and outer[2] >= inner[2]
        and outer[3] >= inner[3]
    )
