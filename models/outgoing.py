"""What may leave the office: figures with everything that has to be said beside them.

Only services/outgoing.py makes one, from a publication. Whoever writes CSV, Excel, PDF or pictures
for outside takes an Outgoing and nothing else; tests/test_house.py sees to both.
"""

from datetime import date
from typing import NamedTuple


class OutgoingTable(NamedTuple):
    """Texts and numbers as outsiders see them; the first cell of a row is its heading."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]
    totals: tuple[str, ...] = ()  # headings of rows that add others up

    @property
    def short(self) -> str:
        """Without what stands in brackets: Excel allows 31 characters for the name of a sheet."""
        return self.title.partition("（")[0]


class Outgoing(NamedTuple):
    """One publication. `notes`: marks and definitions, a name and a sentence each.

    since, until: months as 202604, both included; `period` in Japanese.
    """

    number: int
    city: str
    period: str
    since: int
    until: int
    edition: int
    published_on: date
    population_as_of: date | None
    threshold: int
    reason: str
    tables: tuple[OutgoingTable, ...]
    notes: tuple[tuple[str, str], ...]
    licence: str
    is_fictional: bool
