"""Ten cards of 91×55 mm (the size of a 名刺) on a sheet of A4, with crop marks in its margins."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from reportlab.lib.units import mm

from handouts.page_frame import FICTIONAL
from handouts.paper import fonts
from handouts.paper.shapes import INK, ORANGE, rule
from handouts.paper.sheet import HEIGHT, WIDTH, Paper
from handouts.paper.typeset import Style
from refusal import Refusal

COLUMNS, ROWS = 2, 5
CARD_WIDTH, CARD_HEIGHT = 91.0, 55.0
LEFT = (WIDTH - COLUMNS * CARD_WIDTH) / 2
TOP = (HEIGHT - ROWS * CARD_HEIGHT) / 2
A_SHEET = COLUMNS * ROWS
NEAR, FAR = 2.0, 6.5  # millimetres from the cards to both ends of a crop mark
TEXT_Y = 5.2  # of the line in the upper margin

Draw = Callable[[float, float], None]  # a card, from its upper left corner


def page(
    paper: Paper, cards: Sequence[Draw], *, told: str, fictional: bool, is_back: bool = False
) -> None:
    """Up to ten cards on a page.

    A back is turned over the long edge of the paper, so its left card lies behind the right one.
    told: how to print it, in the margin.
    """
    for at, draw in enumerate(cards):
        row, column = divmod(at, COLUMNS)
        if is_back:
            column = COLUMNS - 1 - column
        with paper.tags.element("Sect"):
            draw(LEFT + column * CARD_WIDTH, TOP + row * CARD_HEIGHT)
    _crop_marks(paper)
    small = Style(12, unbroken=True, smallest=12)
    paper.write(told, small, LEFT + 3, TEXT_Y, width=CARD_WIDTH - 6, name="印刷の案内")
    if fictional:
        mark = Style(12, bold=True, color=ORANGE, align="right")
        x = LEFT + CARD_WIDTH + 3
        paper.write(FICTIONAL, mark, x, TEXT_Y, width=CARD_WIDTH - 6, name="架空の表示")
    paper.end_page()


def named(
    paper: Paper,
    name: str,
    kana: str,
    x: float,
    y: float,
    *,
    width: float,
    height: float,
    sizes: tuple[float, float],
) -> None:
    """Whose card it is, as large as it goes, its reading above; `sizes`: of name and reading."""
    large, small = sizes
    if kana:
        reading = Style(small, leading=1.15, unbroken=True, smallest=12)
        if fonts.width(kana, reading.smallest, bold=False) > width * mm:
            kana = kana.replace(" ", "\n", 1)  # the family's above one's own, no word cut in two
        end = paper.write(kana, reading, x, y, width=width, height=height / 2, name="ふりがな")
        y, height = end + 0.4, height - (end + 0.4 - y)
    place = {"width": width, "height": height, "name": "お名前"}
    style = Style(large, bold=True, leading=1.15, unbroken=True, smallest=large * 0.6)
    try:
        block = paper.set(name, style, **place)
    except Refusal:  # a very long one: two lines, or smaller ones
        block = paper.set(name, replace(style, unbroken=False, smallest=12), **place)
    paper.place(block, x, y + min(2.0, (height - block.height) / 2), name="お名前")


def _crop_marks(paper: Paper) -> None:
    right, bottom = LEFT + COLUMNS * CARD_WIDTH, TOP + ROWS * CARD_HEIGHT
    look = {"color": INK, "line": 0.8}
    for number in range(COLUMNS + 1):
        x = LEFT + number * CARD_WIDTH
        rule(paper, x, TOP - FAR, x, TOP - NEAR, **look)
        rule(paper, x, bottom + NEAR, x, bottom + FAR, **look)
    for number in range(ROWS + 1):
        y = TOP + number * CARD_HEIGHT
        rule(paper, LEFT - FAR, y, LEFT - NEAR, y, **look)
        rule(paper, right + NEAR, y, right + FAR, y, **look)
