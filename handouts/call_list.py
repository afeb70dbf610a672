"""電話リスト on paper: a household a row, in the order of the screen, with boxes to tick."""

from dataclasses import dataclass

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, foot, top
from handouts.paper.shapes import NAVY, ORANGE, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.roster import share
from handouts.table_rows import Row, cell, column_heads, edges, lines, place_stack, stacked

PRIVACY = "取り扱い注意：個人情報がのっています。結果を入力したら、シュレッダーにかけてください。"
PRIVACY_HEIGHT = 7.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
COLUMNS = {"番号": 13.0, "お名前・電話": 69.0, "伝えること": 66.0, "結果": 30.0}
EDGES = edges(COLUMNS)
OUTCOMES = ("伝えた", "不在", "辞退")
HEADING_HEIGHT, LATER_HEIGHT, BOX, STEP = 22.0, 10.0, 6.0, 8.4
LEAST = STEP * len(OUTCOMES) + 3.4
NUMBER = Style(16, bold=True, align="center", unbroken=True, smallest=12)
NAME = Style(15, bold=True, leading=1.25, smallest=12)
PHONE = Style(24, bold=True, unbroken=True, smallest=18, leading=1.2)
KIND = Style(12, bold=True, color=NAVY, leading=1.3)
SMALL = Style(12, leading=1.35)
NOTED = Style(12, bold=True, color=ORANGE, leading=1.35)
NO_PHONE = "電話なし"


@dataclass(frozen=True, slots=True)
class Home:
    """`things` are pairs: of what kind, and what in one line."""

    names: str
    phone: str
    remarks: tuple[str, ...]
    things: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CallList:
    """`day` is printed as it is given."""

    day: str
    homes: tuple[Home, ...]
    city: str
    fictional: bool


def draw(calls: CallList) -> bytes:
    """The list as a PDF, A4 upright, as many pages as it needs; Refusal names what will not fit."""
    paper = Paper(f"電話リスト {calls.day}")
    start = top(paper, fictional=calls.fictional)
    pages = share(
        [household(paper, home, number) for number, home in enumerate(calls.homes, start=1)],
        heads=column_heads(paper, COLUMNS),
        front=TABLE_BOTTOM - start - HEADING_HEIGHT,
        later=TABLE_BOTTOM - start - LATER_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            top(paper, fictional=calls.fictional)
        y = heading(paper, calls, start, first=number == 1)
        with paper.tags.element("Table"):
            for row in page:
                row.draw(y)
                y += row.height
        close(paper, calls, number, len(pages))
    return paper.finish()


def heading(paper: Paper, calls: CallList, y: float, *, first: bool) -> float:
    """Large on the first page, one line on the others; returns where the table begins."""
    if not first:
        style = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
        paper.write(f"電話リスト　{calls.day}", style, LEFT, y, width=ACROSS, name="見出し")
        return y + LATER_HEIGHT
    style = Style(22, bold=True, color=NAVY, leading=1.2, unbroken=True, smallest=16)
    title = f"電話リスト　{calls.day}"
    end = paper.write(title, style, LEFT, y, width=ACROSS, name="見出し", tag="H1")
    words = f"{len(calls.homes)}軒　済んだら、結果を「電話リスト」の画面に入力してください"
    paper.write(
        words if calls.homes else "いま電話するところは、ありません",
        Style(13, unbroken=True, smallest=12),
        LEFT,
        end + 2,
        width=ACROSS,
        name="軒数",
    )
    return y + HEADING_HEIGHT


def household(paper: Paper, home: Home, number: int) -> Row:
    """Whom to call large, what to tell beside it, and where to tick."""
    whom, what = whom_of(paper, home, number), what_of(paper, home, number)
    height = max(LEAST, stacked(whom) + 3.4, stacked(what) + 3.4)

    def draw(y: float) -> None:
        with paper.tags.element("TR"):
            with cell(paper):
                paper.middle(str(number), NUMBER, EDGES[0], y, width=13, height=height, name="番号")
            for blocks, x in ((whom, EDGES[1] + 2.5), (what, EDGES[2] + 2.5)):
                with cell(paper):
                    place_stack(paper, blocks, x, y, height)
            with cell(paper):
                boxes(paper, EDGES[3] + 2.5, y, height)
        lines(paper, y, height, EDGES)

    return Row(height, draw)


def whom_of(paper: Paper, home: Home, number: int) -> list[Block]:
    width = COLUMNS["お名前・電話"] - 5
    texts = [
        (home.names, NAME, "お名前"),
        (home.phone or NO_PHONE, PHONE, "電話番号"),
        *((remark, NOTED, "電話のメモ") for remark in home.remarks),
    ]
    return [
        paper.set(text, style, width=width, name=f"{number}番の{name}")
        for text, style, name in texts
    ]


def what_of(paper: Paper, home: Home, number: int) -> list[Block]:
    width = COLUMNS["伝えること"] - 5
    return [
        paper.set(text, style, width=width, name=f"{number}番の伝えること")
        for thing in home.things
        for text, style in zip(thing, (KIND, SMALL), strict=True)
    ]


def boxes(paper: Paper, x: float, y: float, height: float) -> None:
    """伝えた, 不在, 辞退."""
    y += (height - STEP * len(OUTCOMES) + STEP - BOX) / 2
    for words in OUTCOMES:
        tick_box(paper, x, y, BOX)
        paper.middle(words, Style(13, bold=True), x + BOX + 2, y, width=18, height=BOX, name="結果")
        y += STEP


def close(paper: Paper, calls: CallList, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=10)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(paper, calls.city, f"{number}／{count}ページ")
    paper.end_page()
