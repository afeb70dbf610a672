"""The paper itself: A4 upright, millimetres from the top left corner, text sizes in points.

A larger paper of the same proportion (A3) is drawn on the A4 grid and enlarged as a whole.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from math import inf
from typing import Any, NamedTuple, TypeVar

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from handouts.paper import filing, fonts, lettering, qr
from handouts.paper.qr import Reader, Symbol
from handouts.paper.space import Area, Space
from handouts.paper.tags import Kid, Tags
from handouts.paper.typeset import RUBY, RUBY_GAP, Block, Line, Style, Unprintable, typeset
from japanese.furigana import plain
from refusal import Refusal

WIDTH, HEIGHT = 210.0, 297.0
T = TypeVar("T")
ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}
ASCENT, DESCENT = 0.84, 0.1  # em; the ink of a line of Japanese


class Ink(NamedTuple):
    """What a part of a page was drawn with: operators, tags, the areas it takes."""

    code: str
    told: Sequence[Kid]  # the tags
    count: int  # of marked content
    areas: list[list[Area]]
    result: Any


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
        self._drawn: dict[Hashable, Ink] = {}
        self._marks = 0

    def set(
        self, text: str, style: Style, *, width: float, height: float = inf, name: str
    ) -> Block:
        """Typeset without drawing; `name` is what the Refusal calls the text."""
        try:
            return typeset(text, style, width, height)
        except Unprintable as reason:
            raise self.refusal(name, str(reason)) from reason

    def place(self, block: Block, x: float, y: float, *, tag: str = "P", name: str = "") -> float:
        """Draw a block with its top at y; returns where it ends."""
        spoken = block.text if block.has_ruby else ""
        baseline = (HEIGHT - y) * mm
        letters = []
        for line, step in zip(block.lines, block.steps, strict=True):
            baseline -= step
            left = x * mm + (block.width * mm - line.width) * ALIGN[block.style.align]
            letters.append(lettering.drawn(self.canvas._doc, line, left, baseline, block.style))
            self._note(line, left, baseline, block.style.size, name or block.text[:12])
        self.tags.mark(tag, " ".join(letters), spoken)
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
        alt: str,
        reader: Reader = qr.ANYBODY,
    ) -> None:
        """Draw a symbol of `side` millimetres (without its quiet zone), top left corner at x, y.

        Refused when the payload is so long that the reader could not make out its modules.
        """
        symbol = qr.fitting(payload, side * self.enlarged, reader)
        if symbol is None:
            raise self.refusal("QRコード", "に入れる文字が長すぎます。短くしてください。")
        module = side / symbol.modules
        quiet = qr.QUIET * module
        self.space.symbols.append(
            Area(x - quiet, y - quiet, x + side + quiet, y + side + quiet, "QRコード")
        )
        with self._figure(x, y, side, side, alt):
            self._paint(symbol, (x - quiet) * mm, (HEIGHT - y - side - quiet) * mm, module * mm)

    def figure(
        self, operators: str, x: float, y: float, width: float, height: float, *, alt: str
    ) -> None:
        """A drawing that says something, as PDF has it; `alt` says the same in words."""
        with self._figure(x, y, width, height, alt):
            self.canvas._code.append(f"q {operators} Q")

    @contextmanager
    def _figure(self, x: float, y: float, width: float, height: float, alt: str) -> Iterator[None]:
        corners = (x, HEIGHT - y - height, x + width, HEIGHT - y)
        box = " ".join(f"{v * mm * self.enlarged:.2f}" for v in corners)
        layout = {"O": "/Layout", "Placement": "/Block", "BBox": f"[{box}]"}
        with self.tags.element("Figure", alt=alt, **layout), self.tags.content():
            yield

    def draw(self, operators: str, area: Area | None = None) -> None:
        """Decoration, as PDF has it; its area, when given, is kept away from the QR codes."""
        if area:
            self.space.marks.append(area)
        self.tags.decorate(operators)

    @contextmanager
    def part(self, title: str) -> Iterator[None]:
        """A sheet among several: a bookmark leads to its first page, a Refusal names it."""
        whole, self.title = self.title, plain(fonts.clean(title))
        self.mark(self.title)
        with self.tags.element("Part"):
            yield
        self.title = whole

    def mark(self, title: str, *, level: int = 0) -> None:
        """A bookmark to this page; level 1 stands below the one before."""
        self._marks += 1
        key = f"part{self._marks}"
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(plain(fonts.clean(title)), key, level)

    def again(self, draw: Callable[..., T], *what: Hashable) -> T:
        """draw(self, *what); what this paper has seen drawn already is copied, not made anew.

        For the parts that many sheets of a batch have in common. `draw` knows nothing else than
        `what`; the same words elsewhere on the page are other ink.
        """
        before = self.tags.count
        key = (draw, what, before)
        code, areas = self.canvas._code, self.space.areas
        if ink := self._drawn.get(key):
            code.append(ink.code)
            self.tags.repeat(ink.told, ink.count)
            for noted, more in zip(areas, ink.areas, strict=True):
                noted += more
            return ink.result
        was, told, noted = len(code), len(self.tags.told), [len(one) for one in areas]
        result = draw(self, *what)
        new = [one[at:] for one, at in zip(areas, noted, strict=True)]
        drawn = "\n".join(code[was:])
        self._drawn[key] = Ink(drawn, self.tags.told[told:], self.tags.count - before, new, result)
        return result

    def end_page(self) -> None:
        try:
            self.space.check()
        except Unprintable as reason:
            raise self.refusal("", str(reason)) from reason
        self.space = Space(WIDTH, HEIGHT)
        self.canvas.showPage()
        self.tags.end_page()

    def finish(self) -> bytes:
        self.tags.finish(self.title)
        document = self.canvas._doc
        document.format = partial(filing.written, document, self.tags)
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
