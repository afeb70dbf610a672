"""A line of text becomes ink: letters from the font chain, and the readings above them."""

from functools import cache
from itertools import groupby

from reportlab.pdfbase.pdfdoc import PDFDocument

from handouts.paper import fonts
from handouts.paper.typeset import RUBY, RUBY_GAP, Line, Piece, Style

BOLD_STROKE = 0.032  # em; the fallback fonts have no bold, and this stroke looks like it
RUBY_BASE = 0.88 + RUBY_GAP  # em above the baseline
ESCAPED = {b"\\": b"\\\\", b"(": b"\\(", b")": b"\\)", b"\r": b"\\r"}


def drawn(document: PDFDocument, line: Line, x: float, y: float, style: Style) -> str:
    """The operators of a line from x on the baseline y; points from the bottom left corner.

    They are written here and not by reportlab's text object, which takes ten times as long for
    the same letters.
    """
    color = color_of(style.color)
    code = [f"BT {color} rg"]
    for has_ruby, group in groupby(line.pieces, key=lambda piece: bool(piece.ruby)):
        pieces = list(group)
        for piece in pieces if has_ruby else [_joined(pieces)]:
            code.append(_at(x + piece.overhang, y))
            code += _letters(document, piece.text, style.size, style.bold, color)
            if has_ruby:
                code += _reading(document, piece, x, y + style.size * RUBY_BASE, style)
            x += piece.width
    code.append("ET")
    return " ".join(code)


def _joined(pieces: list[Piece]) -> Piece:
    return Piece("".join(p.text for p in pieces), "", sum(p.width for p in pieces))


@cache
def color_of(color: str) -> str:
    """#RRGGBB as PDF has it."""
    return " ".join(f"{int(color[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


def _at(x: float, y: float) -> str:
    return f"1 0 0 1 {x:.2f} {y:.2f} Tm"


def _letters(document: PDFDocument, letters: str, size: float, bold: bool, color: str) -> list[str]:
    code = []
    for name, run in fonts.runs(letters, bold=bold):
        font, is_thin = fonts.load(name), bold and name != fonts.BOLD
        if is_thin:
            code.append(f"{color} RG {size * BOLD_STROKE:.3f} w 2 Tr")
        for subset, codes in font.splitString(run, document):
            shown = font.getSubsetInternalName(subset, document)
            code.append(f"{shown} {size:g} Tf ({_escaped(codes)}) Tj")
        if is_thin:
            code.append("0 Tr")
    return code


def _escaped(codes: bytes) -> str:
    for sign, written in ESCAPED.items():
        codes = codes.replace(sign, written)
    return codes.decode("latin-1")


def _reading(document: PDFDocument, piece: Piece, x: float, y: float, style: Style) -> list[str]:
    """The furigana, spread over its characters, or centred on them when it is wider."""
    size = style.size * RUBY
    width = fonts.width(piece.ruby, size, bold=False)
    room = max(0.0, piece.width - width) / len(piece.ruby)
    start = x + (piece.width - width - room * (len(piece.ruby) - 1)) / 2
    letters = _letters(document, piece.ruby, size, False, color_of(style.color))
    return [_at(start, y), f"{room:.3f} Tc", *letters, "0 Tc"]
