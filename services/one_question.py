"""1つの質問: everything that is known of one question, for whoever works on it."""

from typing import NamedTuple

from sqlmodel import Session

import clock
from models import (
    Course,
    District,
    Event,
    Handout,
    Question,
    QuestionCategory,
    Staff,
)
from services import answering, merges, office_days, question_links, questions
from services.answering import Entry
from services.permissions import Permission, require
from services.questions import UNFINISHED


class Whole(NamedTuple):
    """The question with where it came from, what was done, and what belongs to it.

    goes_on: the question it was merged into, in the end; itself otherwise. merged: those that are
    worked on here as well. alike: those that look alike and are not linked.
    """

    question: Question
    category: QuestionCategory
    owner: Staff | None
    district: District | None
    course: Course | None
    event: Event | None
    handout: Handout | None
    log: list[Entry]
    goes_on: Question
    merged: list[Question]
    linked: list[Question]
    alike: list[Question]

    @property
    def is_unfinished(self) -> bool:
        return self.question.status in UNFINISHED

    @property
    def waited(self) -> int:
        """Office days since it was asked."""
        return office_days.between(clock.local(self.question.created_at).date(), clock.today())

    @property
    def left(self) -> int:
        """Office days until it is due; below 0 when that is over."""
        today, due = clock.today(), self.question.due_on
        return office_days.between(today, due) or -office_days.between(due, today)

    @property
    def is_late(self) -> bool:
        """Promised for a day that is over, while nobody waits for the asker."""
        row = self.question
        return self.is_unfinished and not row.waits_since and row.due_on < clock.today()


def opened(db: Session, *, number: str, by: Staff) -> Whole:
    """The question with this number; Refusal when it is none that one may see."""
    require(by, Permission.QUESTION_VIEW)
    row = questions.find(db, number=number, by=by)
    linked = question_links.linked(db, question=row, by=by)
    known = {one.id for one in linked}
    alike = question_links.alike(db, question=row, by=by)
    return Whole(
        question=row,
        category=db.get_one(QuestionCategory, row.category_id),
        owner=_found(db, Staff, row.owner_id),
        district=_found(db, District, row.district_id),
        course=_found(db, Course, row.course_id),
        event=_found(db, Event, row.event_id),
        handout=_found(db, Handout, row.handout_id),
        log=answering.read(db, question=row, by=by),
        goes_on=merges.destination(db, question=row),
        merged=merges.merged_into(db, question=row, by=by),
        linked=linked,
        alike=[one for one in alike if one.id not in known],
    )


def _found(db: Session, kind: type, number: int | None):
    return db.get(kind, number) if number else None
