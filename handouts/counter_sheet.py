"""窓口への引き継ぎ一覧: a consultation a row, with boxes to tick; safe in black and white."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, foot, top
from handouts.paper.shapes import NAVY, ORANGE, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.roster import share
from handouts.table_rows import Row, band, cell, column_heads, edges, lines, place_stack, stacked

PRIVACY = "取り扱い注意：個人情報がのっています。使い終わったら、シュレッダーにかけてください。"
PRIVACY_HEIGHT = 7.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
COLUMNS = {"受付番号": 21.0, "お待ち": 27.0, "用件": 63.0, "連絡先": 43.0, "済み": 24.0}
EDGES = edges(COLUMNS)
BOXES = ("受取", "電話", "終了")
HEADING_HEIGHT, LATER_HEIGHT, BOX, STEP = 22.0, 10.0, 6.0, 8.4
LEAST = STEP * len(BOXES) + 3.4
NUMBER = Style(18, bold=True, align="center", unbroken=True, smallest=12)
KINDS = Style(14, bold=True, leading=1.3)
NAME = Style(14, bold=True, leading=1.25, smallest=12)
PHONE = Style(17, bold=True, unbroken=True, smallest=12, leading=1.2)
SMALL = Style(12, leading=1.35)
STRONG = Style(13, bold=True, leading=1.35)
NO_CONTACT = "連絡の希望なし"


@dataclass(frozen=True, slots=True)
class Handed:
    """One consultation. `waited` and `standing` as they are told; name and phone may be empty."""

    number: str
    waited: str
    standing: str
    kinds: tuple[str, ...]
    facts: str
    note: str
    last: str
    contact: tuple[tuple[str, str], ...]  # ("name" | "phone" | "how", text)


@dataclass(frozen=True, slots=True)
class CounterSheet:
    """`week` is printed as it is given."""

    week: str
    new: tuple[Handed, ...]
    older: tuple[Handed, ...]
    city: str
    fictional: bool


def draw(sheet: CounterSheet) -> bytes:
    """The list as a PDF, A4 upright, as many pages as it needs; Refusal names what will not fit."""
    paper = Paper(f"窓口への引き継ぎ一覧 {sheet.week}")
    start = top(paper, fictional=sheet.fictional)
    pages = share(
        rows(paper, sheet),
        heads=column_heads(paper, COLUMNS),
        front=TABLE_BOTTOM - start - HEADING_HEIGHT,
        later=TABLE_BOTTOM - start - LATER_HEIGHT,
    )
    for number, page in enumerate(pages, start=1):
        if number > 1:
            top(paper, fictional=sheet.fictional)
        y = heading(paper, sheet, start, first=number == 1)
        with paper.tags.element("Table"):
            for row in page:
                row.draw(y)
                y += row.height
        close(paper, sheet, number, len(pages))
    return paper.finish()


def rows(paper: Paper, sheet: CounterSheet) -> Iterator[Row]:
    """The week's own first, then what is left from before."""
    for title, part in (
        (f"この週に引き継いだもの（{len(sheet.new)}件）", sheet.new),
        (f"前の週までに引き継ぎ、まだ終わっていないもの（{len(sheet.older)}件）", sheet.older),
    ):
        head = band(paper, title, across=len(COLUMNS), color=NAVY)
        yield head if part else replace(head, leads=False)
        yield from (handed(paper, one) for one in part)


def heading(paper: Paper, sheet: CounterSheet, y: float, *, first: bool) -> float:
    """Large on the first page, one line on the others; returns where the table begins."""
    title = f"窓口への引き継ぎ一覧　{sheet.week}"
    if not first:
        style = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
        paper.write(title, style, LEFT, y, width=ACROSS, name="見出し")
        return y + LATER_HEIGHT
    style = Style(20, bold=True, color=NAVY, leading=1.2, unbroken=True, smallest=14)
    end = paper.write(title, style, LEFT, y, width=ACROSS, name="見出し", tag="H1")
    words = "市民課の窓口で使います。済んだら「窓口の受け付け」の画面に入力してください"
    small = Style(13, unbroken=True, smallest=12)
    paper.write(words, small, LEFT, end + 2, width=ACROSS, name="使い方")
    return y + HEADING_HEIGHT


def handed(paper: Paper, one: Handed) -> Row:
    """Who waits how long, what for, how to reach them, and where to tick."""
    stacks = [
        (waiting(paper, one), EDGES[1] + 2),
        (matter(paper, one), EDGES[2] + 2.5),
        (contact(paper, one), EDGES[3] + 2.5),
    ]
    height = max(LEAST, *(stacked(blocks) + 3.4 for blocks, _ in stacks))

    def draw(y: float) -> None:
        with paper.tags.element("TR"):
            with cell(paper):
                width = COLUMNS["受付番号"]
                paper.middle(
                    one.number, NUMBER, EDGES[0], y, width=width, height=height, name="受付番号"
                )
            for blocks, x in stacks:
                with cell(paper):
                    place_stack(paper, blocks, x, y, height)
            with cell(paper):
                boxes(paper, EDGES[4] + 2.5, y, height)
        lines(paper, y, height, EDGES)

    return Row(height, draw)


def waiting(paper: Paper, one: Handed) -> list[Block]:
    return stack(paper, one, "お待ち", [(one.waited, STRONG), (one.standing, SMALL)])


def matter(paper: Paper, one: Handed) -> list[Block]:
    more = [(text, SMALL) for text in (one.facts, one.note, one.last)]
    return stack(paper, one, "用件", [*((kind, KINDS) for kind in one.kinds), *more])


def contact(paper: Paper, one: Handed) -> list[Block]:
    styles = {"name": NAME, "phone": PHONE, "how": SMALL}
    told = [(text, styles[what]) for what, text in one.contact]
    return stack(paper, one, "連絡先", told or [(NO_CONTACT, SMALL)])


def stack(paper: Paper, one: Handed, column: str, texts: list[tuple[str, Style]]) -> list[Block]:
    width, name = COLUMNS[column] - 4.5, f"受付番号{one.number}の{column}"
    return [paper.set(text, style, width=width, name=name) for text, style in texts if text]


def boxes(paper: Paper, x: float, y: float, height: float) -> None:
    """受取, 電話, 終了."""
    y += (height - STEP * len(BOXES) + STEP - BOX) / 2
    for words in BOXES:
        tick_box(paper, x, y, BOX)
        paper.middle(words, Style(13, bold=True), x + BOX + 2, y, width=13, height=BOX, name=words)
        y += STEP


def close(paper: Paper, sheet: CounterSheet, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=10)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(paper, sheet.city, f"{number}／{count}ページ")
    paper.end_page()
