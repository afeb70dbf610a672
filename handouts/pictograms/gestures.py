"""Pictures of the phone itself and of what fingers do on it."""

from handouts.pictograms.pen import (
    BLUE,
    FAINT,
    GREEN,
    LINE,
    NAVY,
    ORANGE,
    PALE,
    SAND,
    SLATE,
    WHITE,
    Pen,
)
from handouts.pictograms.things import bubble, icons, landscape, phone, words


def app(pen: Pen) -> None:
    icons(pen, 3, 2)
    pen.box(10.4, 2.4, 6, 6, round=1.4, fill=GREEN)
    bubble(pen, 11.5, 3.9, 3.8, 2.5, WHITE)
    pen.press(13.4, 5.4, 4.4)


def app_store(pen: Pen) -> None:
    pen.box(2.4, 3.4, 10, 10, round=2.2, fill=FAINT, line=LINE)
    pen.arrow(7.4, 5.2, 7.4, 10.4, color=NAVY)
    pen.line(4.9, 11.6, 9.9, 11.6, color=NAVY, thick=0.9)
    words(pen, 14.6, 3.6, 9.6)
    pen.box(14.4, 7, 10.8, 5.2, round=2.6, fill=NAVY)
    pen.line(17, 9.6, 22.6, 9.6, color=WHITE, thick=1)
    pen.dot(19.8, 9.6, 6.1, line=ORANGE, thick=0.8)
    pen.hand(20.4, 11, 0.7)


def home(pen: Pen) -> None:
    phone(pen, 8.2, 0.9, 10.6, 21)
    for column in range(3):
        for row in range(4):
            pen.box(10 + 2.5 * column, 3.4 + 2.9 * row, 2, 2, round=0.5, fill=PALE)
    pen.box(9.8, 14.6, 7.4, 3.2, round=1, fill=FAINT)
    for column, color in enumerate((GREEN, BLUE, ORANGE)):
        pen.box(10.3 + 2.3 * column, 15.2, 1.9, 1.9, round=0.5, fill=color)


def power(pen: Pen) -> None:
    phone(pen, 6.4, 1.4, 10, 21)
    pen.arc(11.4, 9, 2.5, -60, 300, color=NAVY, thick=0.8)
    pen.line(11.4, 5.7, 11.4, 8.6, color=NAVY, thick=0.8)
    pen.box(16.3, 5.6, 1, 4, round=0.4, fill=ORANGE)
    pen.press(16.8, 7.6, 3.6)


def volume(pen: Pen) -> None:
    phone(pen, 9.8, 1.4, 10, 21)
    pen.box(8.9, 4.4, 1, 3, round=0.4, fill=ORANGE)
    pen.box(8.9, 8.2, 1, 3, round=0.4, fill=ORANGE)
    pen.dot(9.4, 5.9, 3.1, line=ORANGE, thick=0.8)
    pen.path("M 12.2 8.4 L 13.5 8.4 L 15.3 6.6 L 15.3 12.2 L 13.5 10.4 L 12.2 10.4 Z", fill=NAVY)
    pen.arc(15.1, 9.4, 2.2, -50, 100, color=NAVY, thick=0.6)
    pen.line(3.4, 4.3, 3.4, 7.5, color=NAVY, thick=0.8)
    pen.line(1.8, 5.9, 5, 5.9, color=NAVY, thick=0.8)
    pen.line(1.8, 11.4, 5, 11.4, color=NAVY, thick=0.8)


def swipe_up(pen: Pen) -> None:
    phone(pen, 7.6, -6, 11.8, 23)
    pen.box(11, 14.2, 5, 0.8, round=0.4, fill=SLATE)
    pen.arrow(13.5, 12.4, 13.5, 3.4)
    pen.hand(14.6, 11.2, 0.72)


def swipe_side(pen: Pen) -> None:
    landscape(pen, -4.4, 3, 11, 9.4)
    landscape(pen, 8, 3, 11, 9.4, "#3F6F8F")
    landscape(pen, 20.4, 3, 11, 9.4, "#5B8C5A")
    pen.arrow(18.6, 15.6, 6.6, 15.6)
    pen.hand(19.6, 9.6, 0.72)


def scroll(pen: Pen) -> None:
    words(pen, 2.6, 2.4, 13, 10.6, 13, 9, 12.4, 8)
    pen.box(23.8, 2, 1.2, 15, round=0.6, fill=FAINT)
    pen.box(23.8, 3, 1.2, 5, round=0.6, fill=LINE)
    pen.arrow(19.6, 9.2, 19.6, 2.6)
    pen.hand(20, 8.4, 0.72)


def pinch(pen: Pen) -> None:
    landscape(pen, 0, 0, 27, 19)
    for x, y, across, down in ((10, 11.4, -1, 1), (17, 6.4, 1, -1)):
        tip_x, tip_y = x + 4.6 * across, y + 3.4 * down
        for color, thick in ((WHITE, 2.2), (ORANGE, 1)):
            pen.line(x, y, tip_x, tip_y, color=color, thick=thick)
            pen.line(
                *(tip_x - 2.4 * across, tip_y, tip_x, tip_y, tip_x, tip_y - 2.4 * down),
                color=color,
                thick=thick,
            )
        pen.dot(x, y, 2, fill=WHITE, line=SLATE, thick=0.6)


def tap_hold(pen: Pen) -> None:
    pen.box(8.6, 3.6, 7.4, 7.4, round=1.7, fill=PALE)
    pen.dot(12.3, 7.3, 6.4, line=SAND, thick=1)
    pen.press(12.3, 7.3, 4.4)
    pen.dot(22, 4.8, 3.1, fill=WHITE, line=NAVY, thick=0.6)
    pen.line(22, 2.9, 22, 4.8, 23.4, 5.7, color=NAVY, thick=0.6)


def list(pen: Pen) -> None:
    pen.box(0, 6.4, 27, 6.2, fill=SAND)
    for row, (first, second) in enumerate(((9, 13), (11, 9), (8, 12))):
        y = 3.4 + 6.2 * row
        pen.dot(4.4, y, 2.1, fill="#C9713F" if row == 1 else PALE)
        pen.box(8.3, y - 1.7, first, 1.4, round=0.7, fill="#A8623A" if row == 1 else PALE)
        pen.box(8.3, y + 0.6, second, 1.2, round=0.6, fill=PALE)
    pen.hand(18, 10, 0.75)


def keyboard(pen: Pen) -> None:
    pen.box(2, 1.8, 23, 4, round=1, fill=WHITE, line=LINE)
    pen.line(4, 2.9, 4, 4.7, color=NAVY, thick=0.5)
    pen.box(0, 7.6, 27, 12, fill=FAINT)
    for row in range(3):
        for column in range(7):
            x, y = 1.4 + 3.5 * column, 8.8 + 3.4 * row
            pen.box(x, y, 3, 2.8, round=0.5, fill=WHITE, line=LINE, thick=0.25)
    pen.press(13.4, 10.2, 2.7)


def flick(pen: Pen) -> None:
    for x, y in ((11, 0.9), (5.2, 6.7), (16.8, 6.7), (11, 12.5)):
        pen.box(x, y, 5.2, 5.2, round=0.8, fill=FAINT, line=LINE, thick=0.3)
    pen.box(11, 6.7, 5.2, 5.2, round=0.8, fill=SAND, line=ORANGE, thick=0.7)
    pen.arrow(12.6, 9.3, 6.6, 9.3)
    pen.hand(14.2, 9.6, 0.72)


def back(pen: Pen) -> None:
    words(pen, 10.4, 3.4, 12, 9, 13, 7)
    pen.box(0, 13.8, 27, 6, fill=FAINT)
    pen.box(12, 15.7, 2.4, 2.4, round=0.6, line=LINE, thick=0.5)
    pen.line(21.4, 15.6, 21.4, 18.2, color=LINE, thick=0.5)
    pen.line(6.6, 4, 3.8, 6.4, 6.6, 8.8, color=NAVY, thick=1)
    pen.press(5, 6.4, 3.8)
