"""The city's own copies of the shipped lessons."""

import json
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text
from wording import Lesson, built


class CopyStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    FORMER = "former"


class LessonCopy(Base, Stamped, table=True):
    """The city's own wording of a lesson; while one is published it stands on sheets and pages.

    body: title, goal, steps, words and trouble as JSON, as in a file of handouts/lessons.
    """

    __tablename__ = "lesson_copy"
    __table_args__ = (
        UniqueConstraint("course_id", "version"),
        only("status", CopyStatus),
        CheckConstraint("status <> 'published' OR edition IS NOT NULL", name="published_on_a_day"),
    )

    id: int | None = key()
    course_id: int = Field(foreign_key="course.id")
    version: int
    status: CopyStatus = one_of(CopyStatus, default=CopyStatus.DRAFT)
    body: str = text(6000)
    edition: date | None = None  # the day it was published
    shipped_on: date | None = None  # the edition of the shipped text when this was written
    author_id: int = Field(foreign_key="staff.id")
    revision: int = 1  # counts the changes; a form says which one it was drawn from

    @property
    def table(self) -> dict[str, Any]:
        """What was typed: without code, course and edition."""
        return json.loads(self.body)

    @property
    def mark(self) -> str:
        """How a printed sheet remembers this text: two of one day are told apart."""
        return f"{self.edition}.{self.version}"

    @property
    def seen(self) -> str:
        """What a form says it was drawn from."""
        return f"{self.version}.{self.revision}"

    def lesson(self, *, code: str, course: str) -> Lesson:
        """As it is printed; a draft carries the day it was last changed."""
        edition = self.edition or self.updated_at.date()
        return built(self.table | {"code": code, "course": course, "edition": edition})
