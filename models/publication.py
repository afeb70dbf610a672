"""公表: figures that left the office, frozen as they were, and what a year counts together."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.base import Base, Stamped, key, one_of, only, text

THRESHOLDS = (10, 5)  # 10未満 as in the NDBオープンデータ; 5 for a city that decides so


class Mark(StrEnum):
    """What outsiders see of a number."""

    SHOWN = "shown"
    SMALL = "small"  # 10未満: it is 1 or more, and below the threshold
    KEPT = "kept"  # 非公表: it would give another one away


class What(StrEnum):
    """What a published number counts."""

    PEOPLE = "people"
    VISITS = "visits"
    NEW = "new"

    @property
    def label(self) -> str:
        return {"people": "実人数", "visits": "延べ", "new": "初めての人"}[self.value]


class MergeKind(StrEnum):
    """What is counted together so that less has to be kept back."""

    DISTRICT = "district"
    BAND = "band"


class FigureMerge(Base, Stamped, table=True):
    """まとめ: districts or age bands that a fiscal year's publications count as one.

    `members`: district ids or age bands, with | between them, in their own order.
    """

    __tablename__ = "figure_merge"
    __table_args__ = (UniqueConstraint("fiscal_year", "members"), only("kind", MergeKind))

    id: int | None = key()
    fiscal_year: int
    kind: MergeKind = one_of(MergeKind)
    members: str = Field(max_length=120)
    name: str = text(80)


class Publication(Base, table=True):
    """One edition of the figures of a period. Triggers refuse every change, on both databases.

    since, until: months as 202604, both included. `reason`: why there is another edition.
    """

    __tablename__ = "publication"
    __table_args__ = (
        UniqueConstraint("since", "until", "edition"),
        UniqueConstraint("idem_key"),
        CheckConstraint("since <= until", name="months_are_in_order"),
        CheckConstraint("edition > 0", name="editions_are_counted"),
        CheckConstraint("threshold IN (5, 10)", name="threshold_known"),
        CheckConstraint("edition = 1 OR reason <> ''", name="correction_says_why"),
    )

    id: int | None = key()
    since: int
    until: int
    edition: int = 1
    threshold: int
    population_as_of: date | None = None  # kept by date: that version may be imported anew
    reason: str = text(200)
    published_at: datetime = Field(default_factory=clock.now)
    published_by_id: int | None = Field(default=None, foreign_key="staff.id")
    idem_key: str = Field(max_length=64)


class PublishedRow(Base, table=True):
    """A row of its tables: districts together (ids, with | between), city, unknown, outside.

    seniors: people of 65 and over who lived there, when the population was known.
    """

    __tablename__ = "published_row"
    __table_args__ = (UniqueConstraint("publication_id", "code"),)

    id: int | None = key()
    publication_id: int = Field(foreign_key="publication.id", ondelete="CASCADE")
    code: str = Field(max_length=120)
    name: str = text(120)
    position: int
    seniors: int | None = None


class PublishedNumber(Base, table=True):
    """One number of a row as it was counted on that day, and what outsiders see of it.

    column: all, senior, a sex, or age bands with | between. living: people of that row and column.
    """

    __tablename__ = "published_number"
    __table_args__ = (
        Index("ix_published_number_row_id", "row_id"),
        CheckConstraint("people >= 0", name="people_are_not_negative"),
        only("what", What),
        only("mark", Mark),
    )

    id: int | None = key()
    row_id: int = Field(foreign_key="published_row.id", ondelete="CASCADE")
    what: What = one_of(What)
    column: str = Field(max_length=80)
    people: int
    mark: Mark = one_of(Mark)
    living: int | None = None
