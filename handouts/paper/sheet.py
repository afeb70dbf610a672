"""The paper itself: A4 upright, millimetres from the top left corner, text sizes in points.

A larger paper of the same proportion (A3) is drawn on the A4 grid and enlarged as a whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from math import inf

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfdoc import PDFArray, PDFName
from reportlab.pdfgen.canvas import Canvas

from handouts.paper import fonts, lettering, qr
from handouts.paper.qr import Symbol
from handouts.paper.space import Area, Space
from handouts.paper.tags import Tags
from handouts.paper.typeset import RUBY, RUBY_GAP, Block, Line, Style, Unprintable, typeset
from japanese.furigana import plain
from refusal import Refusal

WIDTH, HEIGHT = 210.0, 297.0
ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}
ASCENT, DESCENT = 0.84, 0.1  # em; the ink of a line of Japanese


class Paper:
    """One document. Whatever cannot be printed right is refused, by the name of the sheet."""

    def __init__(self, title: str, *, enlarged: float = 1) -> None:
        self.title = plain(fonts.clean(title))
        self.enlarged = enlarged
        self._file = BytesIO()
        fonts.load(fonts.REGULAR)
        # invariant: the same rows give the same bytes. Without initialFontName reportlab puts
        # Helvetica, not embedded, on every page.
        self.canvas = Canvas(
            self._file,
            pagesize=tuple(side * enlarged for side in A4),
            invariant=1,
            pageCompression=1,
            pdfVersion=(1, 7),
            lang="ja-JP",
            initialFontName=fonts.REGULAR,
        )
        self.canvas.setTitle(self.title)
        self.canvas.setCreator("Tonari")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas._preamble += f" {enlarged:.6f} 0 0 {enlarged:.6f} 0 0 cm"  # on every page
        self.tags = Tags(self.canvas)
        self.space = Space(WIDTH, HEIGHT)
        self._known: dict[tuple[str, Style, float, float], Block] = {}

    def set(
        self, text: str, style: Style, *, width: float, height: float = inf, name: str
    ) -> Block:
        """Typeset without drawing; `name` is what the Refusal calls the text.

        What a batch of sheets has in common is set once.
        """
        key = (text, style, width, height)
        if key not in self._known:
            with self._refusing(name):
                self._known[key] = typeset(*key)
        return self._known[key]

    def place(self, block: Block, x: float, y: float, *, tag: str = "P", name: str = "") -> float:
        """Draw a block with its top at y; returns where it ends."""
        spoken = block.text if any(line.has_ruby for line in block.lines) else ""
        baseline = (HEIGHT - y) * mm
        with self.tags.element(tag), self.tags.content(spoken):
            for line, step in zip(block.lines, block.steps(), strict=True):
                baseline -= step
                left = x * mm + (block.width * mm - line.width) * ALIGN[block.style.align]
                lettering.draw(self.canvas, line, left, baseline, block.style)
                self._note(line, left, baseline, block.style.size, name or block.text[:12])
        return y + block.height

    def write(
        self,
        text: str,
        style: Style,
        x: float,
        y: float,
        *,
        width: float,
        height: float = inf,
        name: str,
        tag: str = "P",
    ) -> float:
        """Typeset and draw in one step; returns where the text ends."""
        block = self.set(text, style, width=width, height=height, name=name)
        return self.place(block, x, y, tag=tag, name=name)

    def middle(
        self,
        text: str,
        style: Style,
        x: float,
        y: float,
        *,
        width: float,
        height: float,
        name: str,
        tag: str = "P",
    ) -> None:
        """Typeset and draw in the vertical middle of a place."""
        block = self.set(text, style, width=width, height=height, name=name)
        self.place(block, x, y + (height - block.height) / 2, tag=tag, name=name)

    def qr(
        self,
        payload: str,
        x: float,
        y: float,
        side: float,
        *,
        level: str,
        smallest_module: float,
        alt: str,
    ) -> None:
        """Draw a symbol of `side` millimetres (without its quiet zone), top left corner at x, y.

        Refused when the payload is so long that a module would be smaller than `smallest_module`.
        """
        symbol = qr.symbol(payload, level)
        module = side / symbol.modules
        if module < smallest_module:
            raise self.refusal("QRコード", "に入れる文字が長すぎます。短くしてください。")
        quiet = qr.QUIET * module
        self.space.symbols.append(
            Area(x - quiet, y - quiet, x + side + quiet, y + side + quiet, "QRコード")
        )
        bottom = HEIGHT - y - side
        corners = (x, bottom, x + side, bottom + side)
        box = [round(v * mm * self.enlarged, 2) for v in corners]
        layout = {"O": PDFName("Layout"), "Placement": PDFName("Block"), "BBox": PDFArray(box)}
        with self.tags.element("Figure", alt=alt, **layout), self.tags.content():
            self._paint(symbol, (x - quiet) * mm, (bottom - quiet) * mm, module * mm)

    @contextmanager
    def drawing(self, area: Area | None = None) -> Iterator[Canvas]:
        """Decoration on the canvas; its area, when given, is kept away from the QR codes."""
        if area:
            self.space.marks.append(area)
        with self.tags.decoration():
            self.canvas.saveState()
            yield self.canvas
            self.canvas.restoreState()

    @contextmanager
    def part(self, title: str) -> Iterator[None]:
        """A sheet among several: a bookmark leads to its first page, a Refusal names it."""
        whole, self.title = self.title, plain(fonts.clean(title))
        key = f"part{self.canvas.getPageNumber()}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(self.title, key)
        with self.tags.element("Part"):
            yield
        self.title = whole

    def end_page(self) -> None:
        with self._refusing(""):
            self.space.check()
        self.space = Space(WIDTH, HEIGHT)
        self.canvas.showPage()
        self.tags.end_page()

    def finish(self) -> bytes:
        self.tags.finish(self.title)
        self.canvas.save()
        return self._file.getvalue()

    def _paint(self, symbol: Symbol, x: float, y: float, module: float) -> None:
        """The symbol on its white quiet zone, whose lower left corner is at x, y (points)."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.scale(module, module)
        self.canvas.setFillGray(1)
        total = symbol.modules + 2 * qr.QUIET
        self.canvas.rect(0, 0, total, total, stroke=0, fill=1)
        self.canvas.setFillGray(0)
        self.canvas.translate(qr.QUIET, qr.QUIET)
        self.canvas._code.append(f"{symbol.rectangles} f")
        self.canvas.restoreState()

    @contextmanager
    def _refusing(self, name: str) -> Iterator[None]:
        try:
            yield
        except Unprintable as reason:
            raise self.refusal(name, str(reason)) from reason

    def refusal(self, name: str, reason: str) -> Refusal:
        """The one no of this sheet; `reason` ends the sentence that `name` begins."""
        return Refusal(f"「{self.title}」を印刷できません。{name}{reason}")

    def _note(self, line: Line, x: float, y: float, size: float, name: str) -> None:
        ascent = ASCENT + (RUBY + RUBY_GAP) * line.has_ruby
        if line.width:
            self.space.texts.append(
                Area(
                    x / mm,
                    HEIGHT - (y + size * ascent) / mm,
                    (x + line.width) / mm,
                    HEIGHT - (y - size * DESCENT) / mm,
                    name,
                )
            )
