"""庁内用: a report with the real figures. Who writes one out says on every sheet that it stays in.

Only services/reports.py makes one, for whom the table of permissions allows it. What is for outside
is an Outgoing (models/outgoing.py).
"""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import NamedTuple

KIND = "庁内用"
NOTICE = f"{KIND}　庁外に出さないでください"
Cell = str | int | float | date | time | None
Line = tuple[Cell, ...]


class Read(NamedTuple):
    """Instead of a line: so much has been read by now. Nothing is written for it."""

    so_far: int


class Sheet(NamedTuple):
    """A table of a report. `wide`: headings of columns that hold sentences.

    lines are read once, one by one: there may be tens of thousands. notes: sentences above them.
    """

    title: str
    header: tuple[str, ...]
    lines: Iterable[Line | Read]
    wide: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class InHouse(NamedTuple):
    """A report, its sheets being read as they are written. `total`: about how many lines
    there will be, or how much has to be read."""

    name: str
    city: str
    period: str
    made_on: date
    sheets: Iterator[Sheet]
    total: int
    is_fictional: bool
