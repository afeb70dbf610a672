"""お知らせ: a class was moved, postponed or called off. For the hall's door, and for the 回覧.

It is read standing, from two metres, by people who have come for the class: what happened is the
largest on the sheet, and nothing a person needs is below 18 points above the telephone.
"""

from dataclasses import dataclass, replace
from datetime import date

from handouts import slip_parts as parts
from handouts.lesson_parts import Part
from handouts.page_frame import (
    ACROSS,
    BOTTOM,
    FOOT,
    HELP_HEIGHT,
    LEFT,
    Findable,
    foot,
    help_band,
    top,
)
from handouts.paper.shapes import NAVY, WHITE, panel
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from handouts.slip_parts import PAD, Scale
from japanese import dates

HEADING_HEIGHT, GAP = 30.0, 4.0
MOST_AIR = 9.0  # millimetres that a line may be spread by
CALLED = "お申し込みの方には、お電話でもお知らせします。"
SCALES = (
    Scale(name=48, thing=34, text=30),
    Scale(name=42, thing=30, text=26),
    Scale(name=36, thing=26, text=22),
    Scale(name=30, thing=22, text=20),
    Scale(name=24, thing=20, text=18),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSheet(Findable):
    """`facts` are names with what they are now."""

    heading: str
    headline: str
    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    said_on: date


def draw(sheet: NoticeSheet) -> bytes:
    """The notice as a PDF of one page of A4; Refusal when it cannot be printed right."""
    paper = Paper(f"{sheet.heading} {sheet.title}")
    add(paper, sheet)
    return paper.finish()


def add(paper: Paper, sheet: NoticeSheet) -> None:
    """The notice as a further page of this paper."""
    y = band(paper, sheet.heading, top(paper, fictional=sheet.fictional))
    help_y = BOTTOM - FOOT - HELP_HEIGHT
    card(paper, fitted(paper, sheet, help_y - GAP - y), y)
    help_band(paper, sheet, help_y, text="スマホでも見られます", subject="教室")
    said_on = dates.with_era(sheet.said_on)
    foot(paper, f"{sheet.city}　{said_on}のお知らせ", sheet.code)
    paper.end_page()


def band(paper: Paper, heading: str, y: float) -> float:
    """What kind of news it is, across the sheet; returns where it ends."""
    panel(paper, LEFT, y, ACROSS, HEADING_HEIGHT, fill=NAVY)
    style = Style(58, bold=True, color=WHITE, align="center", unbroken=True, smallest=40)
    place = {"width": ACROSS - 8, "height": HEADING_HEIGHT}
    paper.middle(heading, style, LEFT + 4, y, **place, name="見出し", tag="H1")
    return y + HEADING_HEIGHT + GAP


def fitted(paper: Paper, sheet: NoticeSheet, room: float) -> list[Part]:
    """All lines in type as large as possible, spread over the room."""
    for scale in SCALES:
        stack = lines(paper, sheet, scale)
        spare = room - PAD - sum(part.height for part in stack)
        if spare >= 0:
            air = min(MOST_AIR, spare / len(stack))
            return [replace(part, height=part.height + air) for part in stack]
    raise paper.refusal("", "1枚に入りません。教室の名前を短くしてください。")


def lines(paper: Paper, sheet: NoticeSheet, scale: Scale) -> list[Part]:
    return [
        parts.named(paper, sheet.headline, scale, what="お知らせ"),
        parts.named(paper, sheet.title, replace(scale, name=scale.thing), what="教室の名前"),
        *(parts.fact(paper, name, text, scale) for name, text in sheet.facts),
        parts.told(
            paper,
            f"{sheet.sentence}{CALLED}",
            replace(scale, text=max(parts.SMALLEST, scale.text * 0.8)),
        ),
    ]


def card(paper: Paper, stack: list[Part], y: float) -> None:
    height = PAD + sum(part.height for part in stack)
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=NAVY, line=2)
    with paper.tags.element("Sect"):
        for part in stack:
            part.draw(y, part.height)
            y += part.height
