"""What stands below each other on as many pages as it takes: pieces, and tables to be parted."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from handouts.grid import Grid, Row
from handouts.paper.sheet import Paper

GAP, TITLE_GAP = 5.0, 2.4
TOO_LONG = "町が多すぎるか、文章が長すぎて、1ページに入りません。"


class Piece(NamedTuple):
    """`draw(y)` draws it from y; it is never parted. mark: a bookmark of its own."""

    height: float
    draw: Callable[[float], object]
    mark: str = ""


class Long(NamedTuple):
    """A table that goes on on the next page, under its head. title: above its beginning."""

    grid: Grid
    rows: Sequence[Row]
    title: Piece | None = None


def pages(
    paper: Paper, what: Sequence[Piece | Long], room: float
) -> list[list[tuple[float, Piece]]]:
    """The pieces of each page, and how far below its beginning each stands."""
    found: list[list[tuple[float, Piece]]] = [[]]
    used = 0.0
    for one in what:
        for piece in [one] if isinstance(one, Piece) else _parted(one, room - used, room):
            if piece.height > room:
                raise paper.refusal("", TOO_LONG)
            if used + piece.height > room:
                found.append([])
                used = 0.0
            found[-1].append((used, piece))
            used += piece.height + GAP
    return found


def titled(title: Piece, piece: Piece) -> Piece:
    """Both below each other, never parted."""

    def draw(y: float) -> None:
        title.draw(y)
        piece.draw(y + title.height + TITLE_GAP)

    return Piece(title.height + TITLE_GAP + piece.height, draw)


def _parted(table: Long, first: float, room: float) -> Iterator[Piece]:
    """As many rows as find room; the first page may have less of it."""
    head, title = table.grid.head().height, table.title
    rows: list[Row] = []
    left = first - head - (title.height + TITLE_GAP if title else 0)
    for row in table.rows:
        if rows and row.height > left:
            yield titled(title, _table(table.grid, rows)) if title else _table(table.grid, rows)
            title, rows, left = None, [], room - head
        rows.append(row)
        left -= row.height
    yield titled(title, _table(table.grid, rows)) if title else _table(table.grid, rows)


def _table(grid: Grid, rows: Sequence[Row]) -> Piece:
    height = grid.head().height + sum(row.height for row in rows)
    kept = list(rows)
    return Piece(height, lambda y: grid.draw(kept, y))
