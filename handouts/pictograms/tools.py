"""Pictures of the camera, the browser and the settings."""

from handouts.pictograms.pen import (
    BLUE,
    FAINT,
    GREEN,
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
from handouts.pictograms.things import icons, landscape, phone, tick, words

HILLS = (GREEN, "#5B8C5A", "#3F6F8F")


def camera(pen: Pen) -> None:
    icons(pen, 3, 2)
    pen.box(9.4, 1.8, 8, 8, round=1.8, fill=SLATE)
    pen.box(10.6, 4, 5.6, 4, round=0.8, fill=WHITE)
    pen.box(12.2, 3.2, 2.4, 1.2, round=0.3, fill=WHITE)
    pen.dot(13.4, 6, 1.3, fill=SLATE)
    pen.press(13.4, 5.8, 5.4)


def shutter(pen: Pen) -> None:
    landscape(pen, 0, 0, 27, 12.4)
    pen.box(0, 12, 27, 8, fill=SLATE)
    pen.dot(13.5, 15.2, 2.5, fill=WHITE)
    pen.dot(13.5, 15.2, 1.9, line=SLATE, thick=0.3)
    pen.dot(13.5, 15.2, 3.3, line=ORANGE, thick=0.8)
    pen.hand(14.4, 14.6, 0.75)


def photo_pick(pen: Pen) -> None:
    for column in range(3):
        for row in range(2):
            hill = HILLS[(column + 2 * row) % 3]
            landscape(pen, 1.4 + 8.4 * column, 1.3 + 8.5 * row, 7.6, 7.6, hill)
    tick(pen, 15.4, 3.3, 1.9)
    pen.press(15.4, 3.3, 2.9)


def photo(pen: Pen) -> None:
    pen.box(4.4, 2, 18.2, 15, round=1.2, fill=WHITE, line=LINE, thick=0.5)
    landscape(pen, 6, 3.6, 15, 11.8)


def search(pen: Pen) -> None:
    pen.box(2, 2.6, 23, 6, round=3, fill=WHITE, line=LINE, thick=0.5)
    words(pen, 5, 5, 10)
    pen.dot(20.4, 5.2, 1.7, line=NAVY, thick=0.7)
    pen.line(21.7, 6.5, 23, 7.8, color=NAVY, thick=0.9)
    words(pen, 4, 12, 11, 8, 10)
    pen.press(20.9, 5.6, 3.7)


def browser(pen: Pen) -> None:
    words(pen, 15.4, 6, 9, 7, 9, 5)
    pen.dot(8.4, 9.6, 5.6, fill=FAINT, line=NAVY, thick=0.7)
    pen.line(2.8, 9.6, 14, 9.6, color=NAVY, thick=0.5)
    pen.line(8.4, 4, 8.4, 15.2, color=NAVY, thick=0.5)
    pen.path("M 8.4 4 C 4.6 7 4.6 12.2 8.4 15.2", line=NAVY, thick=0.5)
    pen.path("M 8.4 4 C 12.2 7 12.2 12.2 8.4 15.2", line=NAVY, thick=0.5)


def address_bar(pen: Pen) -> None:
    pen.box(0, 0, 27, 7.8, fill=FAINT)
    pen.box(2, 1.6, 23, 4.6, round=2.3, fill=WHITE, line=ORANGE, thick=0.8)
    pen.box(4, 3.6, 1.6, 1.4, fill=NAVY)
    pen.arc(4.8, 3.6, 0.6, 180, 180, color=NAVY, thick=0.35)
    words(pen, 6.8, 3.3, 10.4, fill=LINE)
    words(pen, 2.6, 10.4, 12, 9.6, 11)
    pen.hand(18.4, 5, 0.75)


def settings(pen: Pen) -> None:
    for angle in range(0, 360, 45):
        with pen.moved(12, 8.6, turned=angle):
            pen.box(-1.1, -6.2, 2.2, 3, round=0.4, fill=SLATE)
    pen.dot(12, 8.6, 4.7, fill=SLATE)
    pen.dot(12, 8.6, 2, fill=WHITE)
    pen.press(12, 8.6, 7.4)


def toggle(pen: Pen) -> None:
    for y, on in ((3.2, False), (9.6, True), (16, False)):
        words(pen, 2.6, y - 0.6, 9 if on else 7, fill=LINE if on else PALE)
        pen.box(17.2, y - 1.7, 6.4, 3.4, round=1.7, fill=GREEN if on else PALE)
        pen.dot(21.9 if on else 18.9, y, 1.25, fill=WHITE)
    pen.press(20.4, 9.6, 4.4)


def wifi(pen: Pen) -> None:
    for radius in (3.6, 6.8, 10):
        pen.arc(13.5, 14.4, radius, 225, 90, color=NAVY, thick=1.4)
    pen.dot(13.5, 14, 1.3, fill=NAVY)


def battery(pen: Pen) -> None:
    pen.box(4, 5, 17, 9, round=1.4, fill=WHITE, line=SLATE, thick=0.8)
    pen.box(21.6, 7.6, 1.6, 3.8, round=0.5, fill=SLATE)
    pen.box(5.3, 6.3, 6, 6.4, round=0.6, fill=GREEN)
    pen.path("M 15.2 5.9 L 12.4 10 L 14.6 10 L 13.4 13.2 L 17 8.7 L 14.7 8.7 Z", fill=ORANGE)


def text_size(pen: Pen) -> None:
    for x, y, size in ((5.2, 13.4, 4.2), (18.6, 15.4, 10.6)):
        half = size * 0.42
        pen.line(x - half, y, x, y - size, x + half, y, color=INK, thick=size * 0.14)
        pen.line(
            x - half * 0.62, y - size * 0.36, x + half * 0.62, y - size * 0.36, thick=size * 0.12
        )
    pen.arrow(8.6, 10.6, 12.6, 10.6)


def update(pen: Pen) -> None:
    phone(pen, 6.4, 0.8, 14, 26)
    pen.arc(13.4, 10, 4, -30, 205, color=NAVY, thick=1)
    pen.arc(13.4, 10, 4, 210, 85, color=NAVY, thick=1)
    pen.path("M 18.9 9.3 L 15.3 8.5 L 17.8 5.6 Z", fill=NAVY)


def qr_scan(pen: Pen) -> None:
    for x, y in ((8.6, 4.6), (13.1, 4.6), (10.2, 6.2), (16.2, 7.8), (8.6, 9.4), (14.6, 10.8)):
        pen.box(x, y, 1.7, 1.7, fill=INK)
    for x, y in ((11.6, 8), (16.4, 5), (10.4, 12), (16.6, 12.4), (13, 13), (8.6, 6.4)):
        pen.box(x, y, 1.5, 1.5, fill=INK)
    for x, y, across, down in ((5, 2, 1, 1), (22, 2, -1, 1), (5, 17, 1, -1), (22, 17, -1, -1)):
        pen.line(x + 4 * across, y, x, y, x, y + 4 * down, color=ORANGE, thick=1)


def paper(pen: Pen) -> None:
    pen.path("M 7.4 2 L 16 2 L 19.8 5.8 L 19.8 17 L 7.4 17 Z", fill=WHITE, line=SLATE, thick=0.6)
    pen.path("M 16 2 L 16 5.8 L 19.8 5.8 Z", fill=PALE, line=SLATE, thick=0.5)
    words(pen, 9.4, 6.4, 5, 8.4, 8.4, 6, fill=LINE)


def calendar(pen: Pen) -> None:
    pen.box(5.4, 2.8, 16.2, 14, round=1, fill=WHITE, line=SLATE, thick=0.6)
    pen.box(5.4, 2.8, 16.2, 3.6, round=1, fill=NAVY)
    pen.line(9, 1.8, 9, 3.6, color=SLATE, thick=0.9)
    pen.line(18, 1.8, 18, 3.6, color=SLATE, thick=0.9)
    for column in range(5):
        for row in range(3):
            pen.box(7 + 2.8 * column, 7.8 + 2.9 * row, 1.9, 1.9, fill=PALE)
    pen.box(15.4, 10.7, 1.9, 1.9, fill=ORANGE)
    pen.dot(16.35, 11.65, 2.5, line=ORANGE, thick=0.7)


def done(pen: Pen) -> None:
    pen.box(10, 2.6, 14.4, 13.8, round=1.6, fill="#CDE9D6", line=GREEN, thick=0.4)
    landscape(pen, 11.6, 4.2, 11.2, 10.6)
    tick(pen, 6.6, 9.5, 4.4)


def trash(pen: Pen) -> None:
    pen.box(11.2, 1.6, 4.6, 2.4, round=0.8, line=SLATE, thick=0.7)
    pen.path("M 8 5.4 L 9.2 17 L 17.8 17 L 19 5.4 Z", fill=FAINT, line=SLATE, thick=0.7)
    pen.box(6.8, 3.4, 13.4, 2, round=0.7, fill=SLATE)
    for x in (11, 13.5, 16):
        pen.line(x, 7.8, x, 14.6, color=LINE, thick=0.8)
    pen.press(13.5, 11, 3.6)


def bank(pen: Pen) -> None:
    pen.path("M 3.8 7 L 13.5 1.8 L 23.2 7 Z", fill=SLATE)
    for x in (5.6, 10.1, 14.6, 19.1):
        pen.box(x, 8, 2.3, 6.4, fill=SLATE)
    pen.box(4, 15.2, 19, 2, fill=SLATE)
    pen.dot(13.5, 11.2, 3.7, fill=SAND, line=ORANGE, thick=0.6)
    pen.line(12, 8.9, 13.5, 11, 15, 8.9, color=INK, thick=0.6)
    pen.line(13.5, 11, 13.5, 13.6, color=INK, thick=0.6)
    pen.line(12.1, 11.5, 14.9, 11.5, color=INK, thick=0.45)
    pen.line(12.1, 12.6, 14.9, 12.6, color=INK, thick=0.45)


def pharmacy(pen: Pen) -> None:
    pen.box(4, 4.6, 8.6, 12, round=1.2, fill=WHITE, line=SLATE, thick=0.7)
    pen.box(5, 2, 6.6, 3, round=0.7, fill=SLATE)
    pen.box(4, 8, 8.6, 5.4, fill=FAINT, line=SLATE, thick=0.5)
    pen.box(7.6, 8.8, 1.4, 3.8, fill=GREEN)
    pen.box(6.4, 10, 3.8, 1.4, fill=GREEN)
    pen.dot(19.4, 13.4, 2.7, fill=WHITE, line=SLATE, thick=0.6)
    pen.line(17.6, 13.4, 21.2, 13.4, color=SLATE, thick=0.5)
    pen.path(
        "M 15.8 8 L 20.6 3.2 C 22.6 1.6 25 4 23.4 6 L 18.6 10.8 C 16.6 12.4 14.2 10 15.8 8 Z",
        fill=WHITE,
        line=SLATE,
        thick=0.6,
    )
    pen.path("M 15.8 8 L 18.2 5.6 L 21 8.4 L 18.6 10.8 C 16.6 12.4 14.2 10 15.8 8 Z", fill=BLUE)
