"""Rows of an Excel workbook as texts, from a file that nobody has to trust.

A workbook is a zip of XML. It is measured before anything is unpacked, every part is walked once
while nothing of it is kept, and openpyxl is given a copy that holds only what was walked.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from xml.parsers import expat

from openpyxl import load_workbook

from refusal import Refusal

MAX_UNPACKED = 40_000_000  # bytes of XML; 5,000 rows of 100 columns are about half of it
MAX_RATIO = 150  # unpacked by packed: sheets of repeated words reach about 40, bombs 1,000
MAX_PARTS = 500
MAX_ELEMENTS = 1_500_000
MAX_TOGETHER = 20_000  # elements that stand in memory at once: those of one row or one text
_CHUNK = 65_536
_APART = {"row", "si"}  # what openpyxl lets go of before it reads the next one

SAVE_ANEW = (
    "Excelで開き、「名前を付けて保存」で「Excelブック(.xlsx)」か「CSV UTF-8(コンマ区切り)」を"
    "選んで保存し直してから、もう一度お選びください。"
)
BROKEN = f"Excelのファイルとして読み取れません。{SAVE_ANEW}"
TOO_LARGE = (
    "Excelのファイルが大きすぎます。必要な表だけを新しいブックに写して保存し、"
    "もう一度お選びください。"
)


class Sheet(NamedTuple):
    """A sheet by its name, with its rows: the row's number in Excel, and the texts of its cells."""

    name: str
    rows: Iterator[tuple[int, list[str]]]


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as a zip does."""
    return data.startswith(b"PK\x03\x04")


def sheets(data: bytes, *, max_rows: int, max_columns: int) -> list[Sheet]:
    """The sheets in their order, with the rows that have something in them, one by one. Cells
    behind so many columns are cut off; whoever has rows further down than so many is refused.

    A formula is what Excel saw last. Raises Refusal, also while the rows are read, and nothing
    else.
    """
    try:
        book = load_workbook(_checked(data), read_only=True, data_only=True, keep_links=False)
    except Refusal:
        raise
    except Exception:  # openpyxl has no error of its own for a workbook it does not understand
        raise Refusal(BROKEN) from None
    return [Sheet(one.title, _rows(one, max_rows, max_columns)) for one in book.worksheets]


def _rows(sheet: Any, max_rows: int, max_columns: int) -> Iterator[tuple[int, list[str]]]:
    try:
        found = sheet.iter_rows(max_row=max_rows, max_col=max_columns, values_only=True)
        for number, values in enumerate(found, start=1):
            if number == max_rows:
                raise Refusal(TOO_LARGE)
            if values.count(None) < len(values):
                yield number, _texts(values)
    except Refusal:
        raise
    except Exception:
        raise Refusal(BROKEN) from None


def _texts(values: tuple[Any, ...]) -> list[str]:
    """Without the empty cells behind the last one that is filled."""
    filled = len(values)
    while values[filled - 1] is None:
        filled -= 1
    return [written(value) for value in values[:filled]]


def written(value: Any) -> str:
    """A cell as somebody would have typed it: 2026-12-04, 10:30, 12 and not 12.0."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        return f"{value.seconds // 3600:02}:{value.seconds // 60 % 60:02}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _checked(data: bytes) -> io.BytesIO:
    """The workbook again, of the parts that were walked; pictures and macros stay behind."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            _measure(book, len(data))
            return _copied(book)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refusal(BROKEN) from None


def _measure(book: zipfile.ZipFile, packed: int) -> None:
    """What the parts say of themselves; zipfile never unpacks more than that."""
    unpacked = sum(part.file_size for part in book.infolist())
    too_dense = unpacked > MAX_RATIO * packed
    if len(book.infolist()) > MAX_PARTS or unpacked > MAX_UNPACKED or too_dense:
        raise Refusal(TOO_LARGE)


def _copied(book: zipfile.ZipFile) -> io.BytesIO:
    copy, walk = io.BytesIO(), _Walk()
    with zipfile.ZipFile(copy, "w") as checked:
        for part in book.infolist():
            if part.filename.endswith((".xml", ".rels")):
                content = book.read(part)
                walk.through(content)
                checked.writestr(part.filename, content)
    return copy


class _Walk:
    """Counts what a parser would have to keep, and refuses definitions (no workbook has any)."""

    def __init__(self) -> None:
        self.elements = 0
        self.together = 0

    def through(self, content: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._definition
        parser.StartElementHandler = self._element
        self.together = 0
        try:
            for start in range(0, len(content), _CHUNK):
                parser.Parse(content[start : start + _CHUNK])
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise Refusal(BROKEN) from None

    def _definition(self, *_parts: Any) -> None:
        raise Refusal(BROKEN)

    def _element(self, name: str, _attributes: Any) -> None:
        self.elements += 1
        self.together = 0 if name.rpartition(":")[2] in _APART else self.together + 1
        if self.elements > MAX_ELEMENTS or self.together > MAX_TOGETHER:
            raise Refusal(TOO_LARGE)
