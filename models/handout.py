"""配布物: something printed; the 資料番号 on it leads back to its page."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models import short_code
from models.base import Base, Stamped, key, one_of, only


class HandoutKind(StrEnum):
    LESSON = "lesson"
    ROSTER = "roster"
    SURVEY = "survey"
    FAQ = "faq"
    NOTICE = "notice"
    FLYER = "flyer"
    POSTER = "poster"
    MONTH = "month"
    BOOKING = "booking"


class Handout(Base, Stamped, table=True):
    """One edition of one sheet. A lesson sheet is the same for every event of its course.

    contents: what a lesson or Faq sheet was made of, such as "2026-11-01 Q0012.2" (the lesson's
    text of that day with the second edition of Q0012); "" on sheets of one class.
    """

    __tablename__ = "handout"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("subject", "edition", "contents"),
        only("kind", HandoutKind),
    )

    id: int | None = key()
    code: str = Field(max_length=8, default_factory=short_code.new)
    kind: HandoutKind = one_of(HandoutKind)
    subject: str = Field(max_length=40)  # "lesson:B07", "roster:<event>"
    edition: date
    contents: str = Field(default="", max_length=120)
    outdated_on: date | None = None  # since when the next printing says something else
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    faq_id: int | None = Field(default=None, foreign_key="faq.id", index=True)


class Scan(Base, table=True):
    """How often a sheet's page was opened on one day, machines left out. Nothing else is known."""

    __tablename__ = "scan"
    __table_args__ = (CheckConstraint("times > 0", name="times_are_positive"),)

    handout_id: int = Field(foreign_key="handout.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    times: int = 0


class Copies(Base, Stamped, table=True):
    """So many copies were made of a sheet, as somebody said. `gone_on`: since when they no longer
    hang anywhere, because another edition took their place."""

    __tablename__ = "copies"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        CheckConstraint("number BETWEEN 1 AND 3000", name="number_is_plausible"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    handout_id: int = Field(foreign_key="handout.id", index=True, ondelete="CASCADE")
    number: int
    staff_id: int = Field(foreign_key="staff.id")
    printed_on: date
    gone_on: date | None = None
