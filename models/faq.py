"""よくある質問: an answer good for everybody, its editions, and the lessons that carry it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.base import Base, Stamped, key, one_of, only, text
from models.question import Device


class FaqStatus(StrEnum):
    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def label(self) -> str:
        return {"draft": "下書き", "review": "確認待ち", "published": "公開中", "retired": "終了"}[
            self.value
        ]


class Faq(Base, Stamped, table=True):
    """One question of many, answered. Texts may carry readings as {漢字|かんじ}.

    What is public and printed is the edition `version`; the row itself may be ahead of it.
    `handed_in_at`: what the row says now waits for somebody else to look at it.
    """

    __tablename__ = "faq"
    __table_args__ = (
        UniqueConstraint("code"),
        UniqueConstraint("idem_key"),
        only("status", FaqStatus),
        only("device", Device),
        CheckConstraint("version >= 0", name="version_counts"),
        CheckConstraint("status <> 'published' OR version > 0", name="published_in_an_edition"),
        CheckConstraint("successor_id <> id", name="not_its_own_successor"),
        Index("ix_faq_status", "status"),
    )

    id: int | None = key()
    code: str = Field(max_length=8)  # Q0012: how it is called on paper and on the telephone
    idem_key: str | None = Field(default=None, max_length=64)
    status: FaqStatus = one_of(FaqStatus, default=FaqStatus.DRAFT)
    question: str = text(200)
    answer: str = text(1500)
    words: str = text(300)  # other words people use for it; found by, never shown
    category_id: int = Field(foreign_key="question_category.id")
    course_id: int | None = Field(default=None, foreign_key="course.id")
    device: Device = one_of(Device, default=Device.UNKNOWN)
    version: int = 0
    owner_id: int = Field(foreign_key="staff.id")
    reviewed_by_id: int | None = Field(default=None, foreign_key="staff.id")
    review_by: date | None = None  # to be looked at again by this day
    handed_in_at: datetime | None = None
    handed_in_by_id: int | None = Field(default=None, foreign_key="staff.id")
    remark: str = text(200)  # why it was sent back to the writer
    successor_id: int | None = Field(default=None, foreign_key="faq.id")
    revision: int = 1  # counts the changes; a form says which one it was drawn from


class FaqEdition(Base, table=True):
    """What was public from `published_at` on, word for word."""

    __tablename__ = "faq_edition"

    faq_id: int = Field(foreign_key="faq.id", primary_key=True, ondelete="CASCADE")
    version: int = Field(primary_key=True)
    question: str = text(200)
    answer: str = text(1500)
    published_at: datetime
    published_by_id: int = Field(foreign_key="staff.id")


class LessonFaq(Base, table=True):
    """The next printing of the lesson of this course carries this Faq."""

    __tablename__ = "lesson_faq"

    course_id: int = Field(foreign_key="course.id", primary_key=True)
    faq_id: int = Field(foreign_key="faq.id", primary_key=True, index=True, ondelete="CASCADE")
    position: int = 0
    attached_on: date = Field(default_factory=clock.today)


class FaqHelp(Base, table=True):
    """How often, on one day, somebody who was about to ask was content with this Faq instead."""

    __tablename__ = "faq_help"
    __table_args__ = (CheckConstraint("times > 0", name="helped_at_all"),)

    faq_id: int = Field(foreign_key="faq.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    times: int = 1
