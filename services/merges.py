"""まとめ: the same question asked twice is worked on once; it can be taken back."""

from sqlmodel import Session, col, select

import clock
from models import Question, QuestionStatus, Staff, Step
from refusal import Refusal
from services import answering
from services.permissions import Permission, require
from services.questions import visible_to


def merge(
    db: Session,
    *,
    question: Question,
    other: Question,
    seen_version: int,
    other_version: int,
    by: Staff,
) -> Question:
    """Work on one of the two from now on; returns which. Both must be unfinished.

    The one that was promised sooner goes on, so that no promise is broken. The other one keeps its
    words, owner and due date, and whoever asked it still gets the call they were promised.
    """
    require(by, Permission.QUESTION_ANSWER)
    if question.id == other.id:
        raise Refusal("同じ質問です。まとめる相手の質問を選んでください。")
    pair = sorted(((question, seen_version), (other, other_version)), key=lambda one: one[0].id)
    for row, seen in pair:  # in this order, so that two who merge at once do not wait in a ring
        answering.hold_unfinished(db, question=row, seen_version=seen, by=by)
    goes_on, merged = sorted((question, other), key=_promised)
    merged.merged_into_id, merged.merged_from = goes_on.id, merged.status
    merged.status, merged.closed_at = QuestionStatus.CLOSED, clock.now()
    answering.log(
        db, question=merged, step=Step.MERGE, body=f"質問{goes_on.id}にまとめました。", by=by
    )
    answering.log(
        db, question=goes_on, step=Step.MERGE, body=f"質問{merged.id}をまとめました。", by=by
    )
    return goes_on


def _promised(one: Question) -> tuple:
    """Sooner first; a clock that stands still is no promise yet."""
    return one.waits_since is not None, not one.is_urgent, one.due_on, one.id


def unmerge(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """It was another question after all: it stands again as it stood before."""
    require(by, Permission.QUESTION_ANSWER)
    answering.hold_any(db, question=question, seen_version=seen_version, by=by)
    if question.merged_into_id is None:
        raise Refusal("この質問は、まとめてありません。")
    goes_on = db.get_one(Question, question.merged_into_id, with_for_update=True)
    goes_on.version += 1
    question.status, question.merged_from = question.merged_from, None
    question.merged_into_id = question.closed_at = None
    body = f"質問{goes_on.id}から分けて、元にもどしました。"
    answering.log(db, question=question, step=Step.MERGE, body=body, by=by)
    answering.log(
        db, question=goes_on, step=Step.MERGE, body=f"質問{question.id}を分けました。", by=by
    )


def merged_into(db: Session, *, question: Question, by: Staff) -> list[Question]:
    """The questions that are worked on here as well, oldest first; only those one may see."""
    require(by, Permission.QUESTION_VIEW)
    wanted = select(Question).where(Question.merged_into_id == question.id, visible_to(by))
    return list(db.exec(wanted.order_by(col(Question.id))))


def destination(db: Session, *, question: Question) -> Question:
    """Where a question is worked on in the end: itself, unless it was merged."""
    while question.merged_into_id:
        question = db.get_one(Question, question.merged_into_id)
    return question
