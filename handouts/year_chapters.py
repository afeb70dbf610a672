"""The chapters of the booklet: what stands on their pages, piece by piece."""

from collections.abc import Sequence
from functools import partial

from handouts import bars, town_part, year_parts
from handouts.bars import Bar
from handouts.flow import Long, Piece, titled
from handouts.grid import Column, Grid
from handouts.paper.shapes import NAVY, WHITE, panel, pill
from handouts.paper.sheet import WIDTH, Paper
from handouts.paper.typeset import Block, Style
from handouts.year_parts import Towns, figures, percent
from japanese import dates
from models import OutgoingTable
from models.outgoing import ASKED, CARDS
from models.year_report import YearReport

LEFT, RIGHT = 20.0, WIDTH - 20  # the same on both sides: it may be bound, printed on both
ACROSS = RIGHT - LEFT
What = Sequence[Piece | Long]
TILES = 22.6
MOST_COURSES = 10
OF_DESK = (ASKED, CARDS)
HALF = 118.0  # millimetres of a page
PLAN = year_parts.deed_columns(22, 40, 14, 17, 44, 33)


def year(paper: Paper, report: YearReport) -> What:
    """The year in one page: three sentences, the city's figures, the years beside each other."""
    tiles = partial(year_parts.tiles, paper, figures(report), LEFT, width=ACROSS, height=TILES)
    return [
        sentences(paper, report),
        Piece(TILES, tiles),
        titled(heading(paper, "年度ごとの推移（65歳以上）"), _years(paper, report)),
        *_taught(paper, report),
    ]


def sentences(paper: Paper, report: YearReport) -> Piece:
    """What was reached, where not yet, and what is next; each behind its word."""
    blocks = year_parts.said(paper, report, Style(15, leading=1.4), ACROSS - 32)
    height = sum(block.height + 3 for block in blocks) + 5

    def draw(y: float) -> None:
        panel(paper, LEFT, y, ACROSS, height, fill=WHITE, frame=NAVY, line=1.4)
        y += 4
        for label, block in zip(year_parts.SAID, blocks, strict=True):
            look = {"size": 13, "height": 6.4, "least": 20, "most": 20, "name": label}
            pill(paper, label, LEFT + 4, y - 0.3, **look)
            y = paper.place(block, LEFT + 28, y, name=label) + 3

    return Piece(height, draw)


def heading(paper: Paper, text: str) -> Piece:
    style = Style(14, bold=True, color=NAVY, unbroken=True, smallest=12)
    block = paper.set(text, style, width=ACROSS, name="見出し")
    return Piece(block.height, lambda y: paper.place(block, LEFT, y, tag="H3", name="見出し"))


def _years(paper: Paper, report: YearReport) -> Piece:
    """The published years: the rate as bars, the figures beside them."""
    bar = 58.0
    columns = (
        Column("年度", 26, is_words=True),
        Column("到達率", bar),
        Column("到達率", 18),
        Column("実人数", 18),
        Column("延べ", 18),
        Column("初めて", 16),
        Column("教室", 16),
    )
    grid = Grid(paper, columns, LEFT, size=12, row=10)
    rows = grid.rows(
        [
            (one.name, "", percent(one.rate), one.people, one.visits, one.newcomers, one.held)
            for one in report.years
        ]
    )
    height = grid.head().height + sum(row.height for row in rows)
    told = "、".join(f"{one.name}{percent(one.rate)}" for one in report.years)

    def draw(y: float) -> None:
        grid.draw(rows, y)
        found = [Bar(one.rate) for one in report.years]
        place = {"width": bar - 5, "rows": [row.height for row in rows]}
        alt = f"年度ごとの到達率の棒グラフ。{told}。"
        bars.draw(paper, found, grid.edges()[1] + 1.5, y + grid.head().height, alt=alt, **place)

    return Piece(height, draw)


def _taught(paper: Paper, report: YearReport) -> What:
    """What was taught most, by the number of classes."""
    shown = report.city.courses[:MOST_COURSES]
    if not shown:
        return []
    bar = 70.0
    columns = (
        Column("講座", ACROSS - bar - 20, is_words=True),
        Column("", bar),
        Column("回数", 20),
    )
    grid = Grid(paper, columns, LEFT, size=12, row=7)
    rows = grid.rows([(name, "", f"{count:,}回") for name, count in shown])
    told = "、".join(f"{name}{count}回" for name, count in shown)

    def draw(y: float) -> None:
        grid.draw(rows, y)
        place = {"width": bar - 5, "rows": [row.height for row in rows]}
        alt = f"講座ごとの教室の回数の棒グラフ。{told}。"
        found = [Bar(count) for _, count in shown]
        bars.draw(paper, found, grid.edges()[1] + 1.5, y + grid.head().height, alt=alt, **place)

    height = grid.head().height + sum(row.height for row in rows)
    count = len(report.city.courses)
    title = f"多かった講座（{count}のうち{len(shown)}）" if count > len(shown) else "開いた教室"
    return [titled(heading(paper, title), Piece(height, draw))]


def reach(paper: Paper, report: YearReport) -> What:
    """All towns in one chart with its table."""
    row = min(12.0, 200 / (len(report.places) + 2))
    towns = Towns(paper, report, LEFT, width=ACROSS, size=11, row=row)
    return [Piece(towns.height, towns.draw), _first_timers(paper, report)]


def _first_timers(paper: Paper, report: YearReport) -> Piece:
    style = Style(12, leading=1.45)
    text = (
        "町は、来た日に住んでいた町です。町の合計は、市全体と違うことがあります。"
        "「町がわからない」人は、どの町にも入れていません。"
    )
    block = paper.set(text, style, width=ACROSS, name="説明")
    return Piece(block.height, lambda y: paper.place(block, LEFT, y, name="説明"))


def towns(paper: Paper, report: YearReport) -> What:
    """Half a page each, or more of it when much was written."""
    found = [town_part.of(paper, report, one, LEFT, ACROSS) for one in report.places]
    return [one._replace(height=max(HALF, one.height)) for one in found]


def ages(paper: Paper, report: YearReport) -> What:
    """The published tables of people, but for the one by district."""
    first, *others = [one for one in report.outgoing.tables if _is_of_people(one)]
    return [part for one in others for part in _table(paper, one)]


def courses(paper: Paper, report: YearReport) -> What:
    """What the publication tells by course and by format; older ones do not."""
    found = [one for one in report.outgoing.tables if not _is_of_people(one)]
    return [part for one in found if one.title not in OF_DESK for part in _table(paper, one)]


def desk(paper: Paper, report: YearReport) -> What:
    """What was asked and what came of it (older publications do not tell), and the answers."""
    found = [one for one in report.outgoing.tables if one.title in OF_DESK]
    return [*(part for one in found for part in _table(paper, one)), *_faqs(paper, report)]


def _is_of_people(table: OutgoingTable) -> bool:
    return table.header[0] in ("町", "")


def _table(paper: Paper, table: OutgoingTable) -> What:
    """A published table under its title, whatever columns it has."""
    count = len(table.header) - 1
    wide = max(32.0, min(80.0, ACROSS - 22 * count))
    each = min((ACROSS - wide) / count, 30.0)
    columns = [Column(table.header[0], wide, is_words=True)]
    columns += [Column(name, each) for name in table.header[1:]]
    narrow = each < 16
    grid = Grid(paper, columns, LEFT, size=10 if narrow else 12, pad=0.8 if narrow else 1.5)
    return [Long(grid, grid.rows(table.rows, table.totals), heading(paper, table.title))]


def plan(paper: Paper, report: YearReport) -> What:
    """計画→実施→届いた→気づき→次, of every place with a plan."""
    if not report.deeds:
        return []
    grid = Grid(paper, PLAN, LEFT, size=11)
    return [Long(grid, grid.rows(report.deeds))]


def _faqs(paper: Paper, report: YearReport) -> What:
    """The answers that became public in the year; how often each was asked is not published."""
    if not report.faqs:
        return []
    columns = (Column("番号", 24, is_words=True), Column("質問", ACROSS - 24, is_words=True))
    grid = Grid(paper, columns, LEFT, size=12, air=1.4)
    title = f"この年度に公開した、よくある質問（{len(report.faqs)}件）"
    return [Long(grid, grid.rows(report.faqs), heading(paper, title))]


def words(paper: Paper, report: YearReport) -> What:
    """Every mark and definition, and how the figures may be used."""
    out = report.outgoing
    lines = [
        *out.notes,
        ("目標", "年度のはじめに決めた、65歳以上の市民の人数です。"),
        (
            "教室の回数",
            "その町の会場で終わった教室・相談会の数です。中止と延期は入りません"
            f"（{dates.with_era(report.made_on)}現在）。",
        ),
        ("▲", "到達率が、市全体の半分より低い町です。"),
    ]
    if report.has_masked:
        lines.append(("●人", "公表していない人数です。"))
    columns = (Column("言葉", 34, is_words=True), Column("意味", ACROSS - 34, is_words=True))
    grid = Grid(paper, columns, LEFT, size=12, air=1.6)
    use = _use(paper, report)
    return [
        Long(grid, grid.rows(lines)),
        Piece(use.height, lambda y: paper.place(use, LEFT, y, name="利用の条件")),
    ]


def _use(paper: Paper, report: YearReport) -> Block:
    out = report.outgoing
    text = (
        f"利用の条件: {out.licence}。使うときは「{out.city}　{report.year}　第{out.edition}版」と"
        "書いてください。同じ数字を、CSVとExcelでも公表しています。"
    )
    return paper.set(text, Style(12, leading=1.45), width=ACROSS, name="利用の条件")
