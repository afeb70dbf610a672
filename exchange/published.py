"""Publications out, as CSV and Excel: the tables with everything that has to stand beside them."""

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from exchange.writer import csv_bytes
from japanese import dates
from models import Outgoing

FIRST, WIDE = 22, 13  # characters


def csv(outgoing: Outgoing) -> bytes:
    """One file: what it is, then each table under its title, then the words."""
    first, *rest = _lines(outgoing)
    return csv_bytes(first, rest)


def workbook(outgoing: Outgoing) -> bytes:
    """A sheet a table, each with what it is above it, and a sheet with the words."""
    book = Workbook()
    book.remove(book.active)
    for table in outgoing.tables:
        sheet = book.create_sheet(table.short)
        _write(sheet, [(table.title,), *about(outgoing), (), table.header, *table.rows])
    _write(book.create_sheet("言葉の説明"), outgoing.notes)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def name(outgoing: Outgoing, ending: str) -> str:
    """What the file is called when it is saved."""
    edition = f" 第{outgoing.edition}版" if outgoing.edition > 1 else ""
    return f"スマホ教室の到達 {outgoing.period}{edition}.{ending}"


def _lines(outgoing: Outgoing) -> Iterator[tuple[str | int, ...]]:
    yield ("スマホ教室・相談会の到達",)
    yield from about(outgoing)
    for table in outgoing.tables:
        yield ()
        yield (table.title,)
        yield table.header
        yield from table.rows
    yield ()
    yield ("言葉の説明",)
    yield from outgoing.notes


def about(outgoing: Outgoing) -> Iterator[tuple[str, ...]]:
    """What it is, of when, and on which terms: a heading and its words each."""
    if outgoing.is_fictional:
        yield ("架空", "この数字は、見本のための作りものです。")
    yield ("作成", outgoing.city)
    yield ("期間", outgoing.period)
    yield ("公表した日", f"{dates.with_era(outgoing.published_on)}（第{outgoing.edition}版）")
    if outgoing.reason:
        yield ("直した理由", outgoing.reason)
    if outgoing.population_as_of:
        yield ("人口の基準日", dates.with_era(outgoing.population_as_of))
    yield ("出さない数", f"{outgoing.threshold}人未満の数と、それが計算できる数")
    yield ("利用の条件", outgoing.licence)


def _write(sheet, lines) -> None:
    sheet.column_dimensions["A"].width = FIRST
    for letter in "BCDEFGHIJKLM":
        sheet.column_dimensions[letter].width = WIDE
    for at, line in enumerate(lines, start=1):
        for column, value in enumerate(line, start=1):
            cell = sheet.cell(at, column, value)
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
            cell.alignment = Alignment(horizontal="right" if _is_figure(column, line) else None)
    sheet.cell(1, 1).font = Font(bold=True)


def _is_figure(column: int, line: tuple) -> bool:
    return column > 1 and len(line) > 2
