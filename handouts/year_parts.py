"""What the one-pager and the booklet of a year have in common: its figures, towns and words."""

from collections.abc import Sequence
from typing import NamedTuple

from handouts import bars
from handouts.bars import Bar
from handouts.grid import Column, Grid
from handouts.paper.shapes import NAVY, WHITE, panel
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Block, Style
from models.outgoing import ASKED
from models.year_report import Cell, Standing, YearPlace, YearReport

NOTHING = "―"
TILE_GAP = 2.5
LEGEND = 6.6
TOWN_COLUMNS = (
    Column("町", 29, is_words=True),
    Column("到達率", 16),
    Column("前の年度", 18),
    Column("実人数", 18),
    Column("延べ", 15),
    Column("目標", 20),
)
SAID = ("届いた", "まだ", "次に")  # the words before the three sentences
DEEDS = {  # the columns of a year's circle, and which of them hold words
    "町": True,
    "計画（約束） →": True,
    "実施 →": False,
    "届いた →": False,
    "気づき →": True,
    "次": True,
}
BEHIND = "▲"  # beside the name of a town that is behind


class Tile(NamedTuple):
    """One figure of the city, with the same of the year before and what was planned."""

    label: str
    value: str
    before: str = ""
    target: str = ""


def figures(report: YearReport) -> list[Tile]:
    city, before = report.city, report.years[-2] if report.before else None
    was = (lambda name: getattr(before, name)) if before else (lambda _name: NOTHING)
    return [
        Tile(
            "来た人（実人数）",
            counted(city.people, "人"),
            counted(was("people"), "人"),
            counted(city.target, "人"),
        ),
        Tile("来た回数（延べ）", counted(city.visits, "回"), counted(was("visits"), "回")),
        Tile("初めての人", counted(city.newcomers, "人"), counted(was("newcomers"), "人")),
        Tile(
            "到達率", percent(city.rate), percent(before.rate if before else None),
            percent(city.target_rate),
        ),
        Tile(
            "開いた教室",
            counted(city.held, "回"),
            counted(city.held_before, "回"),
            counted(city.planned, "回"),
        ),
    ]  # fmt: skip


def counted(cell: Cell | None, unit: str) -> str:
    """1,234人; a mark stays as it is."""
    if cell is None:
        return NOTHING
    return f"{cell:,}{unit}" if isinstance(cell, int) else cell


def percent(rate: float | None) -> str:
    return NOTHING if rate is None else f"{rate:.1f}％"


def cases(report: YearReport) -> str:
    """What was asked and solved, as it is published; nothing of an older publication."""
    table = report.outgoing.table(ASKED)
    told = (
        f"{kind}は{counted(count, '件')}（うち解決{counted(solved, '件')}）"
        for kind, count, solved in (table.rows if table else ())
    )
    return "、".join(told) + "です。" if table else ""


def said(paper: Paper, report: YearReport, style: Style, width: float) -> list[Block]:
    """The three sentences: what was reached, where not yet, and what is next."""
    return [
        paper.set(text, style, width=width, name=f"「{label}」の文")
        for label, text in zip(SAID, report.sentences, strict=True)
    ]


def deed_columns(*widths: float) -> tuple[Column, ...]:
    """What was planned, done, reached and seen, and what is next. widths: in millimetres."""
    return tuple(
        Column(name, width, is_words=is_words)
        for (name, is_words), width in zip(DEEDS.items(), widths, strict=True)
    )


def tiles(
    paper: Paper, found: Sequence[Tile], x: float, y: float, *, width: float, height: float
) -> float:
    """Figures side by side; returns where they end."""
    across = (width - TILE_GAP * (len(found) - 1)) / len(found)
    for at, tile in enumerate(found):
        left = x + at * (across + TILE_GAP)
        panel(paper, left, y, across, height, fill=WHITE, frame=NAVY, line=1.2, radius=2)
        with paper.tags.element("Sect"):
            _tile(paper, tile, left + 2, y + 1.6, across - 4)
    return y + height


def _tile(paper: Paper, tile: Tile, x: float, y: float, width: float) -> None:
    small = Style(10, unbroken=True, smallest=10, leading=1.2)
    label = Style(10.5, bold=True, color=NAVY, unbroken=True, smallest=10)
    value = Style(20, bold=True, unbroken=True, smallest=13, leading=1.1)
    was = f"前の年度 {tile.before}" if tile.before else ""
    wished = f"目標 {tile.target}" if tile.target not in ("", NOTHING) else ""
    for text, style, gap in (
        (tile.label, label, 0.6),
        (tile.value, value, 0.8),
        (was, small, 0.2),
        (wished, small, 0),
    ):
        if text:
            y = gap + paper.write(text, style, x, y, width=width, name=tile.label)


def by_rate(places: Sequence[YearPlace]) -> list[YearPlace]:
    """The highest first; whose rate is not public, behind them in the city's own order."""
    return sorted(places, key=lambda one: (one.rate is None, -(one.rate or 0)))


class Towns:
    """The towns as bars within a table: reached, target and the year before."""

    def __init__(
        self, paper: Paper, report: YearReport, x: float, *, width: float, size: float, row: float
    ) -> None:
        self.paper, self.report = paper, report
        self.bar = width - sum(one.width for one in TOWN_COLUMNS)
        self.places = [*by_rate(report.places), report.city]
        name, *numbers = TOWN_COLUMNS
        columns = (name, Column("到達率（▼は目標）", self.bar), *numbers)
        self.grid = Grid(paper, columns, x, size=size, row=row, air=0.4)
        lines = [self._line(one) for one in self.places]
        lines.insert(-1, self._line(report.unknown))
        self.rows = self.grid.rows(lines, totals=[report.city.name])

    @property
    def height(self) -> float:
        return self.grid.head().height + sum(one.height for one in self.rows) + LEGEND

    def draw(self, y: float) -> float:
        """Returns where the legend ends."""
        end = self.grid.draw(self.rows, y)
        places = [*self.places[:-1], self.report.unknown, self.places[-1]]
        self._bars(places, y + self.grid.head().height, [one.height for one in self.rows])
        legend(self.paper, self.grid.x, end + 1.4, self.grid.width)
        return end + LEGEND

    def _bars(self, places: Sequence[YearPlace], y: float, rows: Sequence[float]) -> None:
        x = self.grid.edges()[1] + 1.5
        found = [bar_of(one) for one in places]
        told = alt(self.report, self.places)
        bars.draw(self.paper, found, x, y, width=self.bar - 5, rows=rows, alt=told)

    def _line(self, one: YearPlace) -> tuple[Cell, ...]:
        name = f"{BEHIND}{one.name}" if one.is_behind else one.name
        mark = one.standing.value if one.standing is not Standing.UNSAID else ""
        target = f"{mark} {one.target:,}人" if one.target is not None else NOTHING
        rates = (percent(one.rate), percent(one.before))
        return (name, "", *rates, one.people, one.visits, target)


def bar_of(one: YearPlace) -> Bar:
    is_short = one.standing is Standing.SHORT or bool(one.is_behind)
    return Bar(one.rate, one.before, one.target_rate, is_short=is_short)


def alt(report: YearReport, places: Sequence[YearPlace]) -> str:
    """The bars as a sentence."""
    told = "、".join(
        f"{one.name}{percent(one.rate) if one.rate is not None else one.people}"
        + (f"（目標{percent(one.target_rate)}）" if one.target_rate is not None else "")
        for one in places
    )
    return f"{report.year}の町ごとの到達率の棒グラフ。高い順に、{told}。"


def legend(paper: Paper, x: float, y: float, width: float) -> None:
    """What the bars and marks mean, each beside a sample of it."""
    style = Style(10, unbroken=True, smallest=9.5)
    samples = (
        (Bar(1), "目標に届いた・目標なし", 45),
        (Bar(1, is_short=True), "まだ（▲は市全体の半分より低い町）", 62),
        (Bar(None, before=1), "前の年度", 26),
    )
    for bar, words, across in samples:
        bars.sample(paper, bar, x, y - 0.4, width=7, row=5)
        paper.write(words, style, x + 8.5, y, width=across - 9, name="しるしの説明")
        x += across
    last = "○ 届いた　△ まだ"
    paper.write(last, style, x, y, width=37, name="しるしの説明")
