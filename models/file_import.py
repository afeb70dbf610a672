"""取り込み: what came in with which file, so that it can be taken back as a whole."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index
from sqlmodel import Field

import clock
from models.age import Sex
from models.base import Base, Stamped, key, one_of, only, text
from models.event import Format


class ImportKind(StrEnum):
    EVENTS = "events"
    FACILITIES = "facilities"
    PAST = "past"

    @property
    def label(self) -> str:
        return {
            ImportKind.EVENTS: "教室・相談会",
            ImportKind.FACILITIES: "会場",
            ImportKind.PAST: "前の年度の実績",
        }[self]


class FileImport(Base, Stamped, table=True):
    """One file taken in. `made` are the rows it added, by their ids; `changed` those it changed:
    {id: {column: [before, after]}}. `columns`: which heading a person said means what.
    """

    __tablename__ = "file_import"
    __table_args__ = (
        only("kind", ImportKind),
        CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone_by_somebody"),
        Index("ix_file_import_kind", "kind"),
    )

    id: int | None = key()
    kind: ImportKind = one_of(ImportKind)
    source: str = text(200)  # the name of the file
    made: list[int] = Field(default_factory=list, sa_type=JSON)
    changed: dict[str, dict[str, list[Any]]] = Field(default_factory=dict, sa_type=JSON)
    columns: dict[str, str] = Field(default_factory=dict, sa_type=JSON)  # headings, by meaning
    at: datetime = Field(default_factory=clock.now)
    staff_id: int = Field(foreign_key="staff.id")
    undone_at: datetime | None = None
    undone_by_id: int | None = Field(default=None, foreign_key="staff.id")


class PastClass(Base, table=True):
    """前の年度の実績: a class before となり, as counted then.

    `visits` are 延べ. Who they were nobody knows any more, so no person is made up and unique
    people of those years cannot be told.
    """

    __tablename__ = "past_class"
    __table_args__ = (
        only("format", Format),
        CheckConstraint("visits >= 0", name="visits_are_not_negative"),
        CheckConstraint("seats > 0", name="seats_are_positive"),
        Index("ix_past_class_fiscal_year", "fiscal_year"),
        Index("ix_past_class_import_id", "import_id"),
    )

    id: int | None = key()
    import_id: int = Field(foreign_key="file_import.id", ondelete="CASCADE")
    line: int
    local_date: date
    fiscal_year: int
    title: str = text(80)
    format: Format | None = one_of(Format, default=None, nullable=True)
    course_id: int | None = Field(default=None, foreign_key="course.id")
    district_id: int | None = Field(default=None, foreign_key="district.id")
    venue_id: int | None = Field(default=None, foreign_key="venue.id")
    place: str = text(80)  # as the old table has it
    seats: int | None = None
    visits: int


class PastCount(Base, table=True):
    """A part of the visits of a past class, as the old table splits them.

    Sex unknown: of both together. Both ages none: of any age; `age_to` none: and over.
    """

    __tablename__ = "past_count"
    __table_args__ = (
        only("sex", Sex),
        CheckConstraint("visits >= 0", name="visits_are_not_negative"),
    )

    id: int | None = key()
    past_class_id: int = Field(foreign_key="past_class.id", index=True, ondelete="CASCADE")
    sex: Sex = one_of(Sex)
    age_from: int | None = None
    age_to: int | None = None
    visits: int
