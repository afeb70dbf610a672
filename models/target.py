"""計画: what a district is to reach in a fiscal year, and what was promised in a report."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class Target(Base, Stamped, table=True):
    """One district's year (none: the city as a whole): what is planned, and what was learned.

    people: residents of 65 and over to be reached; or rate: their share, from 0 to 1.
    """

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "district_id"),
        Index(
            "uq_target_fiscal_year",
            "fiscal_year",
            unique=True,
            sqlite_where=sql("district_id IS NULL"),
            postgresql_where=sql("district_id IS NULL"),
        ),
        CheckConstraint("fiscal_year BETWEEN 2000 AND 2100", name="fiscal_year_is_plausible"),
        CheckConstraint("people >= 0", name="people_are_not_negative"),
        CheckConstraint("rate BETWEEN 0 AND 1", name="rate_is_a_share"),
        CheckConstraint("people IS NULL OR rate IS NULL", name="people_or_rate"),
        CheckConstraint("classes >= 0", name="classes_are_not_negative"),
    )

    id: int | None = key()
    fiscal_year: int
    district_id: int | None = Field(default=None, foreign_key="district.id")
    people: int | None = None
    rate: float | None = None
    classes: int | None = None
    note: str = text(400)  # what was seen
    next_step: str = text(400)  # what is done about it


class PromiseOutcome(StrEnum):
    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"

    @property
    def label(self) -> str:
        return {
            PromiseOutcome.OPEN: "まだ確かめていません",
            PromiseOutcome.KEPT: "できました",
            PromiseOutcome.PARTLY: "一部できました",
            PromiseOutcome.NOT_KEPT: "できませんでした",
        }[self]


class Promise(Base, Stamped, table=True):
    """前の報告で約束したこと, and what came of it. fiscal_year: the year it is to be done in."""

    __tablename__ = "promise"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("outcome", PromiseOutcome),
        CheckConstraint("(outcome = 'open') = (checked_on IS NULL)", name="checked_on_a_day"),
        CheckConstraint("fiscal_year BETWEEN 2000 AND 2100", name="fiscal_year_is_plausible"),
        Index("ix_promise_fiscal_year", "fiscal_year"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    fiscal_year: int
    district_id: int | None = Field(default=None, foreign_key="district.id")
    words: str = text(200)
    outcome: PromiseOutcome = one_of(PromiseOutcome, default=PromiseOutcome.OPEN)
    result: str = text(400)
    checked_on: date | None = None
    promised_by_id: int = Field(foreign_key="staff.id")
    checked_by_id: int | None = Field(default=None, foreign_key="staff.id")
