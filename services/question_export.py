"""質問の書き出し: the list as a table for a file, without names and without numbers to call."""

import re
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Course,
    District,
    Event,
    Question,
    QuestionCategory,
    Staff,
    audit,
    masking,
)
from refusal import Refusal
from services import question_list
from services.permissions import Permission, require
from services.question_filters import Wanted

MOST = question_list.COUNTED
HEADER = (
    "番号",
    "受けた日",
    "受けた方法",
    "種類",
    "当日中",
    "町",
    "教室の日",
    "講座",
    "スマホ",
    "状態",
    "受け持ち",
    "期限",
    "期限をすぎた開庁日数",
    "質問",
)
SENTENCES = ("質問",)
# What could be dialled or looked up: six digits and more, however they are broken up.
_DIGIT = r"[\d〇一二三四五六七八九]"
_NUMBER = re.compile(rf"{_DIGIT}(?:[\s\-‐‑–—―−ーｰの()（）.・/]{{0,2}}{_DIGIT}){{5,}}")


class Export(NamedTuple):
    """A table ready to be written; every row as long as HEADER."""

    header: tuple[str, ...]
    rows: list[tuple[str | int | date | None, ...]]


def export(db: Session, *, wanted: Wanted, by: Staff) -> Export:
    """The questions of a list, at most MOST; that they left the house is written down.

    Names and telephone numbers of those who asked stay here (個人情報保護法 61条); long numbers
    inside a text are blotted out.
    """
    require(by, Permission.QUESTION_EXPORT)
    numbers = list(db.exec(question_list.chosen(wanted, staff=by).limit(MOST + 1)))
    if len(numbers) > MOST:
        raise Refusal(
            f"{MOST:,}件を超えるので、書き出せません。期間や種類でしぼってから、お願いします。"
        )
    rows = db.exec(
        select(Question, QuestionCategory, Staff, District, Event, Course)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .outerjoin(Staff, Question.owner_id == col(Staff.id))
        .outerjoin(District, Question.district_id == col(District.id))
        .outerjoin(Event, Question.event_id == col(Event.id))
        .outerjoin(Course, Question.course_id == col(Course.id))
        .where(col(Question.id).in_(question_list.chosen(wanted, staff=by).order_by(None)))
    ).all()
    ages = question_list.ages([row[0] for row in rows])
    lines = {row[0].id: _line(*row, ages[row[0].id]) for row in rows}
    audit.exported(db, entity="question", entity_id=wanted.view, rows=len(numbers))
    return Export(HEADER, [lines[number] for number in numbers if number in lines])


def _line(
    row: Question,
    category: QuestionCategory,
    owner: Staff | None,
    district: District | None,
    event: Event | None,
    course: Course | None,
    age: question_list.Age,
) -> tuple[str | int | date | None, ...]:
    return (
        row.id,
        clock.local(row.created_at).date(),
        row.channel.label,
        category.name,
        "当日中" if row.is_urgent else "",
        district.name if district else "",
        event.local_date if event else None,
        course.title if course else "",
        row.device.label,
        row.status.label,
        owner.name if owner else "",
        row.due_on,
        -age.left if age.is_late and age.left is not None else None,
        blotted(row.body),
    )


def blotted(text: str) -> str:
    """The text with every number of six digits or more hidden, and all of them if it must be."""
    return _NUMBER.sub(lambda found: masking.HIDDEN * len(found[0]), masking.shown(text))
