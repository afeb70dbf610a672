"""相談コーナーの予約一覧: who comes when to which table, to work from without a network."""

from dataclasses import dataclass

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, foot, top
from handouts.paper.shapes import NAVY, ORANGE, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.roster import share
from handouts.table_rows import Row, cell, column_heads, edges, lines, place_stack, stacked

PRIVACY = "取り扱い注意：個人情報がのっています。相談が終わったら、必ず市の担当へ返してください。"
PRIVACY_HEIGHT = 7.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
COLUMNS = {"時刻・席": 40.0, "お名前": 50.0, "ご相談": 71.0, "来た": 17.0}
EDGES = edges(COLUMNS)
HEADING_HEIGHT, LATER_HEIGHT, BOX, LEAST = 27.0, 10.0, 9.0, 18.0
TIME = Style(15, bold=True, unbroken=True, smallest=12, leading=1.2)
NAME = Style(16, bold=True, leading=1.25, smallest=12)
SMALL = Style(12, leading=1.35)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One time at one table; without a name it is free. `remarks`: what helps, what was told."""

    when: str
    table: str
    name: str = ""
    kana: str = ""
    about: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class CornerList:
    """`when` and `venue` are printed as they are given."""

    title: str
    when: str
    venue: str
    closed: str
    sittings: tuple[Sitting, ...]
    city: str
    fictional: bool


def draw(corner: CornerList) -> bytes:
    """The list as a PDF, A4 upright, as many pages as it needs; Refusal names what will not fit."""
    paper = Paper(f"相談コーナーの予約 {corner.when}")
    start = top(paper, fictional=corner.fictional)
    pages = share(
        [sitting(paper, one) for one in corner.sittings],
        heads=column_heads(paper, COLUMNS),
        front=TABLE_BOTTOM - start - HEADING_HEIGHT,
        later=TABLE_BOTTOM - start - LATER_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            top(paper, fictional=corner.fictional)
        y = heading(paper, corner, start, first=number == 1)
        with paper.tags.element("Table"):
            for row in page:
                row.draw(y)
                y += row.height
        close(paper, corner, number, len(pages))
    return paper.finish()


def heading(paper: Paper, corner: CornerList, y: float, *, first: bool) -> float:
    """Large on the first page, one line on the others; returns where the table begins."""
    if not first:
        style = Style(14, bold=True, color=NAVY, unbroken=True, smallest=10)
        paper.write(f"{corner.title}　{corner.when}", style, LEFT, y, width=ACROSS, name="見出し")
        return y + LATER_HEIGHT
    title = Style(20, bold=True, color=NAVY, leading=1.2, unbroken=True, smallest=14)
    end = paper.write(corner.title, title, LEFT, y, width=ACROSS, name="見出し", tag="H1")
    line = Style(13, unbroken=True, smallest=10)
    booked = sum(bool(one.name) for one in corner.sittings)
    words = f"{corner.when}　{corner.venue}　予約{booked}名"
    end = paper.write(words, line, LEFT, end + 2, width=ACROSS, name="日時と会場")
    if corner.closed:
        warned = Style(12, bold=True, color=ORANGE, leading=1.25, smallest=12)
        paper.write(corner.closed, warned, LEFT, end + 1.5, width=ACROSS, name="停止日")
    return y + HEADING_HEIGHT


def sitting(paper: Paper, one: Sitting) -> Row:
    """When and where, who, about what, and a box to tick."""
    place = f"{one.when}{one.table}"
    columns = [
        [(one.when, TIME), (one.table, SMALL)],
        [(one.kana, SMALL), (one.name or "空き", NAME if one.name else SMALL)],
        [(one.about, SMALL), (one.remarks, SMALL)],
    ]
    blocks = [
        stack_of(paper, texts, width - 5, place)
        for texts, width in zip(columns, COLUMNS.values(), strict=False)
    ]
    height = max(LEAST if one.name else 10.0, *(stacked(each) + 3.4 for each in blocks if each))

    def draw_row(y: float) -> None:
        with paper.tags.element("TR"):
            for each, x in zip(blocks, EDGES, strict=False):
                with cell(paper):
                    place_stack(paper, each, x + 2.5, y, height)
            with cell(paper):
                if one.name:
                    left = (EDGES[3] + EDGES[4] - BOX) / 2
                    tick_box(paper, left, y + (height - BOX) / 2, BOX)
        lines(paper, y, height, EDGES)

    return Row(height, draw_row)


def stack_of(paper: Paper, texts: list[tuple[str, Style]], width: float, place: str) -> list[Block]:
    return [paper.set(text, style, width=width, name=place) for text, style in texts if text]


def close(paper: Paper, corner: CornerList, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=10)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(paper, corner.city, f"{number}／{count}ページ")
    paper.end_page()
