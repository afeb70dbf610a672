"""A lesson's text, and what must be right about it; the city's own copies of the shipped ones."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from japanese.furigana import MARK
from models.base import Base, Stamped, key, one_of, only, text

# How many of each a sheet has room for.
COUNTS = {"steps": (4, 8), "words": (2, 4), "trouble": (1, 3)}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: a bold action, one sentence about it, and where the two phones differ."""

    do: str
    tell: str
    picture: str
    android: str = ""
    iphone: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Trouble:
    when: str
    then: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """Every text may carry furigana marks; japanese.furigana splits them."""

    code: str
    title: str
    course: str
    goal: str
    edition: date
    steps: tuple[Step, ...]
    words: tuple[Word, ...]
    trouble: tuple[Trouble, ...]


PARTS = {"steps": Step, "words": Word, "trouble": Trouble}


def built(table: Mapping[str, Any]) -> Lesson:
    """The lesson of a table without faults."""
    parts = {name: tuple(kind(**one) for one in table[name]) for name, kind in PARTS.items()}
    return Lesson(**{**table, **parts})


def faults(table: Mapping[str, Any], pictures: Collection[str]) -> Iterator[str]:
    """Everything that is wrong, each with its place, such as «steps[2].tell に文章を…»."""
    for name, kind in PARTS.items():
        rows, (least, most) = table.get(name), COUNTS[name]
        if not isinstance(rows, list) or not least <= len(rows) <= most:
            yield f"[[{name}]] は {least}〜{most} 個にしてください。"
            continue
        for number, row in enumerate(rows, start=1):
            yield from _faults_of(kind, row, f"{name}[{number}].")
    if type(table.get("edition")) is not date:
        yield "edition は 2026-11-01 のような日付にしてください。"
    head = {name: value for name, value in table.items() if name not in (*PARTS, "edition")}
    yield from _faults_of(Lesson, head, "", without=(*PARTS, "edition"))
    steps = table.get("steps")
    for number, step in enumerate(steps if isinstance(steps, list) else (), start=1):
        if step.get("picture", "") not in pictures and step.get("picture"):
            yield f"steps[{number}].picture「{step['picture']}」という絵はありません。"


def _faults_of(
    kind: type, table: Mapping[str, Any], where: str, without: Collection[str] = ()
) -> Iterator[str]:
    """Unknown, missing, empty and wrongly marked texts."""
    known = {field.name: field for field in fields(kind) if field.name not in without}
    for name in table:
        if name not in known:
            yield f"{where}{name} という項目はありません。"
    for name, field in known.items():
        if name in table:
            yield from _faults_of_text(table[name], where + name)
        elif field.default is MISSING:
            yield f"{where}{name} がありません。"


def _faults_of_text(text: Any, where: str) -> Iterator[str]:
    if not isinstance(text, str) or not text.strip():
        yield f"{where} に文章を書いてください。"
    elif set("{|}") & set(MARK.sub("", text)):
        yield f"{where} のふりがなは {{漢字|かんじ}} の形にしてください。"


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
