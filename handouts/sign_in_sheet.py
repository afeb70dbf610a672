"""受付票: the list that lies open on the table at the door, where everybody can see it.

So there stands only what each reads of the others anyway: number, name, a large box to tick, and
the code for the scanner. Telephone numbers and needs are on the roster (`roster.py`), whose
numbers these are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from handouts import roster_rows as rows
from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, foot, top
from handouts.paper.shapes import NAVY, ORANGE, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from handouts.roster import share
from handouts.roster_rows import Guest
from handouts.table_rows import Row, cell, column_heads, edges, lines, place_stack, stacked

PRIVACY = "お名前がのっています。教室が終わったら、必ず市の担当へ返してください。"
PRIVACY_HEIGHT, HEAD_HEIGHT = 7.0, 25.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
COLUMNS = {"番号": 18.0, "お名前": 89.0, "来ました": 26.0, "受付用QR": 45.0}
EDGES = edges(COLUMNS)
EMPTY_HEIGHT, TICK = 20.0, 15.0
NAME = Style(28, bold=True, unbroken=True, smallest=14, leading=1.2)
KANA = Style(15, unbroken=True, smallest=12, leading=1.2)
NUMBER = Style(26, bold=True, align="center", unbroken=True, smallest=16)


@dataclass(frozen=True, slots=True)
class SignInSheet:
    """`guests` in the order of their numbers; `spare` rows are left empty to be written on."""

    title: str
    when: str
    venue: str
    guests: tuple[Guest, ...]
    city: str
    fictional: bool
    spare: int = 4


def draw(sheet: SignInSheet) -> bytes:
    """The list as a PDF, A4 upright, as many pages as it needs."""
    paper = Paper(f"受付票 {sheet.title}")
    add(paper, sheet)
    return paper.finish()


def add(paper: Paper, sheet: SignInSheet) -> None:
    """The list as further pages of this paper."""
    start = top(paper, fictional=sheet.fictional)
    room = TABLE_BOTTOM - start - HEAD_HEIGHT
    heads = column_heads(paper, COLUMNS)
    pages = share(_table(paper, sheet), heads=heads, front=room, later=room)
    for number, page in enumerate(pages, start=1):
        if number > 1:
            top(paper, fictional=sheet.fictional)
        _heading(paper, sheet, start)
        y = start + HEAD_HEIGHT
        with paper.tags.element("Table"):
            for row in page:
                row.draw(y)
                y += row.height
        _close(paper, sheet, number, len(pages))


def _table(paper: Paper, sheet: SignInSheet) -> Iterator[Row]:
    for at, person in enumerate(sheet.guests):
        yield _guest(paper, person, on_left=at % 2 == 0)
    for _ in range(sheet.spare):
        yield _empty(paper)


def _heading(paper: Paper, sheet: SignInSheet, y: float) -> None:
    title = Style(24, bold=True, color=NAVY)
    paper.write("受付票", title, LEFT, y, width=34, name="見出し", tag="H1")
    x = LEFT + 36
    name = Style(17, bold=True, unbroken=True, smallest=12, leading=1.15)
    end = paper.write(sheet.title, name, x, y + 0.6, width=RIGHT - x, height=12, name="教室の名前")
    line = Style(13, unbroken=True, smallest=12)
    when = f"{sheet.when}　{sheet.venue}"
    paper.write(when, line, LEFT, max(end, y + 11) + 1, width=ACROSS, height=11, name="日時と会場")


def _guest(paper: Paper, guest: Guest, *, on_left: bool) -> Row:
    place = f"{guest.number}"
    title = guest.name or guest.kana or f"参加証{guest.code}の方"
    across = COLUMNS["お名前"] - 9
    blocks = [paper.set(title, NAME, width=across, name=f"{place}のお名前")]
    if guest.name and guest.kana:
        blocks.insert(0, paper.set(guest.kana, KANA, width=across, name=f"{place}のふりがな"))
    height = max(rows.ROW_HEIGHT, stacked(blocks) + 3)

    def draw(y: float) -> None:
        with paper.tags.element("TR"):
            with cell(paper):
                where = {"width": COLUMNS["番号"], "height": height, "name": "番号"}
                paper.middle(place, NUMBER, EDGES[0], y, **where)
            with cell(paper):
                place_stack(paper, blocks, EDGES[1] + 5, y, height)
            with cell(paper):
                _tick(paper, y, height)
            with cell(paper):
                turn = {"on_left": on_left, "column": EDGES[3]}
                rows.check_in_code(paper, guest.code, y, height, place, **turn)
        lines(paper, y, height, EDGES)

    return Row(height, draw)


def _empty(paper: Paper) -> Row:
    """For somebody who just comes: the name is written by hand, the number by the desk."""

    def draw(y: float) -> None:
        with paper.tags.element("TR"), cell(paper):
            small = Style(12, unbroken=True, smallest=12)
            paper.write("お名前", small, EDGES[1] + 2, y + 1.2, width=20, name="お名前")
            _tick(paper, y, EMPTY_HEIGHT)
        lines(paper, y, EMPTY_HEIGHT, EDGES)

    return Row(EMPTY_HEIGHT, draw)


def _tick(paper: Paper, y: float, height: float) -> None:
    x = EDGES[2] + (COLUMNS["来ました"] - TICK) / 2
    tick_box(paper, x, y + (height - TICK) / 2, TICK, line=1.6)


def _close(paper: Paper, sheet: SignInSheet, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=12)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(paper, f"{sheet.city}　番号は、出席名簿の番号と同じです", f"{number}／{count}ページ")
    paper.end_page()
