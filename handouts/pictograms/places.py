"""Pictures of maps, buildings, weather and people under way."""

from handouts.pictograms.pen import (
    BLUE,
    FAINT,
    GREEN,
    HILL,
    INK,
    LINE,
    NAVY,
    ORANGE,
    PALE,
    RED,
    SKY,
    SLATE,
    SUN,
    WHITE,
    Pen,
)
from handouts.pictograms.things import pin as map_pin
from handouts.pictograms.things import streets


def map(pen: Pen) -> None:
    streets(pen)
    pen.dot(13.4, 8, 1.9, fill=BLUE, line=WHITE, thick=0.6)


def pin(pen: Pen) -> None:
    streets(pen)
    map_pin(pen, 13.4, 15, 1.25, RED)


def route(pen: Pen) -> None:
    streets(pen)
    pen.line(4.6, 15, 4.6, 9.4, 20.6, 8.4, color=NAVY, thick=1.5)
    pen.dot(4.6, 15, 1.6, fill=WHITE, line=NAVY, thick=0.8)
    map_pin(pen, 20.8, 8.8, 0.85, RED)


def hospital(pen: Pen) -> None:
    pen.box(5, 4, 17, 13.6, fill=FAINT, line=SLATE, thick=0.6)
    pen.box(9.6, 1.6, 7.8, 7, round=0.8, fill=WHITE, line=SLATE, thick=0.6)
    pen.box(12.6, 2.6, 1.8, 5, fill=RED)
    pen.box(11, 4.2, 5, 1.8, fill=RED)
    for x in (6.6, 10.2, 14.8, 18.4):
        pen.box(x, 10, 2, 2, fill=SLATE)
    pen.box(11.7, 13.2, 3.6, 4.4, fill=SLATE)


def water(pen: Pen) -> None:
    pen.path("M 5.6 8.4 L 13.5 2 L 21.4 8.4 Z", fill=SLATE)
    pen.box(7.4, 8.4, 12.2, 6, fill=FAINT, line=SLATE, thick=0.5)
    pen.box(11.6, 9.4, 3.8, 3.6, fill=SUN)
    for y, color in ((12.2, "#8DB7E0"), (15, BLUE)):
        waves = " ".join(
            f"C {x + 1.5} {y - 1.8} {x + 3} {y - 1.8} {x + 4.5} {y}"
            f" C {x + 6} {y + 1.8} {x + 7.5} {y + 1.8} {x + 9} {y}"
            for x in (0, 9, 18)
        )
        pen.path(f"M 0 {y} {waves} L 27 19 L 0 19 Z", fill=color)


def mountain(pen: Pen) -> None:
    pen.box(0, 0, 27, 19, fill=SKY)
    pen.dot(22.4, 4.4, 1.9, fill=SUN)
    pen.path("M 9 19 L 18.6 6.4 L 28 19 Z", fill="#5B8C5A")
    pen.path("M -2 19 L 9.6 3 L 21 19 Z", fill=HILL)
    pen.path("M 7 6.6 L 9.6 3 L 12.2 6.6 L 10.8 6.2 L 9.6 7.6 L 8.4 6.2 Z", fill=WHITE)
    pen.path("M 1 15 C 6 12.6 12 12.6 18.2 15", line=WHITE, thick=0.35)
    pen.path("M 3.4 11.4 C 7 9.8 12 9.8 15.6 11.4", line=WHITE, thick=0.35)


def ambulance(pen: Pen) -> None:
    pen.path(
        "M 2.6 5 L 17 5 L 17 7.4 L 21 7.4 L 24.4 11 L 24.4 14.8 L 2.6 14.8 Z",
        fill=WHITE,
        line=SLATE,
        thick=0.7,
    )
    pen.path("M 18.2 8.6 L 20.5 8.6 L 22.6 11 L 18.2 11 Z", fill=SKY, line=SLATE, thick=0.4)
    pen.box(2.6, 11.6, 14.4, 1.2, fill=RED)
    pen.box(8.9, 6, 1.6, 4.8, fill=RED)
    pen.box(7.3, 7.6, 4.8, 1.6, fill=RED)
    pen.box(11.6, 3, 3.4, 2, round=0.7, fill=RED)
    for x in (7, 19.4):
        pen.dot(x, 15, 2.2, fill=INK)
        pen.dot(x, 15, 0.9, fill=PALE)
    pen.line(16.8, 2.4, 18.4, 1.2, color=ORANGE, thick=0.6)
    pen.line(17.2, 4, 19.4, 3.6, color=ORANGE, thick=0.6)


def walk(pen: Pen) -> None:
    pen.dot(14.2, 3.4, 1.8, fill=NAVY)
    pen.line(13.8, 6.4, 12.9, 11, color=NAVY, thick=2)
    pen.line(12.9, 11, 15.4, 13.4, 16.2, 16.9, color=NAVY, thick=1.3)
    pen.line(12.9, 11, 11.6, 14.2, 8.8, 16.6, color=NAVY, thick=1.3)
    pen.line(13.9, 6.6, 16.4, 9.2, 18.6, 9.4, color=NAVY, thick=1)
    pen.line(13.5, 6.6, 10.8, 8.4, 10.2, 10.8, color=NAVY, thick=1)
    pen.line(3.4, 17.6, 23.6, 17.6, color=LINE, thick=0.6)
    pen.line(3.6, 8, 7, 8, color=GREEN, thick=0.7)
    pen.line(4.8, 11, 7.4, 11, color=GREEN, thick=0.7)
