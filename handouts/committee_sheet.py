"""DX推進委員会の1枚: a fiscal year on one side of A4, as it was published.

What does not fit is refused, but for the notes: of those as many stand here as find room, and the
booklet has all of them.
"""

from dataclasses import dataclass, replace

from handouts import year_parts
from handouts.grid import Grid, Row
from handouts.page_frame import (
    ACROSS,
    BOTTOM,
    FOOT,
    LEFT,
    Findable,
    foot,
    top,
)
from handouts.paper.shapes import NAVY, TINT, WHITE, panel, pill
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from handouts.scan_box import SCAN_HEIGHT, SCAN_WIDTH, scan
from handouts.year_parts import Towns
from japanese import dates
from models.year_report import YearReport

TITLE = "スマホ教室・相談会の報告"
GAP = 3.0
HEAD_HEIGHT, TILE_HEIGHT, NOTES_HEIGHT = 19.0, 22.6, SCAN_HEIGHT + 1
FIXED = HEAD_HEIGHT + TILE_HEIGHT + NOTES_HEIGHT + 5 * GAP
MOST_AIR = 2.6  # millimetres that a town's row may be spread by
DEEDS = year_parts.deed_columns(20, 42, 14, 17, 50, 35)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeSheet(Findable):
    """`url` leads to the published figures, `code` says which publication they are."""

    report: YearReport


@dataclass(frozen=True, slots=True)
class Scale:
    """The sizes of one try: points, but for the row of a town (millimetres)."""

    row: float
    text: float
    said: float
    deed: float


SCALES = (
    Scale(row=7.0, text=12, said=14, deed=11),
    Scale(row=6.2, text=11, said=13, deed=10.5),
    Scale(row=5.4, text=10.5, said=12, deed=10),
    Scale(row=4.6, text=10, said=11, deed=10),
)


def draw(sheet: CommitteeSheet) -> bytes:
    """One page of A4 as a PDF."""
    report = sheet.report
    paper = Paper(f"{TITLE} {report.year}")
    begin = top(paper, fictional=sheet.fictional)
    scale, deeds = _fitting(paper, sheet, BOTTOM - FOOT - begin)
    y = _heading(paper, sheet, begin) + GAP
    y = _sentences(paper, _said(paper, report, scale), y) + GAP
    y = (
        year_parts.tiles(
            paper, year_parts.figures(report), LEFT, y, width=ACROSS, height=TILE_HEIGHT
        )
        + GAP
    )
    y = _table(paper, report, scale).draw(y) + GAP
    if deeds:
        _grid(paper, scale).draw(deeds, y)
    _notes(paper, sheet, BOTTOM - FOOT - NOTES_HEIGHT, _left_out(report, len(deeds)))
    said = f"{sheet.city}　公表 {report.outgoing.number}番　第{report.outgoing.edition}版"
    foot(paper, said, report.year)
    paper.end_page()
    return paper.finish()


def _fitting(paper: Paper, sheet: CommitteeSheet, room: float) -> tuple[Scale, list[Row]]:
    """The type at which most of the notes fit, the largest of these; what is left over is spread
    over the rows of the towns."""
    report = sheet.report
    told = [one for one in report.deeds if one.seen or one.next_step]
    tries = []
    for scale in SCALES:
        left = room - FIXED - _height(paper, report, scale)
        grid = _grid(paper, scale)
        deeds = _first(grid.rows(told), left - grid.head().height)
        if deeds:
            left -= grid.head().height + sum(row.height for row in deeds)
        tries.append((len(deeds), left, scale, deeds))
    count, left, scale, deeds = max(tries, key=lambda one: (one[1] >= 0, one[0]))
    if left < 0:
        raise paper.refusal(
            "", "町が多すぎるか、文章が長すぎて、1枚に入りません。年度の冊子を印刷してください。"
        )
    air = min(MOST_AIR, left / (len(report.places) + 2))
    return replace(scale, row=scale.row + air), deeds


def _first(rows: list[Row], room: float) -> list[Row]:
    found = []
    for row in rows:
        if row.height <= room:
            found.append(row)
            room -= row.height
    return found


def _height(paper: Paper, report: YearReport, scale: Scale) -> float:
    said = sum(block.height + 1.6 for block in _said(paper, report, scale)) + 3.4
    return said + _table(paper, report, scale).height


def _grid(paper: Paper, scale: Scale) -> Grid:
    return Grid(paper, DEEDS, LEFT, size=scale.deed)


def _table(paper: Paper, report: YearReport, scale: Scale) -> Towns:
    return Towns(paper, report, LEFT, width=ACROSS, size=scale.text, row=scale.row)


def _heading(paper: Paper, sheet: CommitteeSheet, y: float) -> float:
    """What this is and of which year; on the right the edition and its day."""
    out, inside = sheet.report.outgoing, 68.0
    panel(paper, LEFT, y, ACROSS, HEAD_HEIGHT, fill=TINT, radius=3)
    label = pill(paper, "DX推進委員会", LEFT + 4, y + 2.6, size=11, height=6.2, name="題名")
    year = Style(13, bold=True, color=NAVY, unbroken=True, smallest=11)
    x, width = LEFT + 4 + label + 3, ACROSS - inside - label - 10
    paper.write(f"{sheet.city}　{sheet.report.year}", year, x, y + 3.2, width=width, name="題名")
    title = Style(23, bold=True, color=NAVY, unbroken=True, smallest=16)
    place = {"width": ACROSS - inside - 6, "name": "題名"}
    paper.write(TITLE, title, LEFT + 4, y + 9.8, **place, tag="H1")
    small = Style(10.5, align="right", unbroken=True, smallest=10)
    x, line = LEFT + ACROSS - inside, y + 2.8
    lines = [f"第{out.edition}版　{dates.with_era(out.published_on)}公表"]
    if out.population_as_of:
        lines.append(f"人口は{dates.with_era(out.population_as_of)}現在")
    lines.append(f"公表 {out.number}番")
    for text in lines:
        line = 0.8 + paper.write(text, small, x, line, width=inside - 4, name="版")
    return y + HEAD_HEIGHT


def _said(paper: Paper, report: YearReport, scale: Scale) -> list[Block]:
    return year_parts.said(paper, report, Style(scale.said, leading=1.3), ACROSS - 24)


def _sentences(paper: Paper, blocks: list[Block], y: float) -> float:
    """What was reached, where not yet, and what is next; each behind its word."""
    height = sum(block.height + 1.6 for block in blocks) + 3.4
    panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=NAVY, line=1.4)
    line = y + 2.4
    for label, block in zip(year_parts.SAID, blocks, strict=True):
        look = {"size": 11, "height": 5.6, "least": 17, "most": 17, "name": label}
        pill(paper, label, LEFT + 2.5, line - 0.4, **look)
        line = paper.place(block, LEFT + 21.5, line, name=label) + 1.6
    return y + height


def _left_out(report: YearReport, printed: int) -> str:
    rest = sum(bool(one.seen or one.next_step) for one in report.deeds) - printed
    return f"ほかの{rest}件の気づきと次にすることは、年度の冊子にあります。" if rest else ""


def _notes(paper: Paper, sheet: CommitteeSheet, y: float, left_out: str) -> None:
    """The words on the left, the way to all figures on the right."""
    width = ACROSS - SCAN_WIDTH - 4
    small = Style(10, leading=1.28, smallest=9)
    text = "".join([left_out, *_words(sheet.report)])
    place = {"width": width, "height": NOTES_HEIGHT, "name": "言葉の説明"}
    paper.write(text, small, LEFT, y, **place)
    scan(paper, sheet, LEFT + width + 4, y)


def _words(report: YearReport) -> list[str]:
    out = report.outgoing
    few = out.threshold
    words = [
        year_parts.cases(report),
        "人の数は、65歳以上の市民です。実人数は、同じ人が何回来ても1人、延べは、来た回数の合計です。",
        "到達率は、65歳以上の市民のうち、1回でも来た人の割合です。",
        f"{few}未満は1人以上{few}人未満、非公表は、出すと{few}人未満の数がわかる数、",
        "―は、もとになる数や目標がないことです。",
        "町は住んでいた町、実施は、その町の会場で終わった教室の数です。",
    ]
    if report.has_masked:
        words.append("●人は、公表していない人数です。")
    return words
