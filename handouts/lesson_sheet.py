"""The sheet that goes home: one lesson in large steps, and three ways back to help.

The front carries the steps and the way back to help; what does not fit there in large type goes
to the back. More than two pages are refused: nobody reads them.
"""

from dataclasses import replace
from itertools import groupby

from handouts import lesson_parts as parts
from handouts.lesson_fit import GAP, LessonSheet, fitted, total
from handouts.lesson_parts import Part
from handouts.page_frame import (
    ACROSS,
    BOTTOM,
    FOOT,
    HELP_HEIGHT,
    LEFT,
    foot,
    help_band,
    short_address,
    top,
)
from handouts.paper.shapes import NAVY, TINT, panel, pill
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from japanese.dates import wareki_year
from japanese.furigana import plain
from wording import Lesson

TITLE_AT, TITLE_HEIGHT = 16.0, 28.0
STRIP_HEIGHT = 23.0
BACK_BOTTOM = BOTTOM - FOOT - STRIP_HEIGHT - GAP
BACK_TITLE = Style(20, bold=True, color=NAVY, smallest=14)
LEAST_MEMO = 26.0
MOST_AIR = 4.0  # millimetres that a step may be spread by


def draw(sheet: LessonSheet) -> bytes:
    """The sheet as a PDF of one or two pages of A4; Refusal when a text cannot be printed."""
    paper = Paper(f"{plain(sheet.lesson.title)}（スマホ教室のてびき）")
    add(paper, sheet)
    return paper.finish()


def add(paper: Paper, sheet: LessonSheet) -> None:
    """The sheet as one or two further pages of this paper."""
    start = top(paper, fictional=sheet.fictional)
    y = header(paper, sheet.lesson, start) + GAP
    room = BOTTOM - FOOT - HELP_HEIGHT - GAP - y
    title = paper.set(sheet.lesson.title, BACK_TITLE, width=ACROSS, name="題名")
    back_y = start + 1 + title.height + GAP / 2
    _, front, back = fitted(paper, sheet, front=room, back=BACK_BOTTOM - back_y)
    end = stack(paper, front, y, room)
    if y + room - end >= LEAST_MEMO:
        parts.memo(paper, end + GAP, y + room)
    help_band(paper, sheet, BOTTOM - FOOT - HELP_HEIGHT)
    finish_page(paper, sheet, 1, 1 + bool(back))
    if back:
        top(paper, fictional=sheet.fictional)
        paper.place(title, LEFT, start + 1, tag="H1")
        draw_back(paper, sheet, back, back_y)


def header(paper: Paper, lesson: Lesson, y: float) -> float:
    """The course, the title and what one can do afterwards; returns where it ends."""
    inside, across = LEFT + 6, ACROSS - 12
    title = paper.set(
        lesson.title,
        Style(40, bold=True, color=NAVY, leading=1.25, balanced=True, unbroken=True, smallest=28),
        width=across,
        height=TITLE_HEIGHT,
        name="題名",
    )
    goal = paper.set(
        lesson.goal,
        Style(16.5, leading=1.42, balanced=True, smallest=14),
        width=across,
        name="目標",
    )
    height = TITLE_AT + title.height + 3 + goal.height + 5
    panel(paper, LEFT, y, ACROSS, height, fill=TINT, radius=4)
    pill(paper, lesson.course, inside, y + 4.5, size=14, height=8.4, most=across, name="講座名")
    end = paper.place(title, inside, y + TITLE_AT, tag="H1", name="題名")
    paper.place(goal, inside, end + 3, name="目標")
    return y + height


def left_out(sheet: LessonSheet) -> tuple[str, ...]:
    """The numbers of the common questions for which the sheet has no room."""
    paper = Paper("")
    start = top(paper, fictional=sheet.fictional)
    y = header(paper, sheet.lesson, start) + GAP
    title = paper.set(sheet.lesson.title, BACK_TITLE, width=ACROSS, name="題名")
    front = BOTTOM - FOOT - HELP_HEIGHT - GAP - y
    back = BACK_BOTTOM - (start + 1 + title.height + GAP / 2)
    count, *_ = fitted(paper, sheet, front=front, back=back)
    return tuple(one.code for one in sheet.faqs[count:])


def stack(paper: Paper, stacked: list[Part], y: float, room: float) -> float:
    """Draw the parts from y; the steps share a little of the room that is left."""
    spare = room - total(stacked)
    count = sum(part.is_step for part in stacked)
    more = min(spare / count, MOST_AIR) if count else 0
    for is_step, group in groupby(stacked, key=lambda part: part.is_step):
        with paper.tags.element("L" if is_step else "Sect"):
            for part in group:
                height = part.height + more * is_step
                y += GAP * (not is_step)
                part.draw(y, height)
                y += height
    return y


def draw_back(paper: Paper, sheet: LessonSheet, back: list[Part], y: float) -> None:
    y = stack(paper, back, y, BACK_BOTTOM - y) + GAP
    if BACK_BOTTOM - y >= LEAST_MEMO:
        parts.memo(paper, y + 1, BACK_BOTTOM)
    help_strip(paper, sheet, BACK_BOTTOM + GAP)
    finish_page(paper, sheet, 2, 2)


def help_strip(paper: Paper, sheet: LessonSheet, y: float) -> None:
    """On the back, one line of help is enough; the QR code is on the front."""
    panel(paper, LEFT, y, ACROSS, STRIP_HEIGHT, fill=TINT, frame=NAVY, line=1.4)
    big = Style(29, bold=True, unbroken=True, smallest=20)
    line = Style(13, unbroken=True, smallest=12)
    strong = replace(line, bold=True, color=NAVY)
    columns = (
        (5, 76, ((sheet.phone, big), (f"資料番号 {sheet.code}", strong))),
        (
            86,
            ACROSS - 90,
            (
                ("こまったら、お電話ください", strong),
                (sheet.hours, line),
                (short_address(sheet.url), line),
            ),
        ),
    )
    for x, across, texts in columns:
        end = y + 2.6
        for text, style in texts:
            end = paper.write(text, style, LEFT + x, end, width=across, name="電話の案内") + 1.6


def finish_page(paper: Paper, sheet: LessonSheet, page: int, pages: int) -> None:
    day = sheet.lesson.edition
    foot(
        paper,
        f"{sheet.city}　{wareki_year(day)}{day.month}月{day.day}日版　資料番号 {sheet.code}",
        "" if pages == 1 else f"{page}／{pages}ページ",
    )
    paper.end_page()
