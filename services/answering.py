"""質問への対応: who looks after a question, what was answered, and how it ends."""

from sqlmodel import Session, select

from models import Answer, Question, QuestionStatus, Staff, Step
from refusal import Refusal
from services.permissions import Permission, require
from services.questions import UNFINISHED, check_visible, due

CHANGED = (
    "ほかの担当者が先に更新しました。"
    "新しい内容を確かめてから、もう一度押してください。書いた文章は残っています。"
)


def read(db: Session, *, question: Question, by: Staff) -> list[Answer]:
    """All that was answered and noted, oldest first."""
    require(by, Permission.QUESTION_VIEW)
    check_visible(db, question=question, staff=by)
    return list(
        db.exec(select(Answer).where(Answer.question_id == question.id).order_by(Answer.id))
    )


def take(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """I look after this one."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.owner_id = by.id
    question.status = QuestionStatus.WORKING
    db.flush()


def answer(db: Session, *, question: Question, body: str, seen_version: int, by: Staff) -> Answer:
    """What was said to the asker; with it the question is answered."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.owner_id = question.owner_id or by.id
    question.status = QuestionStatus.ANSWERED
    return _write(db, question, body, by, Step.ANSWER)


def note(db: Session, *, question: Question, body: str, seen_version: int, by: Staff) -> Answer:
    """A word for colleagues; the asker never sees it."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    return _write(db, question, body, by, Step.NOTE)


def reopen(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """It was not the end: back into the list, with a new due date."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    if question.status in UNFINISHED:
        raise Refusal("この質問は、まだ終わっていません。")
    question.status = QuestionStatus.WORKING if question.owner_id else QuestionStatus.OPEN
    question.due_on = due(question.is_urgent)
    db.flush()


def close(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """Nothing more to do."""
    require(by, Permission.QUESTION_ANSWER)
    _hold(db, question, seen_version, by)
    question.status = QuestionStatus.CLOSED
    db.flush()


def _hold(db: Session, question: Question, seen_version: int, by: Staff) -> None:
    """Lock the row as it is now; refuse when it is no longer what the form was drawn from."""
    db.refresh(question, with_for_update=True)
    check_visible(db, question=question, staff=by)
    if question.version != seen_version:
        raise Refusal(CHANGED)
    question.version += 1


def _write(db: Session, question: Question, body: str, by: Staff, step: Step) -> Answer:
    if not body.strip():
        raise Refusal("文章を書いてから押してください。")
    row = Answer(question_id=question.id, staff_id=by.id, body=body.strip(), step=step)
    db.add(row)
    db.flush()
    return row
