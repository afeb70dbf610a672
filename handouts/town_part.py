"""A town in the booklet: its figures, ages, sexes and classes, what was seen and what is next."""

from collections.abc import Callable, Iterator

from handouts import bars, year_parts
from handouts.flow import Piece
from handouts.grid import Column, Grid
from handouts.paper.shapes import NAVY, ORANGE, TINT, WHITE, panel, pill
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from handouts.year_parts import BEHIND, Tile, counted, percent
from models import OutgoingTable
from models.year_report import YearPlace, YearReport

HEAD, TILES, BAR, NAME, GAP = 10.6, 22.6, 7.0, 24.0, 2.6
MOST_COURSES = 6
TEXT = Style(12, leading=1.35)
Step = tuple[float, Callable[[float], object]]  # its height, and how it is drawn from y


def of(paper: Paper, report: YearReport, place: YearPlace, x: float, width: float) -> Piece:
    """Everything about one town; two of them stand on a page unless much was written."""
    steps = list(_steps(paper, report, place, x, width))
    height = HEAD + sum(one + GAP for one, _ in steps) + 2

    def draw(y: float) -> None:
        with paper.tags.element("Sect"):
            _head(paper, place, x, y, width)
            y += HEAD + GAP
            for one, drawn in steps:
                drawn(y)
                y += one + GAP

    return Piece(height, draw, mark=place.name)


def _steps(
    paper: Paper, report: YearReport, place: YearPlace, x: float, width: float
) -> Iterator[Step]:
    yield (
        TILES,
        lambda y: year_parts.tiles(paper, _tiles(place), x, y, width=width, height=TILES),
    )
    yield 2 * BAR, lambda y: _bars(paper, report, place, x, y, width)
    for table in report.outgoing.tables:
        if table.header[0] == "町" and "到達率(%)" not in table.header:
            yield _row(paper, table, place, x, width)
    for label, text in _told(report, place):
        yield _text(paper, label, text, x, width)


def _head(paper: Paper, place: YearPlace, x: float, y: float, width: float) -> None:
    panel(paper, x, y, width, HEAD - 1, fill=TINT, radius=2)
    style = Style(18, bold=True, color=NAVY, unbroken=True, smallest=12)
    box = {"height": HEAD - 1, "name": place.name}
    paper.middle(place.name, style, x + 4, y, width=width - 64, tag="H3", **box)
    if place.is_behind:
        look = {"size": 11, "height": 6, "fill": WHITE, "color": ORANGE, "frame": ORANGE}
        pill(paper, f"{BEHIND} まだ届いていない町", x + width - 56, y + 1.8, name="しるし", **look)


def _tiles(place: YearPlace) -> list[Tile]:
    before = counted(place.people_before, "人")
    held, planned = counted(place.held, "回"), counted(place.planned, "回")
    return [
        Tile("来た人（実人数）", counted(place.people, "人"), before, counted(place.target, "人")),
        Tile("来た回数（延べ）", counted(place.visits, "回")),
        Tile("初めての人", counted(place.newcomers, "人")),
        Tile("到達率", percent(place.rate), percent(place.before), percent(place.target_rate)),
        Tile("開いた教室", held, counted(place.held_before, "回"), planned),
    ]


def _bars(
    paper: Paper, report: YearReport, place: YearPlace, x: float, y: float, width: float
) -> None:
    """The town above the whole city, with the target and the year before."""
    both = (place, report.city)
    style = Style(11, unbroken=True, smallest=9)
    for at, (label, one) in enumerate(zip(("この町", report.city.name), both, strict=True)):
        box = {"width": NAME - 2, "height": BAR, "name": one.name}
        paper.middle(label, style, x, y + at * BAR, **box)
        told = percent(one.rate) if one.rate is not None else str(one.people)
        paper.middle(told, style, x + width - 20, y + at * BAR, **(box | {"width": 20}))
    found = [year_parts.bar_of(one) for one in both]
    alt = year_parts.alt(report, both)
    bars.draw(paper, found, x + NAME, y, width=width - NAME - 24, rows=[BAR, BAR], alt=alt)


def _row(paper: Paper, table: OutgoingTable, place: YearPlace, x: float, width: float) -> Step:
    """The town's line of a published table."""
    (line,) = [row for row in table.rows if row[0] == place.name]
    title = table.title.partition("と")[2].partition("（")[0]
    each = (width - 18) / (len(table.header) - 1)
    columns = [Column(title, 18, is_words=True)]
    columns += [Column(name, each) for name in table.header[1:]]
    grid = Grid(paper, columns, x, size=10, air=0.9, pad=0.8)
    rows = grid.rows([("実人数", *line[1:])])
    return grid.head().height + rows[0].height, lambda y: grid.draw(rows, y)


def _told(report: YearReport, place: YearPlace) -> Iterator[tuple[str, str]]:
    """What was taught, seen and is next, in words."""
    if place.courses:
        shown = [f"{name} {count}回" for name, count in place.courses[:MOST_COURSES]]
        rest = len(place.courses) - MOST_COURSES
        yield "教室", "、".join(shown) + (f"、ほか{rest}講座" if rest > 0 else "")
    for deed in report.deeds:
        if deed.name == place.name:
            yield from (("気づき", deed.seen), ("次に", deed.next_step))


def _text(paper: Paper, label: str, text: str, x: float, width: float) -> Step:
    if not text:
        return 0.0, lambda y: None
    block = paper.set(text, TEXT, width=width - NAME, name=label)

    def draw(y: float) -> None:
        look = {"size": 11, "height": 5.8, "least": 19, "most": 19, "name": label}
        pill(paper, label, x, y - 0.2, fill=WHITE, color=NAVY, frame=NAVY, **look)
        paper.place(block, x + NAME, y, name=label)

    return max(block.height, 5.8), draw
