"""The rows of a table on paper: each knows its height before it is drawn."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import accumulate

from handouts.page_frame import ACROSS, LEFT, RIGHT
from handouts.paper import fonts
from handouts.paper.shapes import NAVY, ORANGE, TINT, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style

HEAD_HEIGHT, BAND_HEIGHT = 7.6, 8.6


@dataclass(frozen=True, slots=True)
class Row:
    """`draw(y)` draws it from y. A row that `leads` must not be the last of a page."""

    height: float
    draw: Callable[[float], None]
    leads: bool = False


def cell(paper: Paper, tag: str = "TD", **attributes: str) -> AbstractContextManager[None]:
    return paper.tags.element(tag, **attributes)


def stacked(blocks: Sequence[Block]) -> float:
    return sum(block.height for block in blocks) + 1.0 * (len(blocks) - 1)


def place_stack(paper: Paper, blocks: Sequence[Block], x: float, y: float, height: float) -> None:
    """Blocks under each other, in the vertical middle of the row."""
    y += (height - stacked(blocks)) / 2
    for block in blocks:
        y = paper.place(block, x, y) + 1.0


def lines(paper: Paper, y: float, height: float, at: Sequence[float]) -> None:
    rule(paper, LEFT, y + height, RIGHT, y + height, line=0.8)
    for x in at:
        rule(paper, x, y, x, y + height, line=0.8)


def edges(columns: Mapping[str, float]) -> list[float]:
    """Where the columns begin and the last one ends, in millimetres from the left of the sheet."""
    return list(accumulate(columns.values(), initial=LEFT))


def column_heads(paper: Paper, columns: Mapping[str, float]) -> Row:
    """columns: their heads, and how wide each is (mm)."""

    def draw(y: float) -> None:
        panel(paper, LEFT, y, ACROSS, HEAD_HEIGHT, fill=NAVY, radius=0)
        style = Style(12, bold=True, color=WHITE, align="center")
        with paper.tags.element("TR"):
            for (text, width), x in zip(columns.items(), edges(columns), strict=False):
                with cell(paper, "TH", O="/Table", Scope="/Column"):
                    paper.middle(text, style, x, y, width=width, height=HEAD_HEIGHT, name=text)

    return Row(HEAD_HEIGHT, draw, leads=True)


def band(paper: Paper, text: str, *, across: int, color: str = ORANGE) -> Row:
    """A heading across the table of so many columns."""

    def draw(y: float) -> None:
        panel(paper, LEFT, y, ACROSS, BAND_HEIGHT, fill=TINT, radius=0)
        lines(paper, y, BAND_HEIGHT, (LEFT, RIGHT))
        style = Style(14, bold=True, color=color, unbroken=True, smallest=12)
        with paper.tags.element("TR"), cell(paper, ColSpan=str(across), O="/Table"):
            paper.middle(
                text, style, LEFT + 4, y, width=ACROSS - 8, height=BAND_HEIGHT, name="見出し"
            )

    return Row(BAND_HEIGHT, draw, leads=True)


def flow(labels: Sequence[str], width: float) -> list[list[tuple[float, str]]]:
    """Labels with a box each, in as many rows as they need: (offset, label) in millimetres."""
    rows: list[list[tuple[float, str]]] = [[]]
    offset = 0.0
    for label in labels:
        needed = 9 + fonts.width(label, 12, bold=False) * 25.4 / 72
        if offset + needed > width and rows[-1]:
            rows.append([])
            offset = 0.0
        rows[-1].append((offset, label))
        offset += needed
    return rows
