"""外に出す版: a publication with the classes of its period, as everybody may know them."""

from collections.abc import Iterator
from pathlib import Path

from exchange import published, sheets
from exchange.sheets import Frame
from models import Outgoing
from models.in_house import Sheet

KIND = "外に出す版"
NOTICE = f"{KIND}　公表した数字だけが入っています"


def name(outgoing: Outgoing) -> str:
    """What the file is called when it is saved."""
    return f"{KIND} 実績報告 {outgoing.period}"


def workbook(outgoing: Outgoing, classes: Sheet, path: Path) -> Iterator[int]:
    """The classes, a sheet a published table, and the words."""
    return sheets.workbook(_sheets(outgoing, classes), _frame(outgoing), path)


def tables(outgoing: Outgoing, classes: Sheet, path: Path) -> Iterator[int]:
    """The same, each as CSV."""
    return sheets.tables(_sheets(outgoing, classes), _frame(outgoing), path)


def _sheets(outgoing: Outgoing, classes: Sheet) -> list[Sheet]:
    figures = (
        Sheet(one.short, one.header, one.rows, notes=(one.title,)) for one in outgoing.tables
    )
    words = Sheet("言葉の説明", ("言葉", "説明"), outgoing.notes, wide=("説明",))
    return [classes, *figures, words]


def table(outgoing: Outgoing, classes: Sheet, path: Path) -> Iterator[int]:
    """The classes alone, as CSV; the figures have a file of their own (exchange/published.py)."""
    return sheets.table(classes, _frame(outgoing), path)


def _frame(outgoing: Outgoing) -> Frame:
    about = ("　".join(line) for line in published.about(outgoing))
    return Frame((NOTICE, *about), NOTICE)
