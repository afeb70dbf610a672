"""A line of text becomes ink: letters from the font chain, and the readings above them."""

from itertools import groupby

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from handouts.paper import fonts
from handouts.paper.typeset import RUBY, RUBY_GAP, Line, Piece, Style

BOLD_STROKE = 0.032  # em; the fallback fonts have no bold, and this stroke looks like it
RUBY_BASE = 0.88 + RUBY_GAP  # em above the baseline


def draw(canvas: Canvas, line: Line, x: float, y: float, style: Style) -> None:
    """Draw from x on the baseline y; points from the bottom left corner."""
    text = canvas.beginText()
    text.setFillColor(HexColor(style.color))
    for has_ruby, group in groupby(line.pieces, key=lambda piece: bool(piece.ruby)):
        pieces = list(group)
        for piece in pieces if has_ruby else [_joined(pieces)]:
            text.setTextOrigin(x + piece.overhang, y)
            _letters(text, piece.text, style.size, style)
            if has_ruby:
                _reading(text, piece, x, y + style.size * RUBY_BASE, style)
            x += piece.width
    canvas.drawText(text)


def _joined(pieces: list[Piece]) -> Piece:
    return Piece("".join(p.text for p in pieces), "", sum(p.width for p in pieces))


def _letters(text: PDFTextObject, letters: str, size: float, style: Style) -> None:
    for name, run in fonts.runs(letters, bold=style.bold):
        text.setFont(name, size)
        if style.bold and name != fonts.BOLD:
            text.setStrokeColor(HexColor(style.color))
            text._code.append(f"{size * BOLD_STROKE:.3f} w 2 Tr")
            text.textOut(run)
            text._code.append("0 Tr")
        else:
            text.textOut(run)


def _reading(text: PDFTextObject, piece: Piece, x: float, y: float, style: Style) -> None:
    """The furigana, spread over its characters, or centred on them when it is wider."""
    size = style.size * RUBY
    width = fonts.width(piece.ruby, size, bold=False)
    room = max(0.0, piece.width - width) / len(piece.ruby)
    text.setTextOrigin(x + (piece.width - width - room * (len(piece.ruby) - 1)) / 2, y)
    text.setCharSpace(room)
    _letters(text, piece.ruby, size, Style(size, color=style.color))
    text.setCharSpace(0)
