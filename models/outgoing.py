"""What may leave the office: figures with everything that has to be said beside them.

Only services/outgoing.py makes one, from a publication. Whoever writes CSV, Excel, PDF or pictures
for outside takes an Outgoing and nothing else; tests/test_house.py sees to both.
"""

from datetime import date
from typing import NamedTuple

# The tables by their titles, and the columns of the first one.
TOWNS, AGES, SEXES = "町ごとの数（65歳以上）", "町と年代（実人数）", "町と性別（実人数）"
OUTSIDE = "市外から来た人（全部の年代）"
COURSES, FORMATS = "講座ごとの数（全部の年代）", "開き方ごとの数（全部の年代）"
COURSE_FORMATS, WHOLE = "講座と開き方（延べ）", "全体"
ASKED, CARDS = "質問とカード相談（件数）", "町ごとのカード相談（件数）"
COUNT, SOLVED = "件数", "うち解決"
PEOPLE, VISITS, NEW, LIVING, RATE = "実人数", "延べ", "初めての人", "人口", "到達率(%)"
SUMS = ("65歳以上", "全員")  # columns by age and by sex that add others up
FEW, KEPT, NOTHING = "未満", "非公表", "―"  # what stands in place of a number, FEW after a 10


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

    def table(self, title: str) -> OutgoingTable | None:
        """The table of this title; months and quarters have none by age or sex."""
        return next((one for one in self.tables if one.title == title), None)
