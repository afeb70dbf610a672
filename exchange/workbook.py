"""Tables out, as an Excel workbook: what a stranger typed is shown there, never run."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from exchange.writer import would_run

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDE, NARROW = 60, 14  # characters


def xlsx_bytes(
    title: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, wide: Sequence[str] = ()
) -> bytes:
    """One sheet with the headings kept in sight and a filter on each; None is an empty cell.

    title: the sheet's name, at most 31 characters. wide: headings of columns that hold sentences.
    Texts are stored as texts whatever they begin with; dates must be naive, as Excel's are.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    letters = [chr(ord("A") + number) for number in range(len(header))]
    for letter, name in zip(letters, header, strict=True):
        sheet.column_dimensions[letter].width = WIDE if name in wide else NARROW
    lines = [[_cell(sheet, name, bold=True) for name in header]]
    lines += ([_cell(sheet, value) for value in row] for row in rows)
    for line in lines:
        sheet.append(line)
    sheet.auto_filter.ref = f"A1:{letters[-1]}{len(lines)}"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value) if text else value)
    if text:
        cell.data_type = "s"  # openpyxl has taken «=1+1» for a formula
        cell.quotePrefix = would_run(value)  # and Excel would, once somebody edits the cell
        cell.alignment = Alignment(vertical="top", wrap_text=True)
    if bold:
        cell.font = Font(bold=True)
    return cell
