"""抽選・優先順の記録: how the seats of a class were given, so that anybody can follow it."""

from dataclasses import dataclass

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, foot, top
from handouts.paper.shapes import NAVY, ORANGE
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.roster import share
from handouts.table_rows import Row, cell, column_heads, edges, lines, place_stack, stacked

PRIVACY = "取り扱い注意：個人情報がのっています。市の担当だけが保管してください。"
PRIVACY_HEIGHT = 7.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
COLUMNS = {"順": 14.0, "申込番号": 24.0, "お名前": 66.0, "優先": 18.0, "結果": 22.0, "抽選値": 34.0}
EDGES = edges(COLUMNS)
LATER_HEIGHT, ROW_HEIGHT, GAP = 10.0, 11.0, 2.2
TITLE = Style(22, bold=True, color=NAVY, leading=1.2, unbroken=True, smallest=16)
FACT = Style(13, leading=1.4, smallest=12)
CELL = Style(14, bold=True, align="center", unbroken=True, smallest=10)
NAME = Style(14, leading=1.3, smallest=12)


@dataclass(frozen=True, slots=True)
class Party:
    """One party of the decision, as its row is printed."""

    place: str
    first: str
    names: str
    favoured: str
    result: str
    key: str


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """`facts` are lines of plain words: class, day, seats, method, seed, moment."""

    title: str
    facts: tuple[str, ...]
    parties: tuple[Party, ...]
    city: str
    fictional: bool


def draw(record: DrawRecord) -> bytes:
    """The record as a PDF, A4 upright, as many pages as it needs; Refusal names what will not
    fit."""
    paper = Paper(f"{record.title}の記録")
    start = top(paper, fictional=record.fictional)
    head = heading(paper, record)
    height = stacked(head) + GAP * len(head) + 3
    pages = share(
        [row(paper, party) for party in record.parties],
        heads=column_heads(paper, COLUMNS),
        front=TABLE_BOTTOM - start - height,
        later=TABLE_BOTTOM - start - LATER_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            top(paper, fictional=record.fictional)
        y = begin(paper, record, head, start, first=number == 1)
        with paper.tags.element("Table"):
            for one in page:
                one.draw(y)
                y += one.height
        close(paper, record, number, len(pages))
    return paper.finish()


def heading(paper: Paper, record: DrawRecord) -> list[Block]:
    title = paper.set(f"{record.title}の記録", TITLE, width=ACROSS, name="見出し")
    facts = [paper.set(fact, FACT, width=ACROSS, name="決め方") for fact in record.facts]
    return [title, *facts]


def begin(paper: Paper, record: DrawRecord, head: list[Block], y: float, *, first: bool) -> float:
    """Everything on the first page, one line on the others; returns where the table begins."""
    if not first:
        style = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
        paper.write(f"{record.title}の記録", style, LEFT, y, width=ACROSS, name="見出し")
        return y + LATER_HEIGHT
    for number, block in enumerate(head):
        tag = {"tag": "H1"} if number == 0 else {}
        y = paper.place(block, LEFT, y, name="決め方", **tag) + GAP
    return y + 3


def row(paper: Paper, party: Party) -> Row:
    place = f"{party.place}番のお名前"
    names = [
        paper.set(one, NAME, width=COLUMNS["お名前"] - 5, name=place)
        for one in party.names.split("、")
        if one
    ]
    height = max(ROW_HEIGHT, stacked(names) + 3.4)
    texts = (party.place, party.first, "", party.favoured, party.result, party.key)

    def draw(y: float) -> None:
        with paper.tags.element("TR"):
            for (column, width), x, text in zip(COLUMNS.items(), EDGES, texts, strict=False):
                with cell(paper):
                    if column == "お名前":
                        place_stack(paper, names, x + 2.5, y, height)
                    elif text:
                        paper.middle(text, CELL, x, y, width=width, height=height, name=column)
        lines(paper, y, height, EDGES)

    return Row(height, draw)


def close(paper: Paper, record: DrawRecord, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=10)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(paper, record.city, f"{number}／{count}ページ")
    paper.end_page()
