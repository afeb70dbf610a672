"""出席名簿: who comes to one event, to tick off with a pen or to check in with a camera."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from handouts import roster_rows as rows
from handouts.page_frame import (
    ACROSS,
    BOTTOM,
    FOOT,
    LEFT,
    RIGHT,
    foot,
    short_address,
    top,
)
from handouts.paper.shapes import NAVY, ORANGE, TINT, pill
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.roster_rows import Guest
from handouts.table_rows import Row, band, column_heads

PRIVACY = "取り扱い注意：個人情報がのっています。教室が終わったら、必ず市の担当へ返してください。"
PRIVACY_HEIGHT = 7.0
TABLE_BOTTOM = BOTTOM - FOOT - PRIVACY_HEIGHT
CODE, CODE_COLUMN, CODE_HEIGHT = 32.0, 56.0, 40.2
HEADING, TITLE_GAP, FACT_GAP, LABEL_WIDTH = 8.0, 5.0, 2.6, 17.0
LATER_GAP, WAY_GAP = 4.0, 1.2
IN_ONE_LINE = 21  # letters of an address at 12 points beside the heading
TITLE = Style(24, bold=True, color=NAVY, leading=1.2, unbroken=True, smallest=16)


@dataclass(frozen=True, slots=True)
class Roster:
    """`url` and `code` are of the event's page; `when` is printed as it is given."""

    title: str
    when: str
    venue: str
    capacity: int
    staff: tuple[str, ...]
    url: str
    code: str
    phone: str
    guests: tuple[Guest, ...]
    waiting: tuple[Guest, ...]
    districts: tuple[str, ...]
    age_bands: tuple[str, ...]
    city: str
    fictional: bool
    walk_ins: int = 4


@dataclass(frozen=True, slots=True)
class Head:
    """The typeset heads of the pages: their heights decide how many rows follow."""

    title: Block
    facts: list[tuple[str, Block]]
    ways: list[Block]
    later: Block

    @property
    def height(self) -> float:
        facts = sum(block.height + FACT_GAP for _, block in self.facts)
        ways = CODE_HEIGHT + sum(block.height + WAY_GAP for block in self.ways) + FACT_GAP
        return max(ways, HEADING + self.title.height + TITLE_GAP + facts)

    @property
    def later_height(self) -> float:
        return self.later.height + LATER_GAP


def draw(roster: Roster) -> bytes:
    """The list as a PDF, A4 upright, as many pages as it needs; Refusal names what will not fit."""
    paper = Paper(f"出席名簿 {roster.title}")
    add(paper, roster)
    return paper.finish()


def add(paper: Paper, roster: Roster) -> None:
    """The list as further pages of this paper."""
    head = set_head(paper, roster)
    start = top(paper, fictional=roster.fictional)
    pages = share(
        table(paper, roster),
        heads=column_heads(paper, rows.COLUMNS),
        front=TABLE_BOTTOM - start - head.height,
        later=TABLE_BOTTOM - start - head.later_height,
    )
    for number, page in enumerate(pages, start=1):
        if number == 1:
            front_head(paper, roster, head, start)
            y = start + head.height
        else:
            top(paper, fictional=roster.fictional)
            paper.place(head.later, LEFT, start, name="教室の名前")
            y = start + head.later_height
        with paper.tags.element("Table"):
            for row in page:
                row.draw(y)
                y += row.height
        close(paper, roster, number, len(pages))


def share(table: Iterable[Row], *, heads: Row, front: float, later: float) -> list[list[Row]]:
    """The rows of each page; a heading never stands alone at the foot of one."""
    pages, room = [[heads]], front
    together: list[Row] = []
    for row in table:
        together.append(row)
        if row.leads:
            continue
        if sum(r.height for r in [*pages[-1], *together]) > room:
            pages.append([heads])
            room = later
        pages[-1] += together
        together = []
    return pages


def table(paper: Paper, roster: Roster) -> Iterator[Row]:
    """Everybody who has a seat, everybody who waits, and room for those who just come."""
    heading = partial(band, paper, across=len(rows.COLUMNS))
    if not roster.guests:
        yield replace(heading("お申し込みは、まだありません", color=NAVY), leads=False)
    yield from guests(paper, roster.guests)
    if roster.waiting:
        yield heading("席を待っている方（席があいたら、この順にご案内します）")
        yield from guests(paper, roster.waiting)
    if roster.walk_ins:
        yield heading("当日参加（お申し込みなしで来られた方）", color=NAVY)
    for _ in range(roster.walk_ins):
        yield rows.walk_in(paper, roster.districts, roster.age_bands)


def guests(paper: Paper, people: tuple[Guest, ...]) -> Iterator[Row]:
    for at, person in enumerate(people):
        after = people[at + 1].party if at + 1 < len(people) else ""
        joined = bool(after) and after == person.party
        yield rows.guest(paper, person, on_left=at % 2 == 0, joined=joined)


def set_head(paper: Paper, roster: Roster) -> Head:
    width = ACROSS - CODE_COLUMN - 4
    counts = f"定員{roster.capacity}名　申込{len(roster.guests)}名"
    if roster.waiting:
        counts += f"　キャンセル待ち{len(roster.waiting)}名"
    facts = {
        "日時": roster.when,
        "会場": roster.venue,
        "担当": "、".join(roster.staff) or "まだ決まっていません",
        "人数": counts,
    }
    style = Style(13, unbroken=True, smallest=12, leading=1.3)
    return Head(
        title=paper.set(roster.title, TITLE, width=width, name="教室の名前"),
        facts=[
            (name, paper.set(text, style, width=width - LABEL_WIDTH, name=name))
            for name, text in facts.items()
        ],
        ways=ways(paper, roster),
        later=paper.set(
            f"出席名簿　{roster.title}　{roster.when}",
            Style(14, bold=True, color=NAVY, leading=1.3, unbroken=True, smallest=12),
            width=ACROSS,
            name="教室の名前",
        ),
    )


def front_head(paper: Paper, roster: Roster, head: Head, y: float) -> None:
    """What the list is of on the left, the way to the event's page on the right."""
    code_y = y
    small = Style(15, bold=True, color=NAVY)
    paper.write("出席名簿", small, LEFT, y, width=40, name="見出し")
    y = paper.place(head.title, LEFT, y + HEADING, tag="H1", name="教室の名前") + TITLE_GAP
    for name, block in head.facts:
        pill(paper, name, LEFT, y - 0.4, size=12, height=6, fill=TINT, color=NAVY, name=name)
        y = paper.place(block, LEFT + LABEL_WIDTH, y) + FACT_GAP
    event_code(paper, roster, head, code_y)


def ways(paper: Paper, roster: Roster) -> list[Block]:
    """What stands below the code: to say into the telephone, to type, to call."""
    line = Style(12, align="center", unbroken=True, smallest=9, leading=1.2)
    strong, address = replace(line, bold=True), short_address(roster.url)
    if len(address) > IN_ONE_LINE:
        address = address.replace("/", "\n/", 1)
    texts = (
        (f"資料番号 {roster.code}", strong),
        (address, line),
        (f"電話 {roster.phone}", strong),
    )
    return [
        paper.set(text, style, width=CODE_COLUMN, name="教室のページの案内")
        for text, style in texts
    ]


def event_code(paper: Paper, roster: Roster, head: Head, y: float) -> None:
    x = RIGHT - CODE_COLUMN
    paper.qr(
        roster.url,
        x + (CODE_COLUMN - CODE) / 2,
        y + 3.6,
        CODE,
        alt=f"QRコード。この教室のページ {short_address(roster.url)} を開きます",
    )
    y += CODE_HEIGHT
    for block in head.ways:
        y = paper.place(block, x, y, name="教室のページの案内") + WAY_GAP


def close(paper: Paper, roster: Roster, number: int, count: int) -> None:
    warning = Style(12, bold=True, color=ORANGE, unbroken=True, smallest=10)
    paper.write(PRIVACY, warning, LEFT, TABLE_BOTTOM + 1.6, width=ACROSS, name="取り扱い注意")
    foot(
        paper,
        f"{roster.city}　資料番号 {roster.code}　「組」が同じ方は、ごいっしょです",
        f"{number}／{count}ページ",
    )
    paper.end_page()
