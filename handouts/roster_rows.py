"""The rows of the roster."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from handouts.page_frame import ACROSS, LEFT, RIGHT
from handouts.paper import qr
from handouts.paper.qr import DOOR
from handouts.paper.shapes import INK, NAVY, WHITE, panel, pill, rule, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.table_rows import Row, cell, edges, flow, lines, place_stack, stacked

COLUMNS = {"番号": 14.0, "出席": 17.0, "お名前": 53.0, "電話・お手伝い": 49.0, "受付用QR": 45.0}
EDGES = edges(COLUMNS)
ROW_HEIGHT = 29.6
TICK, LATE, CODE = 11.0, 4.2, DOOR.side
QUIET = qr.QUIET * DOOR.module
NAME = Style(22, bold=True, unbroken=True, smallest=13, leading=1.25)
KANA = Style(12, unbroken=True, smallest=9, leading=1.2)
SMALL = Style(12, leading=1.35)
LABEL = Style(12, bold=True, color=NAVY)
CENTRED = Style(12, align="center", unbroken=True, smallest=9)


@dataclass(frozen=True, slots=True)
class Guest:
    """A person on the list. `number` is theirs for good, `code` opens the check-in, `party` is the
    mark of a group (A, B …). The name may be missing, and the reading too.
    """

    code: str
    name: str = ""
    kana: str = ""
    phone: str = ""
    party: str = ""
    status: str = "申込"
    needs: str = ""
    number: int = field(kw_only=True)


def guest(paper: Paper, guest: Guest, *, on_left: bool, joined: bool) -> Row:
    """`on_left`: where the code stands; `joined`: whether the next row is of the same party."""
    place = f"{guest.number}"
    names, contact = names_of(paper, guest, place), contact_of(paper, guest, place)
    height = max(ROW_HEIGHT, stacked(names) + 2.4, stacked(contact) + 3)

    def draw(y: float) -> None:
        with paper.tags.element("TR"):
            with cell(paper):
                in_column(paper, "番号", [place, guest.status], y, height)
            with cell(paper):
                to_tick(paper, y, height)
            with cell(paper):
                place_stack(paper, names, EDGES[2] + 5, y, height)
                party(paper, guest.party, y, height, joined=joined)
            with cell(paper):
                place_stack(paper, contact, EDGES[3] + 3, y, height)
            with cell(paper):
                check_in_code(paper, guest.code, y, height, place, on_left=on_left)
        lines(paper, y, height, EDGES)

    return Row(height, draw)


def to_tick(paper: Paper, y: float, height: float) -> None:
    """A large box for who came, a small one for who came late."""
    y += (height - TICK - LATE - 2) / 2
    tick_box(paper, (EDGES[1] + EDGES[2] - TICK) / 2, y, TICK)
    y += TICK + 2
    tick_box(paper, EDGES[1] + 1.4, y + 0.3, LATE, line=1.0)
    paper.write("遅刻", SMALL, EDGES[1] + LATE + 2.4, y, width=10, name="遅刻")


def names_of(paper: Paper, guest: Guest, place: str) -> list[Block]:
    """The reading small above the name, or what there is of them."""
    title = guest.name or guest.kana or "お名前なし"
    above = guest.kana if guest.name else ("" if guest.kana else f"参加証 {guest.code}")
    across = COLUMNS["お名前"] - 7
    name = paper.set(title, NAME, width=across, name=f"{place}のお名前")
    if not above:
        return [name]
    beside = 14 if guest.party else 0
    return [paper.set(above, KANA, width=across - beside, name=f"{place}のふりがな"), name]


def contact_of(paper: Paper, guest: Guest, place: str) -> list[Block]:
    width = COLUMNS["電話・お手伝い"] - 5
    phone = Style(16, unbroken=True, smallest=12)
    blocks = [paper.set(guest.phone or "電話なし", phone, width=width, name=f"{place}の電話番号")]
    if guest.needs:
        blocks.append(paper.set(guest.needs, SMALL, width=width, name=f"{place}のお手伝い"))
    return blocks


def in_column(paper: Paper, column: str, texts: Sequence[str], y: float, height: float) -> None:
    styles = (Style(20, bold=True, align="center", unbroken=True, smallest=12), CENTRED)
    blocks = [
        paper.set(text, style, width=COLUMNS[column] - 1, name=column)
        for text, style in zip(texts, styles, strict=True)
        if text
    ]
    place_stack(paper, blocks, EDGES[0] + 0.5, y, height)


def party(paper: Paper, mark: str, y: float, height: float, *, joined: bool) -> None:
    """People who come together: one mark, and a bar that runs on to the next of them."""
    if not mark:
        return
    bar = height if joined else height - 2
    panel(paper, EDGES[2] + 1.4, y + 1, 1.6, bar, fill=INK, radius=0)
    pill(
        paper,
        f"組{mark}",
        EDGES[3] - 16,
        y + 1.2,
        size=12,
        height=5.8,
        fill=WHITE,
        color=INK,
        frame=INK,
        least=15,
        most=15,
        name="組のしるし",
    )


def check_in_code(
    paper: Paper,
    code: str,
    y: float,
    height: float,
    place: str,
    *,
    on_left: bool,
    column: float = EDGES[4],
) -> None:
    """Left and right by turns, so that a camera never sees two codes side by side.

    column: where the column of the codes begins.
    """
    beside, text = QUIET + 0.4, COLUMNS["受付用QR"] - CODE - 2 * QUIET - 0.8
    x = column + (beside if on_left else COLUMNS["受付用QR"] - beside - CODE)
    paper.qr(
        code,
        x,
        y + (height - CODE) / 2,
        CODE,
        reader=DOOR,
        alt=f"受付用QRコード {place}",
    )
    half = (len(code) + 1) // 2
    paper.middle(
        f"{code[:half]}\n{code[half:]}" if len(code) > 5 else code,
        Style(12, align="center", unbroken=True, smallest=9),
        column + (beside + CODE + QUIET if on_left else 0.4),
        y,
        width=text,
        height=height,
        name=f"{place}の受付番号",
    )


def walk_in(paper: Paper, districts: Sequence[str], age_bands: Sequence[str]) -> Row:
    """An empty row for someone who just comes: two lines to write on, boxes to tick."""
    x, across = LEFT + 20, ACROSS - 22
    choices = [
        (label, flow(labels, across - 15))
        for label, labels in (("町", districts), ("年代", age_bands))
    ]
    height = 14 + sum(6.6 * len(rows) for _, rows in choices) + 1.6

    def draw(y: float) -> None:
        with paper.tags.element("TR"), cell(paper, ColSpan=str(len(COLUMNS)), O="/Table"):
            tick_box(paper, LEFT + 5.5, y + 4, TICK)
            to_write(paper, "お名前", x, y, 80)
            to_write(paper, "ふりがな", x + 84, y, across - 84)
            line_y = y + 14
            for label, rows in choices:
                paper.write(label, LABEL, x, line_y, width=14, name="見出し")
                for row in rows:
                    for offset, text in row:
                        tick_box(paper, x + 13 + offset, line_y + 0.5, 4, line=1.0)
                        paper.write(text, SMALL, x + 18 + offset, line_y, width=40, name=text)
                    line_y += 6.6
        lines(paper, y, height, (LEFT, RIGHT))

    return Row(height, draw)


def to_write(paper: Paper, label: str, x: float, y: float, width: float) -> None:
    paper.write(label, LABEL, x, y + 6, width=20, name=label)
    rule(paper, x + 19, y + 11.4, x + width, y + 11.4, line=1.0)
