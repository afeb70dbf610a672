"""Pictures of putting letters and figures down, and of what they lead to."""

from handouts.pictograms.pen import (
    FAINT,
    INK,
    LINE,
    NAVY,
    ORANGE,
    PALE,
    SAND,
    SLATE,
    WHITE,
    Pen,
)
from handouts.pictograms.things import tick, words

# Strokes in a field of one by one, y downwards.
KANA_A = (
    "M .1 .22 L .86 .2",
    "M .44 0 C .42 .4 .42 .7 .48 .94",
    "M .74 .36 C .64 .7 .36 .98 .16 .9 C -.02 .8 .16 .46 .6 .46 C 1 .46 1.02 .9 .6 1",
)
SMALL_A = ("M .82 .34 L .82 1", "M .82 .67 C .82 .22 .12 .22 .12 .67 C .12 1.12 .82 1.12 .82 .67")
FIGURE_1 = ("M .2 .22 L .52 0 L .52 1",)


def write(pen: Pen) -> None:
    pen.box(3.4, 2.2, 14, 14.6, round=0.8, fill=WHITE, line=SLATE, thick=0.6)
    words(pen, 5.6, 5, 9.4, 7)
    pen.line(5.6, 13, 12, 13, color=NAVY, thick=0.7)
    pen.path("M 12.4 13.2 L 13.2 10.2 L 20.6 2.8 L 22.8 5 L 15.4 12.4 Z", fill=SAND, line=SLATE)
    pen.path("M 12.4 13.2 L 12.8 11.8 L 13.8 12.8 Z", fill=INK)
    pen.line(19.4, 4, 21.6, 6.2, color=ORANGE, thick=0.9)


def keypad(pen: Pen) -> None:
    for column in range(3):
        for row in range(3):
            pen.dot(7.6 + 5.9 * column, 3.7 + 5.8 * row, 2.3, fill=FAINT, line=LINE)
            pen.dot(7.6 + 5.9 * column, 3.7 + 5.8 * row, 0.7, fill=NAVY)
    pen.press(13.5, 9.5, 3.1)


def erase(pen: Pen) -> None:
    words(pen, 2.2, 4.4, 5.4, fill=LINE)
    pen.line(8.8, 3.4, 8.8, 7.4, color=NAVY, thick=0.6)
    pen.path("M 9.6 12 L 13.2 7.4 L 23.6 7.4 L 23.6 16.6 L 13.2 16.6 Z", fill=FAINT, line=SLATE)
    pen.line(15.6, 9.8, 20, 14.2, color=INK, thick=0.9)
    pen.line(20, 9.8, 15.6, 14.2, color=INK, thick=0.9)
    pen.press(17.8, 12, 4.6, hand=False)


def letters(pen: Pen) -> None:
    pen.box(2.4, 3.4, 22.2, 12.2, round=1.4, fill=FAINT, line=LINE)
    for x, size, strokes in ((4.6, 6, KANA_A), (12, 5.4, SMALL_A), (18.6, 6, FIGURE_1)):
        with pen.moved(x, 12.6 - size, size):
            for stroke in strokes:
                pen.path(stroke, line=INK, thick=0.8 / size)
    pen.box(2.4, 3.4, 22.2, 12.2, round=1.4, line=ORANGE, thick=0.8)


def chart(pen: Pen) -> None:
    for at, height in enumerate((5, 8, 6, 10, 12.6)):
        last = at == 4
        pen.box(4.4 + 3.8 * at, 16 - height, 2.6, height, fill=ORANGE if last else PALE)
    pen.line(3, 16.2, 24, 16.2, color=SLATE, thick=0.7)


def check(pen: Pen) -> None:
    pen.box(8.4, 2.2, 15.6, 14.6, round=1.4, fill=WHITE, line=SLATE, thick=0.6)
    words(pen, 13.2, 5.4, 8, 8, 6, 8)
    tick(pen, 7.4, 9.5, 4.8)
