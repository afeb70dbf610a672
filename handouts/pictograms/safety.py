"""Pictures of locks, cards and warnings."""

from handouts.pictograms.pen import FAINT, INK, LINE, NAVY, ORANGE, SAND, SLATE, WHITE, Pen
from handouts.pictograms.things import id_card, padlock, phone, tick


def lock(pen: Pen) -> None:
    phone(pen, 6.4, -4, 14.2, 27)
    padlock(pen, 13.5, 8.4)


def password(pen: Pen) -> None:
    pen.box(2.4, 3.4, 22.2, 6.6, round=1.2, fill=WHITE, line=LINE, thick=0.6)
    for x in (6, 11, 16, 21):
        pen.dot(x, 6.7, 1.3, fill=INK)
    for column in range(6):
        pen.box(2.9 + 3.6 * column, 13, 3, 2.6, round=0.5, fill=FAINT, line=LINE, thick=0.25)
    pen.press(15.2, 14.2, 2.7, hand=False)
    pen.hand(16, 14.4, 0.6)


def fingerprint(pen: Pen) -> None:
    for radius in (1.4, 3, 4.6, 6.2):
        pen.arc(13.5, 9.4, radius, 180, 180, color=NAVY, thick=0.7)
        pen.line(13.5 + radius, 9.4, 13.5 + radius, 9.4 + 6.6 - radius * 0.7, color=NAVY, thick=0.7)
        pen.line(13.5 - radius, 9.4, 13.5 - radius, 9.4 + 5 - radius * 0.5, color=NAVY, thick=0.7)
    pen.dot(13.5, 9.6, 8, line=ORANGE, thick=0.8)


def card(pen: Pen) -> None:
    id_card(pen, 4.2, 3.3, 1.25)


def warning(pen: Pen) -> None:
    pen.path("M 13.5 2.2 L 22.6 16.6 L 4.4 16.6 Z", fill=SAND, line=ORANGE, thick=1.1)
    pen.line(13.5, 7.4, 13.5, 11.6, color=INK, thick=1.3)
    pen.dot(13.5, 14.2, 0.85, fill=INK)


def shield(pen: Pen) -> None:
    pen.path(
        "M 13.5 1.8 L 20.4 4 L 20.4 9.2 C 20.4 13 17.4 15.8 13.5 17.4 C 9.6 15.8 6.6 13 6.6 9.2"
        " L 6.6 4 Z",
        fill=FAINT,
        line=SLATE,
        thick=0.8,
    )
    tick(pen, 13.5, 9.2, 4, NAVY)
