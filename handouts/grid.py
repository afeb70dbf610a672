"""A table of words and numbers: its columns, its rows of known height, its tags."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from handouts.paper.shapes import INK, LINE, NAVY, TINT, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from models.year_report import Cell

HEAD = 6.6


class Column(NamedTuple):
    """width: millimetres; is_words: begins on the left and may take several lines."""

    name: str
    width: float
    is_words: bool = False


class Row(NamedTuple):
    """`draw(y)` draws it from y, with the line below it."""

    height: float
    draw: Callable[[float], None]


class Grid:
    """A table from x on, in letters of `size` points.

    row: how high a row is at least; air, pad: what is left above and beside a text (millimetres).
    """

    def __init__(
        self,
        paper: Paper,
        columns: Sequence[Column],
        x: float,
        *,
        size: float,
        row: float = 0,
        air: float = 1.1,
        pad: float = 1.5,
    ) -> None:
        self.paper, self.columns, self.x, self.size = paper, columns, x, size
        self.row, self.air, self.pad = row, air, pad
        self.width = sum(one.width for one in columns)

    def edges(self) -> list[float]:
        found = [self.x]
        for one in self.columns:
            found.append(found[-1] + one.width)
        return found

    def rows(self, lines: Sequence[Sequence[Cell]], totals: Sequence[str] = ()) -> list[Row]:
        """totals: headings of rows that add the others up; they are bold."""
        return [self._row(line, is_total=line[0] in totals) for line in lines]

    def head(self) -> Row:
        style = Style(
            self.size,
            bold=True,
            color=WHITE,
            align="center",
            leading=1.15,
            unbroken=True,
            smallest=9,
        )
        blocks = [
            self.paper.set(one.name, style, width=one.width - self.pad, name=one.name or "見出し")
            for one in self.columns
        ]
        height = max(HEAD, *(one.height + 1.6 for one in blocks))

        def draw(y: float) -> None:
            panel(self.paper, self.x, y, self.width, height, fill=NAVY, radius=0)
            with self.paper.tags.element("TR"):
                for block, x in zip(blocks, self.edges(), strict=False):
                    with self.paper.tags.element("TH", O="/Table", Scope="/Column"):
                        if block.text:
                            top = y + (height - block.height) / 2
                            self.paper.place(block, x + self.pad / 2, top, name=block.text)

        return Row(height, draw)

    def draw(self, rows: Sequence[Row], y: float) -> float:
        """Head and rows as one table; returns where it ends."""
        with self.paper.tags.element("Table"):
            for one in [self.head(), *rows]:
                one.draw(y)
                y += one.height
        return y

    def _row(self, line: Sequence[Cell], *, is_total: bool) -> Row:
        blocks = [
            self._block(cell, column, line[0], is_heading=at == 0, bold=is_total or at == 0)
            for at, (cell, column) in enumerate(zip(line, self.columns, strict=True))
        ]
        height = max(self.row, *(one.height + 2 * self.air for one in blocks if one))

        def draw(y: float) -> None:
            if is_total:
                panel(self.paper, self.x, y, self.width, height, fill=TINT, radius=0)
            with self.paper.tags.element("TR"):
                for at, (block, x) in enumerate(zip(blocks, self.edges(), strict=False)):
                    self._cell(block, x, y, height, is_heading=at == 0)
            color, thick = (INK, 1.0) if is_total else (LINE, 0.8)
            rule(self.paper, self.x, y + height, self.x + self.width, y + height,
                 color=color, line=thick)  # fmt: skip

        return Row(height, draw)

    def _cell(self, block: Block | None, x: float, y: float, height: float, *, is_heading: bool):
        of_row = {"O": "/Table", "Scope": "/Row"} if is_heading else {}
        with self.paper.tags.element("TH" if is_heading else "TD", **of_row):
            if block:
                top = y + (height - block.height) / 2
                self.paper.place(block, x + self.pad, top, name=block.text[:12])

    def _block(
        self, cell: Cell, column: Column, row: Cell, *, is_heading: bool, bold: bool
    ) -> Block | None:
        text = f"{cell:,}" if isinstance(cell, int) else cell
        if not text:
            return None
        style = Style(
            self.size,
            bold=bold,
            leading=1.3,
            align="left" if column.is_words else "right",
            unbroken=is_heading or not column.is_words,
            smallest=min(self.size, 10),
        )
        name = f"{row}の{column.name}"
        return self.paper.set(text, style, width=column.width - 2 * self.pad, name=name)
