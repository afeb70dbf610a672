"""受け持ち表: one volunteer's coming shifts, for the refrigerator door and the way there.

The day is what is looked for, so it is the largest; where the hall is and how one gets in stands
beside it. The paper grows old: it says when it was printed, and where today's list is.
"""

from dataclasses import dataclass
from functools import partial

from handouts.lesson_parts import Part
from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, foot, short_address, top
from handouts.paper.shapes import INK, NAVY, ORANGE, TINT, WHITE, panel, pill, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

CODE, CODE_COLUMN, HEAD = 32.0, 42.0, 49.0
CALL = 22.0
DAY, PAD, AIR, GAP = 52.0, 3.8, 1.7, 3.0
LOWEST = BOTTOM - FOOT - CALL - GAP
NONE = "これからの受け持ちは、まだありません。"
SMALL = Style(13, leading=1.3)


@dataclass(frozen=True, slots=True)
class Turn:
    """One shift. `year` is told in both calendars, 令和8年(2026年); `access` may be empty."""

    year: str
    day: str
    hours: str
    title: str
    duty: str
    venue: str
    address: str
    access: str
    team: str


@dataclass(frozen=True, slots=True)
class DutySheet:
    """`url` opens the same list as it is today."""

    name: str
    printed_on: str
    turns: tuple[Turn, ...]
    url: str
    desk: str
    phone: str
    hours: str
    city: str
    fictional: bool


def draw(sheet: DutySheet) -> bytes:
    """The shifts as a PDF, A4 upright, as many pages as they need."""
    paper = Paper(f"受け持ち表 {sheet.name}さん")
    start = top(paper, fictional=sheet.fictional)
    pages = share([turn(paper, one) for one in sheet.turns], LOWEST - start - HEAD, LOWEST - start)
    for number, page in enumerate(pages, start=1):
        y = start
        if number == 1:
            head(paper, sheet, y)
            y += HEAD
        else:
            top(paper, fictional=sheet.fictional)
        for part in page:
            part.draw(y, part.height)
            y += part.height + GAP
        if not sheet.turns:
            paper.write(NONE, Style(18), LEFT, y + 6, width=ACROSS, name="予定")
        call(paper, sheet)
        foot(paper, f"{sheet.city}　{sheet.printed_on} 印刷", f"{number}／{len(pages)}ページ")
        paper.end_page()
    return paper.finish()


def share(turns: list[Part], front: float, later: float) -> list[list[Part]]:
    """The shifts of each page; none is cut in two."""
    pages: list[list[Part]] = [[]]
    room = front
    for part in turns:
        if part.height > room and pages[-1]:
            pages.append([])
            room = later
        pages[-1].append(part)
        room -= part.height + GAP
    return pages


def head(paper: Paper, sheet: DutySheet, y: float) -> None:
    """Whose list it is on the left, the way to today's list on the right."""
    across = ACROSS - CODE_COLUMN - 6
    title = Style(30, bold=True, color=NAVY)
    name = Style(22, bold=True, unbroken=True, smallest=14)
    below = paper.write("受け持ち表", title, LEFT, y, width=across, name="題名", tag="H1")
    below = paper.write(f"{sheet.name}さん", name, LEFT, below + 2, width=across, name="お名前")
    now = f"{sheet.printed_on}の予定です。変わることがあります。"
    words = f"{now}\n前の日に、右の画面で確かめてください。"
    below = paper.write(words, SMALL, LEFT, below + 2, width=across, name="説明")
    address = f"または {short_address(sheet.url)}"
    line = Style(13, unbroken=True, smallest=12)
    paper.write(address, line, LEFT, below + 2, width=across, name="アドレス")
    x = RIGHT - CODE_COLUMN
    paper.qr(
        sheet.url,
        x + (CODE_COLUMN - CODE) / 2,
        y + 3.6,
        CODE,
        alt=f"QRコード。きょうの予定の画面 {short_address(sheet.url)} を開きます",
    )


def turn(paper: Paper, one: Turn) -> Part:
    """A row of a known height: the day on the left, what and where on the right."""
    across = ACROSS - DAY - 2 * PAD
    day = [
        paper.set(text, style, width=DAY - 2 * PAD, name="日時")
        for text, style in (
            (one.year, Style(13, color=NAVY)),
            (one.day, Style(25, bold=True, color=NAVY, unbroken=True, smallest=18)),
            (one.hours, Style(15, bold=True, leading=1.25, unbroken=True, smallest=12)),
        )
    ]
    texts = (
        (one.title, Style(17, bold=True, leading=1.25)),
        (one.venue, Style(15, bold=True, leading=1.25)),
        (one.address, SMALL),
        (one.access, SMALL),
        (f"いっしょに: {one.team}" if one.team else "ひとりで受け持ちます", SMALL),
    )
    what = [
        paper.set(text, style, width=across - (21 if at == 0 else 0), name="教室")
        for at, (text, style) in enumerate(texts)
        if text
    ]
    height = (
        2 * PAD - AIR + max(sum(block.height + AIR for block in blocks) for blocks in (day, what))
    )
    return Part(height, partial(_row, paper, day, what, one.duty))


def _row(paper: Paper, day: list, what: list, duty: str, y: float, height: float) -> None:
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=NAVY, line=1.4)
    rule(paper, LEFT + DAY, y + 2, LEFT + DAY, y + height - 2, line=1.0)
    with paper.tags.element("Sect"):
        for x, blocks in ((LEFT + PAD, day), (LEFT + DAY + PAD, what)):
            line = y + PAD
            for block in blocks:
                line = paper.place(block, x, line, name="教室") + AIR
        mark = ORANGE if duty == "講師" else NAVY
        pill(
            paper,
            duty,
            RIGHT - 22,
            y + PAD - 0.6,
            size=14,
            height=7,
            fill=WHITE,
            color=mark,
            frame=mark,
            least=18,
            most=18,
            name="役割",
        )


def call(paper: Paper, sheet: DutySheet) -> None:
    """Whom to telephone when one cannot come."""
    y = BOTTOM - FOOT - CALL
    panel(paper, LEFT, y, ACROSS, CALL, fill=TINT, frame=NAVY, line=1.2)
    label = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
    small = Style(12, color=INK, unbroken=True, smallest=12)
    x, half = LEFT + 4, ACROSS / 2
    below = paper.write(
        "出られなくなったら、すぐにお電話ください", label, x, y + 3, width=half + 2, name="電話の枠"
    )
    for text, name in ((sheet.desk, "担当の名前"), (sheet.hours, "受付時間")):
        below = paper.write(text, small, x, below + 1, width=half + 2, name=name)
    phone = Style(27, bold=True, unbroken=True, smallest=18, align="right")
    paper.middle(
        sheet.phone,
        phone,
        x + half + 6,
        y,
        width=half - 14,
        height=CALL,
        name="電話番号",
    )
