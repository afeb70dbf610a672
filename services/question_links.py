"""似た質問: questions that belong together, and those that look alike."""

from datetime import timedelta

from sqlmodel import Session, col, or_, select

import clock
from models import Question, QuestionLink, Staff
from refusal import Refusal
from services import once
from services.permissions import Permission, require
from services.questions import check_visible, visible_to

RECENT = timedelta(days=180)
LOOKED_AT = 300  # the latest ones of the same kind
ALIKE = 0.12  # of all pairs of letters that follow each other in either text, how many are in both


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
    """Questions of the same asker or with similar words, the most alike first.

    Only recent ones of the same category, or with the same telephone; none that is merged.
    """
    require(by, Permission.QUESTION_VIEW)
    same_phone = (Question.asker_phone == question.asker_phone) & (Question.asker_phone != "")
    wanted = (
        select(Question)
        .where(
            Question.id != question.id,
            col(Question.merged_into_id).is_(None),
            Question.created_at >= clock.now() - RECENT,
            (Question.category_id == question.category_id) | same_phone,
            visible_to(by),
        )
        .order_by(col(Question.id).desc())
        .limit(LOOKED_AT)
    )
    found = [(_alike(one, question), one) for one in db.exec(wanted)]
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [one for share, one in found[:limit] if share >= ALIKE]


def _alike(one: Question, other: Question) -> float:
    if one.asker_phone and one.asker_phone == other.asker_phone:
        return 1 + _share(one.body, other.body)
    return _share(one.body, other.body)


def _share(one: str, other: str) -> float:
    """Of all pairs of neighbouring letters in either text, how many both have: 0 to 1."""
    first, second = ({a + b for a, b in zip(t, t[1:], strict=False)} for t in (one, other))
    return len(first & second) / (len(first | second) or 1)
