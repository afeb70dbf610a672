"""庁内用: reports with the real figures out; every sheet and page says that it stays inside."""

from collections.abc import Iterator
from pathlib import Path

from exchange import sheets
from exchange.sheets import Frame
from japanese import dates
from models.in_house import KIND, NOTICE, InHouse

FICTIONAL = "架空：この数字は、見本のための作りものです。"


def name(report: InHouse) -> str:
    """What the file is called when it is saved."""
    return f"{KIND} {report.name} {report.period}"


def workbook(report: InHouse, path: Path) -> Iterator[int]:
    """All its sheets."""
    return sheets.workbook(report.sheets, _frame(report), path)


def table(report: InHouse, path: Path) -> Iterator[int]:
    """Its first sheet, as CSV."""
    return sheets.table(next(report.sheets), _frame(report), path)


def tables(report: InHouse, path: Path) -> Iterator[int]:
    """All its sheets, each as CSV."""
    return sheets.tables(report.sheets, _frame(report), path)


def _frame(report: InHouse) -> Frame:
    made = f"{report.city}　{report.name}　{report.period}　作成 {dates.with_era(report.made_on)}"
    fictional = (FICTIONAL,) if report.is_fictional else ()
    return Frame((NOTICE, made, *fictional), NOTICE)
