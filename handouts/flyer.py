"""ちらし and ポスター: one class or a series, for the 回覧板, the counter and the hall's wall.

The same drawing serves both. A flyer is held in the hand (A4), a poster is read from a metre and
more (A3, drawn on the A4 grid and enlarged): its code is larger, so it says less.
"""

from dataclasses import dataclass, replace
from math import sqrt

from handouts.flyer_parts import CALL_HEIGHT, PAD, QUIET, SMALLEST, Day, Flyer, banner, ways
from handouts.lesson_parts import Part, side_by_side
from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, foot, top
from handouts.paper.qr import ANYBODY, PASSER_BY, Reader
from handouts.paper.shapes import NAVY, ORANGE, TINT, WARM, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from japanese.furigana import plain

A3 = sqrt(2)
GAP = 4.0
LABEL = 29.0
SIDE, POSTER_SIDE = 32.0, 58.0


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one try, in points; `title` with the picture beside it, against the largest."""

    day: float
    time: float
    fact: float
    title: float = 1.0


SCALES = (
    Scale(day=44, time=32, fact=25),
    Scale(day=36, time=27, fact=22),
    Scale(day=30, time=23, fact=20),
    Scale(day=26, time=21, fact=19),
    Scale(day=24, time=20, fact=18, title=0.85),
    Scale(day=21, time=18, fact=16, title=0.75),
    Scale(day=18, time=16, fact=15, title=0.7),
    Scale(day=16, time=14, fact=14, title=0.65),
)


def draw(flyer: Flyer) -> bytes:
    """The flyer as a PDF of one page of A4; Refusal when it cannot be printed right."""
    return _page(Paper(f"{plain(flyer.title)}のちらし"), flyer, side=SIDE, reader=ANYBODY)


def draw_poster(flyer: Flyer) -> bytes:
    """The same as a poster: one page of A3, its code large enough to be read from a metre."""
    paper = Paper(f"{plain(flyer.title)}のポスター", enlarged=A3)
    return _page(paper, flyer, side=POSTER_SIDE, reader=PASSER_BY)


def _page(paper: Paper, flyer: Flyer, *, side: float, reader: Reader) -> bytes:
    scan_height = side * QUIET + 3
    call_y = BOTTOM - FOOT - scan_height - CALL_HEIGHT
    _fitted(paper, flyer, top(paper, fictional=flyer.fictional), call_y - GAP)
    ways(paper, flyer, call_y, side, reader, scan_height)
    foot(paper, f"{flyer.city}　{flyer.edition}", flyer.code)
    paper.end_page()
    return paper.finish()


def _fitted(paper: Paper, flyer: Flyer, y: float, bottom: float) -> None:
    """The invitation, the dates and the facts in type as large as possible, over the room."""
    for scale in SCALES:
        head, stack = banner(paper, flyer, scale.title), _lines(paper, flyer, scale)
        spare = bottom - y - head.height - GAP - sum(part.height for part in stack)
        if spare >= 0:
            break
    else:
        raise paper.refusal("", "1枚に入りません。日にちを分けるか、文章を短くしてください。")
    air = min(7.0, spare / len(stack))
    tall = head.height + min(14.0, spare - air * len(stack))
    head.draw(y, tall)
    y += tall + GAP
    for part in stack:
        part.draw(y, part.height + air)
        y += part.height + air


def _lines(paper: Paper, flyer: Flyer, scale: Scale) -> list[Part]:
    days = [_day(paper, day, scale, number) for number, day in enumerate(flyer.days)]
    return days + [_fact(paper, label, text, scale) for label, text in flyer.facts]


def _day(paper: Paper, day: Day, scale: Scale, number: int) -> Part:
    """The date in a dark field, the time beside it; every second row on another ground."""
    left = 71.0
    date = Style(
        scale.day, bold=True, color=WHITE, align="center", unbroken=True, smallest=SMALLEST
    )
    time = Style(scale.time, bold=True, leading=1.25, unbroken=True, smallest=SMALLEST)
    across = ACROSS - left - 2 * PAD + 4
    blocks = [
        paper.set(text, style, width=across, name="日時")
        for text, style in ((day.about, time), (day.time, replace(time, bold=not day.about)))
        if text
    ]
    height = max(scale.day * 0.36, sum(block.height for block in blocks)) + 5
    dark, light = ((NAVY, TINT), (ORANGE, WARM))[number % 2]

    def drawn(y: float, room: float) -> None:
        box = room - 2.4
        panel(paper, LEFT, y, ACROSS, box, fill=light)
        panel(paper, LEFT, y, left, box, fill=dark)
        paper.middle(day.date, date, LEFT + 2, y, width=left - 4, height=box, name="日にち")
        line = y + (box - sum(block.height for block in blocks)) / 2
        for block in blocks:
            line = paper.place(block, LEFT + left + PAD, line, name="日時")

    return Part(height + 2.4, drawn)


def _fact(paper: Paper, label: str, text: str, scale: Scale) -> Part:
    name = Style(
        max(SMALLEST, scale.fact * 0.72), bold=True, color=NAVY, unbroken=True, smallest=12
    )
    head = paper.set(label, name, width=LABEL - 3, name=label)
    value = paper.set(
        text, Style(scale.fact, bold=True, leading=1.32), width=ACROSS - LABEL, name=label
    )

    def drawn(y: float, room: float) -> None:
        line = y + (room - max(head.height, value.height)) / 2
        side_by_side(paper, LEFT + 1, head, LEFT + LABEL, value, line)
        rule(paper, LEFT, y + room, RIGHT, y + room, line=0.8)

    return Part(max(head.height, value.height) + 4, drawn)
