"""Text becomes a QR symbol, as merged rectangles that stay sharp at every printer's resolution.

How large a symbol must be follows from who reads it, and from where: an old telephone's camera
needs 2.6 pixels a module, and sees 3.7 pixels a millimetre at 30 cm (bench/scenes.py measures it).
"""

from dataclasses import dataclass
from functools import lru_cache

import qrcode
from qrcode.constants import (
    ERROR_CORRECT_H,
    ERROR_CORRECT_L,
    ERROR_CORRECT_M,
    ERROR_CORRECT_Q,
)

LEVELS = {"L": ERROR_CORRECT_L, "M": ERROR_CORRECT_M, "Q": ERROR_CORRECT_Q, "H": ERROR_CORRECT_H}
QUIET = 4  # modules of white on every side (ISO/IEC 18004)
# Trying all eight masks costs six times as much, and cameras read one as well as another.
MASK = 3


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a symbol: the levels to try, the one that forgives most stains first, and the
    least width of a module and of the whole symbol in millimetres.
    """

    levels: str
    module: float
    side: float


ANYBODY = Reader("QM", module=0.9, side=25.0)  # with any telephone, the sheet in the hand
PASSER_BY = Reader("QM", module=2.4, side=60.0)  # a metre away from the wall
# The app's own camera, for bare numbers of 21 modules. Its three corners are a third of so small a
# symbol: a drop of coffee meets one of them more often, and a larger module makes up for it.
DOOR = Reader("H", module=1.0, side=21.0)


@dataclass(frozen=True, slots=True)
class Symbol:
    """`modules` per side, and the dark ones as PDF rectangles on a grid of one unit per module."""

    modules: int
    rectangles: str


def fitting(payload: str, side: float, reader: Reader) -> Symbol | None:
    """The symbol on this many millimetres that this reader can read; None when there is none."""
    for level in reader.levels:
        found = symbol(payload, level)
        if side >= reader.side and side / found.modules >= reader.module:
            return found
    return None


@lru_cache(maxsize=2048)
def symbol(payload: str, level: str) -> Symbol:
    code = qrcode.QRCode(error_correction=LEVELS[level], border=0, mask_pattern=MASK)
    code.add_data(payload)
    code.make(fit=True)
    rows = [_bars(row) for row in code.modules]
    return Symbol(len(rows), " ".join(_merged(rows)))


def _bars(row: list[bool]) -> list[tuple[int, int]]:
    """The dark stretches of a row, as (first, end)."""
    edges = [i for i, (a, b) in enumerate(zip([False, *row], [*row, False], strict=True)) if a != b]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _merged(rows: list[list[tuple[int, int]]]) -> list[str]:
    """Equal bars of neighbouring rows become one rectangle; y grows upwards."""
    found: list[str] = []
    growing: dict[tuple[int, int], int] = {}
    for number, row in enumerate([*rows, []]):
        for bar in [bar for bar in growing if bar not in row]:
            first, end = bar
            top = growing.pop(bar)
            found.append(f"{first} {len(rows) - number} {end - first} {number - top} re")
        for bar in row:
            growing.setdefault(bar, number)
    return found
