"""Pictures of messages, calls and conversations."""

from handouts.pictograms.pen import (
    FAINT,
    GREEN,
    INK,
    LINE,
    NAVY,
    ORANGE,
    PALE,
    RED,
    SAND,
    SLATE,
    SUN,
    WHITE,
    Pen,
)
from handouts.pictograms.things import bubble, handset, landscape, microphone, person, phone, words

MINT = "#CDE9D6"


def send(pen: Pen) -> None:
    landscape(pen, 14.4, 1.4, 10, 7.4)
    pen.box(0, 10.4, 27, 9, fill=FAINT)
    pen.box(3, 12.8, 12, 3.8, round=1.8, fill=WHITE, line=LINE, thick=0.25)
    pen.path("M 19.2 12.5 L 23.9 14.4 L 19.2 16.3 L 20 14.4 Z", fill=NAVY)
    pen.press(21.4, 14.4, 3.7, hand=False)


def message(pen: Pen) -> None:
    bubble(pen, 2.4, 2, 14, 5.4, FAINT, LINE)
    words(pen, 4.6, 4, 9)
    pen.box(10.6, 10.4, 14, 6, round=1.8, fill=MINT, line=GREEN, thick=0.4)
    words(pen, 12.8, 11.8, 9.6, 6.4, fill=GREEN, gap=2.1)


def mail(pen: Pen) -> None:
    pen.box(4.6, 3.6, 17.8, 12, round=1, fill=FAINT, line=NAVY, thick=0.7)
    pen.line(5, 4.2, 13.5, 10.8, 22, 4.2, color=NAVY, thick=0.7)
    pen.line(5.2, 15, 10.8, 9, color=NAVY, thick=0.5)
    pen.line(21.8, 15, 16.2, 9, color=NAVY, thick=0.5)


def phone_call(pen: Pen) -> None:
    person(pen, 6.4, 9, 1)
    words(pen, 2.8, 14, 7.4)
    pen.dot(18, 8.2, 4.6, fill=GREEN)
    handset(pen, 17.7, 7.8, 0.72, WHITE)
    pen.press(18, 8.2, 5.8)


def phone_end(pen: Pen) -> None:
    person(pen, 6.4, 9, 1)
    words(pen, 2.8, 14, 7.4)
    pen.dot(18, 8.2, 4.6, fill=RED)
    pen.path(
        "M 14.8 9.2 C 14.8 6.2 21.2 6.2 21.2 9.2 L 20.9 10.2 L 19.2 9.6 L 19.1 8.4"
        " C 18.4 8.1 17.6 8.1 16.9 8.4 L 16.8 9.6 L 15.1 10.2 Z",
        fill=WHITE,
    )
    pen.press(18, 8.2, 5.8)


def video_call(pen: Pen) -> None:
    for x, shirt, ground in ((1.8, NAVY, FAINT), (14, GREEN, SAND)):
        pen.box(x, 1.8, 11.2, 10.6, round=1, fill=ground, line=LINE, thick=0.3)
        person(pen, x + 5.6, 9.2, 1.2, shirt)
    pen.box(9.6, 13.9, 5, 3.6, round=0.8, fill=NAVY)
    pen.path("M 15 15.7 L 17.8 13.9 L 17.8 17.5 Z", fill=NAVY)


def voice(pen: Pen) -> None:
    microphone(pen, 13.4, 8)
    for radius in (6.2, 8.6):
        pen.arc(13.4, 7.4, radius, -32, 64, color=ORANGE, thick=0.8)
        pen.arc(13.4, 7.4, radius, 148, 64, color=ORANGE, thick=0.8)


def mute(pen: Pen) -> None:
    microphone(pen, 11.4, 7.8, LINE)
    pen.line(6.6, 3, 16.4, 14.4, color=WHITE, thick=2)
    pen.line(6.6, 3, 16.4, 14.4, color=RED, thick=1)
    pen.dot(11.4, 8.4, 7.2, line=ORANGE, thick=0.8)
    pen.hand(17.4, 9.4, 0.75)


def relay(pen: Pen) -> None:
    person(pen, 4.2, 11.4, 0.9)
    person(pen, 22.8, 11.4, 0.9)
    person(pen, 13.5, 11.4, 1.05, GREEN)
    pen.arc(13.5, 7.4, 2.6, 180, 180, color=INK, thick=0.6)
    pen.box(10.3, 6.8, 1.1, 2, round=0.5, fill=INK)
    pen.box(15.6, 6.8, 1.1, 2, round=0.5, fill=INK)
    bubble(pen, 1.2, 1, 6.6, 4.4, FAINT, LINE)
    pen.line(2.9, 3.2, 6.1, 3.2, color=NAVY, thick=0.5)
    handset(pen, 23, 3.4, 0.6, NAVY)
    pen.arrow(4.2, 16.4, 11.6, 16.4)
    pen.arrow(22.8, 16.4, 15.4, 16.4)


def ai(pen: Pen) -> None:
    bubble(pen, 4, 2.2, 19, 10.6, FAINT, NAVY)
    for x, y, size in ((11, 7.5, 1), (17.4, 5.6, 0.55), (18, 9.6, 0.4)):
        with pen.moved(x, y, size):
            pen.path(
                "M 0 -4 C .5 -1 1 -.5 4 0 C 1 .5 .5 1 0 4"
                " C -.5 1 -1 .5 -4 0 C -1 -.5 -.5 -1 0 -4 Z",
                fill=ORANGE,
            )


def question(pen: Pen) -> None:
    bubble(pen, 5.4, 1.8, 16.2, 11.6, SAND, ORANGE)
    pen.path(
        "M 10.9 5.8 C 11 2.6 16.2 2.6 16.1 5.8 C 16.1 7.6 13.5 7.4 13.5 9.4",
        line=INK,
        thick=1.1,
    )
    pen.dot(13.5, 11.6, 0.75, fill=INK)


def card_touch(pen: Pen) -> None:
    pen.box(2.2, 8.6, 15, 8, round=1.1, fill=FAINT, line=SLATE, thick=0.5)
    pen.box(4, 10.4, 3.2, 2.4, round=0.5, fill=SUN, line=INK, thick=0.25)
    words(pen, 4, 14.2, 6)
    phone(pen, 11.6, 1.4, 7.6, 14)
    pen.box(13, 3.4, 4.8, 7, fill=PALE)
    for radius in (2.6, 4.8, 7):
        pen.arc(18.4, 9, radius, -38, 76, color=ORANGE, thick=0.8)
