"""Long tables out, as Excel and CSV, line by line into a file: a town with tens of thousands of
classes needs no more memory than a small one. Each function tells how far it is, in lines.

What a stranger typed is shown there, never run (exchange/writer.py).
"""

import csv
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time
from io import TextIOWrapper
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple, TextIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins

from exchange.writer import harmless, would_run
from models.in_house import Cell, Line, Read, Sheet

STEP = 200  # lines
WIDE, WIDEST, NARROW, HEADING = 34, 70, 12, 15  # columns, in half characters
FEW = 5  # columns that leave room for sentences
A3, A4 = 8, 9
ON_A_PAGE = 210  # half characters across, so that an A3 page is still read without a glass
LINE_HIGH = 14  # points
PER_SIGN = 1.8  # half characters, of kana and kanji in a proportional font
FONT = "BIZ UDPゴシック"  # on every Windows since 10
_HEAD = PatternFill("solid", fgColor="FFE8F1FE")
_FORMATS = {time: "hh:mm", float: "#,##0.0#", int: "#,##0"}


class Frame(NamedTuple):
    """What stands around every sheet: lines above it, and words on the edge of each page."""

    above: Sequence[str]
    edge: str


def workbook(sheets: Iterable[Sheet], frame: Frame, path: Path) -> Iterator[int]:
    """A sheet a table, to be printed lying, the headings on every page: on A4, or on A3 and as
    many pages across as it takes, with the first column on each."""
    written = 0
    with _spooled(path) as book:
        for one in sheets:
            sheet = book.create_sheet(one.title)
            above = [*frame.above, *one.notes]
            head = len(above) + 1
            _set_up(sheet, one, frame, head)
            for at, words in enumerate(above):
                sheet.append([_words(sheet, words, is_first=at == 0)])
            heights = (_lines_of(words, _width(one, words)) for words in one.header)
            _append(sheet, [_heading(sheet, words) for words in one.header], head, max(heights))
            before, looks = written, _looks(sheet)
            for line in one.lines:
                if isinstance(line, Read):
                    yield line.so_far
                    continue
                written += 1
                row = head + written - before
                _append(sheet, _cells(sheet, looks, one, line), row, _high(one, line))
                if not written % STEP:
                    yield written
            last = get_column_letter(len(one.header))
            sheet.auto_filter.ref = f"A{head}:{last}{head + written - before}"
    yield written


def table(sheet: Sheet, frame: Frame, path: Path) -> Iterator[int]:
    """One sheet as CSV that Excel reads (UTF-8 with BOM, CRLF), under the same words."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        written = yield from _lines(file, sheet, frame, 0)
    yield written


def tables(sheets: Iterable[Sheet], frame: Frame, path: Path) -> Iterator[int]:
    """Every sheet as CSV, packed. Their names are marked as UTF-8, which Windows reads since 8."""
    written = 0
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for number, one in enumerate(sheets, start=1):
            with (
                packed.open(f"{number} {one.title}.csv", "w") as raw,
                TextIOWrapper(raw, encoding="utf-8-sig", newline="") as file,
            ):
                written = yield from _lines(file, one, frame, written)
    yield written


def _lines(file: TextIO, sheet: Sheet, frame: Frame, written: int) -> Generator[int, None, int]:
    """`written` before it; returns it afterwards."""
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows([words] for words in (*frame.above, *sheet.notes))
    writer.writerow(sheet.header)
    for line in sheet.lines:
        if isinstance(line, Read):
            yield line.so_far
            continue
        writer.writerow([_plain(cell) for cell in line])
        written += 1
        if not written % STEP:
            yield written
    return written


def _font(*, bold: bool = False) -> Font:
    return Font(name=FONT, size=10, family=3, bold=bold)


@contextmanager
def _spooled(path: Path) -> Iterator[Workbook]:
    """openpyxl keeps the sheets in temporary files, and forgets them when it is stopped midway."""
    book = Workbook(write_only=True)
    book._fonts[0] = _font()  # of cells that say nothing else
    try:
        yield book
        book.save(path)
    finally:
        for sheet in book.worksheets:
            if sheet._writer and os.path.exists(sheet._writer.out):
                if not sheet.closed:
                    sheet.close()
                sheet._writer.cleanup()


def _set_up(sheet: Any, one: Sheet, frame: Frame, head: int) -> None:
    """Before the first line, as a sheet that is written line by line wants it."""
    sheet.freeze_panes = f"A{head + 1}"
    for at, words in enumerate(one.header, start=1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = _width(one, words)
    across = sum(_width(one, words) for words in one.header)
    pages = ceil(across / ON_A_PAGE)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4 if across <= ON_A_PAGE * 0.75 else A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    if pages > 1:
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = "A:A"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_options.gridLines = True
    sheet.oddHeader.center.text = frame.edge
    sheet.oddFooter.center.text = "&P / &N"


def _width(one: Sheet, words: str) -> int:
    """Of a column; a long heading takes a second line."""
    if words in one.wide:
        return WIDEST if len(one.header) <= FEW else WIDE
    return max(NARROW, min(2 * len(words) + 1, HEADING))


def _lines_of(words: str, width: int) -> int:
    return ceil(PER_SIGN * len(words) / width) or 1


def _high(one: Sheet, line: Line) -> int:
    """How many lines of text the tallest cell takes."""
    pairs = zip(one.header, line, strict=True)
    long = [_lines_of(str(value), _width(one, name)) for name, value in pairs if name in one.wide]
    return max(long, default=1)


def _append(sheet: Any, cells: list[Any], row: int, lines: int) -> None:
    """Neither Excel nor LibreOffice finds out by itself how high a row of several lines is."""
    if lines > 1:
        sheet.row_dimensions[row].height = LINE_HIGH * lines
    sheet.append(cells)
    sheet.row_dimensions.pop(row, None)


def _looks(sheet: Any) -> dict[tuple, Any]:
    """How cells of a kind look: worked out once, which makes a long sheet twice as fast."""
    found = {}
    for wrap in (False, True):
        for quoted in (False, True):
            cell = WriteOnlyCell(sheet)
            cell.alignment = Alignment(vertical="bottom", wrap_text=wrap)  # as plain cells
            cell.quotePrefix = quoted  # Excel would run it, once somebody edits the cell
            found[str, wrap, quoted] = cell._style
    for kind, form in _FORMATS.items():
        cell = WriteOnlyCell(sheet)
        cell.number_format = form
        found[kind,] = cell._style
    return found


def _cells(sheet: Any, looks: dict[tuple, Any], one: Sheet, line: Line) -> list[Any]:
    return [
        _cell(sheet, looks, value, wrap=name in one.wide)
        for name, value in zip(one.header, line, strict=True)
    ]


def _cell(sheet: Any, looks: dict[tuple, Any], value: Cell, *, wrap: bool) -> Any:
    """Numbers, days and short harmless texts go as they are; an empty text is an empty cell."""
    if isinstance(value, str):
        words = ILLEGAL_CHARACTERS_RE.sub("", value)
        quoted, long = would_run(words), wrap and len(words) >= WIDE // 2
        if not (quoted or long):
            return words or None
        cell = WriteOnlyCell(sheet, words)
        cell.data_type = "s"  # openpyxl has taken «=1+1» for a formula
        cell._style = looks[str, long, quoted]
        return cell
    if type(value) in _FORMATS and not (type(value) is int and -1000 < value < 1000):
        cell = WriteOnlyCell(sheet, value)
        cell._style = looks[type(value),]
        return cell
    return value


def _words(sheet: Any, words: str, *, is_first: bool) -> WriteOnlyCell:
    """A line above the table, the first one bold."""
    cell = WriteOnlyCell(sheet, words)
    cell.data_type, cell.font = "s", _font(bold=is_first)
    return cell


def _heading(sheet: Any, words: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, words)
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    cell.font, cell.fill = _font(bold=True), _HEAD
    return cell


def _plain(value: Cell) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:%H:%M}" if isinstance(value, time) else harmless(value)
