"""似た質問: questions that belong together, and those that look alike."""

from datetime import timedelta

from sqlmodel import Session, col, or_, select

import clock
from models import Question, QuestionLink, Staff
from refusal import Refusal
from services import once, similar
from services.permissions import Permission, require
from services.questions import check_visible, visible_to

RECENT = timedelta(days=180)


def link(db: Session, *, question: Question, other: Question, by: Staff) -> None:
    """The two belong together. Doing it twice changes nothing."""
    require(by, Permission.QUESTION_ANSWER)
    row = _pair(db, question, other, by)
    once.stored(db, row=row, find=lambda: _found(db, row))


def unlink(db: Session, *, question: Question, other: Question, by: Staff) -> None:
    """They do not. Doing it twice changes nothing."""
    require(by, Permission.QUESTION_ANSWER)
    row = _found(db, _pair(db, question, other, by))
    if row:
        db.delete(row)
        db.flush()


def _pair(db: Session, question: Question, other: Question, by: Staff) -> QuestionLink:
    for one in (question, other):
        check_visible(db, question=one, staff=by)
    if question.id == other.id:
        raise Refusal("同じ質問です。ほかの質問の番号を入れてください。")
    first, second = sorted((question.id, other.id))
    return QuestionLink(question_id=first, other_id=second)


def _found(db: Session, row: QuestionLink) -> QuestionLink | None:
    return db.get(QuestionLink, (row.question_id, row.other_id))


def linked(db: Session, *, question: Question, by: Staff) -> list[Question]:
    """The questions linked to it, the latest first; only those one may see."""
    require(by, Permission.QUESTION_VIEW)
    ours = or_(QuestionLink.question_id == question.id, QuestionLink.other_id == question.id)
    pairs = db.exec(select(QuestionLink).where(ours)).all()
    ids = {one for row in pairs for one in (row.question_id, row.other_id)} - {question.id}
    wanted = select(Question).where(col(Question.id).in_(ids), visible_to(by))
    return list(db.exec(wanted.order_by(col(Question.id).desc())))


def alike(db: Session, *, question: Question, by: Staff, limit: int = 5) -> list[Question]:
    """Questions of the same asker, the latest first, then those with similar words; none merged."""
    require(by, Permission.QUESTION_VIEW)
    found = similar.questions(db, question=question, by=by, limit=limit)
    if question.asker_phone:
        same_asker = (
            select(Question)
            .where(Question.asker_phone == question.asker_phone, Question.id != question.id)
            .where(col(Question.merged_into_id).is_(None), visible_to(by))
            .where(Question.created_at >= clock.now() - RECENT)
        )
        latest = db.exec(same_asker.order_by(col(Question.id).desc()).limit(limit)).all()
        found = [*latest, *(one for one in found if one not in latest)]
    return found[:limit]
