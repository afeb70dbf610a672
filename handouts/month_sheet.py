"""地区の月間予定表: what is on in a town in one month, to be copied and passed round (回覧).

Black on white: nothing on it needs a colour or a tint, so that the third copy still reads.
"""

from dataclasses import dataclass, replace

from handouts.lesson_parts import Part, side_by_side
from handouts.page_frame import (
    ACROSS,
    BOTTOM,
    FOOT,
    HELP_HEIGHT,
    LEFT,
    RIGHT,
    Findable,
    foot,
    help_band,
    top,
)
from handouts.paper.shapes import INK, WHITE, panel, rule
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from refusal import Refusal

GAP, DAY = 4.0, 65.0
MOST_AIR = 6.0  # millimetres that a row may be spread by
MOST_PAGES = 4


@dataclass(frozen=True, slots=True)
class Class:
    """One row; texts as they are printed. `mark`: 中止, 満席, or nothing."""

    day: str
    time: str
    title: str
    place: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet(Findable):
    """`town` and `month` are the heading; `near` stands below the town's own classes."""

    town: str
    month: str
    classes: tuple[Class, ...]
    near: tuple[Class, ...]
    apply: str
    edition: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one try, in points."""

    day: float
    title: float
    text: float


SCALES = (
    Scale(day=24, title=22, text=18),
    Scale(day=21, title=19, text=16),
    Scale(day=18, title=17, text=15),
    Scale(day=17, title=16, text=14),
)


def draw(sheet: MonthSheet) -> bytes:
    """The schedule as a PDF of A4: one page if it fits in large type, else as many as it takes."""
    paper = Paper(f"{sheet.town} {sheet.month}の予定表")
    pages = _shared_out(paper, sheet)
    for number, rows in enumerate(pages, start=1):
        y = _heading(paper, sheet, top(paper, fictional=sheet.fictional))
        is_last = number == len(pages)
        room = (BOTTOM - FOOT - (HELP_HEIGHT + GAP) * is_last) - y
        air = min(MOST_AIR, (room - sum(row.height for row in rows)) / len(rows))
        for row in rows:
            row.draw(y, row.height + air)
            y += row.height + air
        if is_last:
            said = {"text": "スマホでも見られます", "subject": "予定", "heading": sheet.apply}
            help_band(paper, sheet, BOTTOM - FOOT - HELP_HEIGHT, **said)
        page = f"　{number}／{len(pages)}ページ" if len(pages) > 1 else ""
        foot(paper, f"{sheet.city}　{sheet.edition}{page}", sheet.code)
        paper.end_page()
    return paper.finish()


def _shared_out(paper: Paper, sheet: MonthSheet) -> list[list[Part]]:
    """The rows by page. The last page keeps room for the telephone and the code."""
    begin = top(Paper(""), fictional=sheet.fictional) + _heading_height(paper, sheet)
    room = BOTTOM - FOOT - begin
    last = room - HELP_HEIGHT - GAP
    for scale in SCALES:
        rows = _rows(paper, sheet, scale)
        if sum(row.height for row in rows) <= last:
            return [rows]
    pages: list[list[Part]] = [[]]
    for row in rows:
        if sum(one.height for one in pages[-1]) + row.height > room:
            pages.append([])
        pages[-1].append(row)
    if sum(row.height for row in pages[-1]) > last:
        pages.append([pages[-1].pop()])
    if len(pages) > MOST_PAGES:
        raise Refusal("教室が多すぎて、予定表に入りません。町ごとに印刷してください。")
    return pages


def _rows(paper: Paper, sheet: MonthSheet, scale: Scale) -> list[Part]:
    rows = [_class(paper, one, scale) for one in sheet.classes]
    if not rows:
        rows = [_said(paper, "この月は、町内の教室がありません。", scale)]
    if sheet.near:
        rows.append(_between(paper, "ほかの町の教室（どなたでもお越しください）", scale))
        rows += [_class(paper, one, scale) for one in sheet.near]
    return rows


def _class(paper: Paper, one: Class, scale: Scale) -> Part:
    """Day and time on the left, what and where on the right, a line below."""
    across = ACROSS - DAY
    day = Style(scale.day, bold=True, unbroken=True, smallest=14)
    title = Style(scale.title, bold=True, leading=1.25)
    text = Style(scale.text, leading=1.3)
    left = (
        paper.set(one.day, day, width=DAY - 3, name="日にち"),
        paper.set(one.time, replace(text, unbroken=True, smallest=12), width=DAY - 3, name="時間"),
    )
    named = f"【{one.mark}】{one.title}" if one.mark else one.title
    right = (
        paper.set(named, title, width=across, name="教室の名前"),
        paper.set(one.place, text, width=across, name="場所"),
    )
    gap = 1.2
    height = max(sum(block.height + gap for block in side) for side in (left, right)) + 4

    def drawn(y: float, room: float) -> None:
        line = y + (room - height) / 2 + 2
        with paper.tags.element("Sect"):
            end = side_by_side(paper, LEFT + 1, left[0], LEFT + DAY, right[0], line)
            first = line + max(left[0].height, right[0].height)
            side_by_side(paper, LEFT + 1, left[1], LEFT + DAY, right[1], max(end, first) + gap)
        rule(paper, LEFT, y + room, RIGHT, y + room, color=INK, line=1.0)

    aligned = max(left[0].height, right[0].height) + max(left[1].height, right[1].height)
    return Part(max(height, aligned + gap + 4), drawn)


def _said(paper: Paper, text: str, scale: Scale) -> Part:
    block = paper.set(text, Style(scale.text, leading=1.4), width=ACROSS - 2, name="説明")

    def drawn(y: float, room: float) -> None:
        paper.place(block, LEFT + 1, y + (room - block.height) / 2, name="説明")

    return Part(block.height + 8, drawn)


def _between(paper: Paper, text: str, scale: Scale) -> Part:
    """A heading inside the list, between two thick lines."""
    style = Style(scale.text, bold=True, unbroken=True, smallest=13)
    block = paper.set(text, style, width=ACROSS - 6, name="見出し")

    def drawn(y: float, room: float) -> None:
        panel(paper, LEFT, y + 2, ACROSS, room - 3, fill=WHITE, frame=INK, line=1.6, radius=1)
        paper.place(block, LEFT + 3, y + (room - block.height) / 2 + 0.5, tag="H2", name="見出し")

    return Part(block.height + 8, drawn)


def _heading_height(paper: Paper, sheet: MonthSheet) -> float:
    return sum(block.height for block in _heading_blocks(paper, sheet)) + 12


def _heading_blocks(paper: Paper, sheet: MonthSheet):
    town = Style(30, bold=True, unbroken=True, smallest=20)
    month = Style(21, bold=True, unbroken=True, smallest=15)
    return (
        paper.set(f"{sheet.town}　{sheet.month}", town, width=ACROSS - 12, name="題名"),
        paper.set("スマートフォン教室・相談会の予定", month, width=ACROSS - 12, name="題名"),
    )


def _heading(paper: Paper, sheet: MonthSheet, y: float) -> float:
    """Whose month it is, in a thick frame; returns where it ends."""
    blocks = _heading_blocks(paper, sheet)
    height = _heading_height(paper, sheet) - GAP
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=INK, line=2.4, radius=2)
    line = y + 3
    for number, block in enumerate(blocks):
        tag = "P" if number else "H1"
        line = paper.place(block, LEFT + 6, line, tag=tag, name="題名") + 1.6
    return y + height + GAP
