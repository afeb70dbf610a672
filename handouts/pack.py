"""教室一式: every sheet of one class in the order of the day, in one PDF behind a cover.

All sheets are drawn into one document: so its fonts are embedded once, and its structure, bookmarks
and title are those of one document, which they would not survive being put together from several.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from handouts.page_frame import ACROSS, BOTTOM, FOOT, LEFT, RIGHT, foot, top
from handouts.paper.shapes import NAVY, TINT, panel, rule, tick_box
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

LABEL, BOX, ROW = 22.0, 6.4, 10.4
CHECKS = (
    "電話番号ののった名簿は、人から見えない所に置きます",
    "充電器・延長コード・貸し出すスマホ",
    "老眼鏡・筆記用具・マイク（大きな声で）",
    "トイレと非常口の場所を、はじめにお伝えします",
    "終わったら、名簿と受付票を数えて持ち帰ります",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """What stands on the cover: the class, its team, and the telephone of the office."""

    title: str
    when: str
    venue: str
    team: tuple[str, ...]
    phone: str
    city: str
    fictional: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """One kind of sheet: `add` draws its pages, `copies` says how many are needed."""

    name: str
    copies: str
    add: Callable[[Paper], None]


def draw(pack: Pack, sheets: Sequence[Sheet]) -> bytes:
    """The cover and the sheets as one PDF of A4; a Refusal names the sheet that cannot be drawn."""
    paper = Paper(f"教室一式 {pack.title}")
    with paper.part("表紙"):
        _cover(paper, pack, sheets)
    for sheet in sheets:
        with paper.part(sheet.name):
            sheet.add(paper)
    return paper.finish()


def _cover(paper: Paper, pack: Pack, sheets: Sequence[Sheet]) -> None:
    y = top(paper, fictional=pack.fictional)
    small = Style(16, bold=True, color=NAVY)
    y = paper.write("教室一式", small, LEFT, y, width=60, name="見出し") + 2
    title = Style(30, bold=True, color=NAVY, leading=1.25, unbroken=True, smallest=20)
    y = paper.write(pack.title, title, LEFT, y, width=ACROSS, name="教室の名前", tag="H1") + 4
    facts = {
        "日時": pack.when,
        "会場": pack.venue,
        "担当": "、".join(pack.team) or "まだ決まっていません",
        "連絡先": pack.phone,
    }
    for label, text in facts.items():
        if text:
            y = _fact(paper, label, text, y)
    y = _listed(paper, "入っている紙（この順に出てきます）", _contents(sheets), y + 5)
    y = _listed(paper, "当日の確認", [(one, "") for one in CHECKS], y + 5)
    if y > BOTTOM - FOOT:
        raise paper.refusal("表紙", "に入りません。教室や会場の名前を短くしてください。")
    foot(paper, f"{pack.city}　片面で印刷します", "表紙")
    paper.end_page()


def _contents(sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    return [(sheet.name, sheet.copies) for sheet in sheets]


def _fact(paper: Paper, label: str, text: str, y: float) -> float:
    strong = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
    paper.write(label, strong, LEFT, y + 0.6, width=LABEL - 2, name=label)
    plain = Style(16, leading=1.35, smallest=12)
    return paper.write(text, plain, LEFT + LABEL, y, width=ACROSS - LABEL, name=label) + 2.4


def _listed(paper: Paper, head: str, rows: Sequence[tuple[str, str]], y: float) -> float:
    """A box to tick for each row, with what is said beside it; returns where the list ends."""
    panel(paper, LEFT, y, ACROSS, 9.4, fill=TINT, radius=1)
    strong = Style(15, bold=True, color=NAVY, unbroken=True, smallest=13)
    place = {"width": ACROSS - 6, "height": 9.4, "name": head}
    paper.middle(head, strong, LEFT + 3, y, **place, tag="H2")
    y += 9.4
    for text, beside in rows:
        tick_box(paper, LEFT + 2, y + (ROW - BOX) / 2, BOX)
        width = ACROSS - 14 - (60 if beside else 0)
        line = Style(16, leading=1.25, unbroken=True, smallest=12)
        place = {"height": ROW, "name": text}
        paper.middle(text, line, LEFT + 13, y, width=width, **place)
        if beside:
            right = Style(14, align="right", unbroken=True, smallest=12)
            paper.middle(beside, right, RIGHT - 60, y, width=58, **place)
        y += ROW
        rule(paper, LEFT, y, RIGHT, y, line=0.8)
    return y
