"""One common question on a sheet of its own: large, in numbered lines, with three ways to help.

One page if the type can stay large, two at most; nothing that is read is below 14 points.
"""

from dataclasses import dataclass
from datetime import date

from handouts import faq_parts
from handouts.faq_parts import Common, Row
from handouts.lesson_parts import memo
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
from handouts.paper.shapes import NAVY, TINT, panel, pill
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from japanese.dates import wareki_year
from japanese.furigana import plain
from refusal import Refusal

GAP = 4.0
TITLE_AT, TITLE_HEIGHT = 16.0, 76.0
SIZES = (26, 24, 22, 20, 18, 16, 14)
LEAST_MEMO = 40.0
MOST_AIR = 7.0  # millimetres that the lines may be spread by


@dataclass(frozen=True, slots=True, kw_only=True)
class FaqSheet(Findable):
    """`about`: the kind of question, and the phone it is for."""

    common: Common
    about: str
    edition: date
    version: int


def draw(sheet: FaqSheet) -> bytes:
    """The sheet as a PDF of one or two pages of A4; Refusal when a text cannot be printed."""
    paper = Paper(f"よくある質問 {plain(sheet.common.question)}")
    start = top(paper, fictional=sheet.fictional)
    y = header(paper, sheet, start) + GAP
    help_y = BOTTOM - FOOT - HELP_HEIGHT
    front, back = shared(paper, sheet, help_y - GAP - y, BOTTOM - FOOT - GAP - start)
    answer(paper, front, y, help_y - GAP - y)
    help_band(paper, sheet, help_y, subject="答え")
    finish_page(paper, sheet, 1, 1 + bool(back))
    if back:
        start = top(paper, fictional=sheet.fictional)
        answer(paper, back, start + GAP, BOTTOM - FOOT - GAP - start)
        finish_page(paper, sheet, 2, 2)
    return paper.finish()


def header(paper: Paper, sheet: FaqSheet, y: float) -> float:
    """What kind of question it is, and the question; returns where it ends."""
    inside, across = LEFT + 6, ACROSS - 12
    look = {"bold": True, "color": NAVY, "leading": 1.3, "balanced": True, "smallest": 18}
    question = sheet.common.question
    size = {"width": across, "height": TITLE_HEIGHT}
    title = paper.set(question, Style(36, **look), **size, name="質問")
    panel(paper, LEFT, y, ACROSS, TITLE_AT + title.height + 6, fill=TINT, radius=4)
    about = f"よくある質問 {sheet.common.code}　{sheet.about}"
    pill(paper, about, inside, y + 4.5, size=14, height=8.4, most=across, name="種類")
    return paper.place(title, inside, y + TITLE_AT, tag="H1", name="質問") + 6


def shared(paper: Paper, sheet: FaqSheet, front: float, back: float) -> tuple[list[Row], list[Row]]:
    """The answer in type as large as one page allows, or in large type on both."""
    piles = [
        faq_parts.rows(paper, sheet.common, Style(size, leading=1.5), ACROSS - 4) for size in SIZES
    ]
    for lines in piles:
        if faq_parts.height(lines) <= front:
            return lines, []
    for lines in piles:
        count = len(lines)
        while faq_parts.height(lines[:count]) > front:
            count -= 1
        if count and faq_parts.height(lines[count:]) <= back:
            return lines[:count], lines[count:]
    raise Refusal(f"「{sheet.common.code}」の答えは2ページに入りません。文章を短くしてください。")


def answer(paper: Paper, lines: list[Row], y: float, room: float) -> None:
    """The lines, spread a little over the room that is left."""
    bottom, spare = y + room, room - faq_parts.height(lines)
    air = min(MOST_AIR, spare / (len(lines) + 1))
    with paper.tags.element("Sect"):
        y += air
        for row in lines:
            y = faq_parts.draw(paper, [row], LEFT + 2, y) + faq_parts.BETWEEN + air
    if bottom - y >= LEAST_MEMO:
        memo(paper, y, bottom)


def finish_page(paper: Paper, sheet: FaqSheet, page: int, pages: int) -> None:
    day, edition = sheet.edition, f"第{sheet.version}版"
    when = f"{wareki_year(day)}{day.month}月{day.day}日{edition}"
    foot(
        paper,
        f"{sheet.city}　{when}　資料番号 {sheet.code}",
        "" if pages == 1 else f"{page}／{pages}ページ",
    )
    paper.end_page()
