"""折り返し: what a call about a question does to it. Called with the question's row locked."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import exists
from sqlmodel import Session, col, select

from models import Answer, Call, CallOutcome, Desk, Question, QuestionStatus, Staff, Step
from refusal import Refusal
from services import answering, hand_overs, merges
from services.permissions import Permission, require
from services.questions import UNFINISHED

TOLD_IN_STEPS = (Step.ANSWER, Step.HAND_OVER)
NEVER = datetime.min.replace(tzinfo=UTC)
READ = (*TOLD_IN_STEPS, Step.REOPEN, Step.CONTACT)


class Prepared(NamedTuple):
    """reply: what is read aloud; empty when nobody has written it yet.

    phone_at: when the number was set right last, after it was written down first.
    """

    reply: str
    phone_at: datetime


def waiting(db: Session) -> list[Question]:
    """Whoever was promised a call and has not been told.

    The asker of a merged question is called as well, unless the other one has the same telephone.
    """
    promised = select(Question).where(col(Question.wants_call), Question.asker_phone != "")
    open_ones = db.exec(promised.where(col(Question.status).in_(UNFINISHED))).all()
    told = exists().where(
        Call.question_id == Question.id,
        Call.outcome == CallOutcome.REACHED,
        Call.at >= Question.closed_at,
    )
    merged = db.exec(promised.where(col(Question.merged_from).in_(UNFINISHED), ~told)).all()
    return [*open_ones, *(one for one in merged if not _is_covered(db, one))]


def _is_covered(db: Session, merged: Question) -> bool:
    goes_on = db.get_one(Question, merged.merged_into_id)
    return goes_on.wants_call and goes_on.asker_phone == merged.asker_phone


def prepared(db: Session, *, waiting: Iterable[Question]) -> dict[int, Prepared]:
    """What to read aloud, by question: the latest answer or hand-over since it was reopened."""
    goes_on = {one.id: merges.destination(db, question=one).id for one in waiting}
    rows = db.exec(
        select(Answer, Desk)
        .outerjoin(Desk, Answer.desk_id == col(Desk.id))
        .where(col(Answer.question_id).in_({*goes_on, *goes_on.values()}))
        .where(col(Answer.step).in_(READ))
        .order_by(Answer.id)
    )
    replies, confirmed = defaultdict(str), {}
    for row, desk in rows:
        if row.step is Step.CONTACT:
            confirmed[row.question_id] = row.created_at
        else:
            replies[row.question_id] = _said(row, desk)
    return {one: Prepared(replies[to], confirmed.get(one, NEVER)) for one, to in goes_on.items()}


def _said(row: Answer, desk: Desk | None) -> str:
    return hand_overs.sentence(desk) if desk else row.body


def check(*, question: Question, outcome: CallOutcome) -> None:
    """Refuse what cannot be noted about a question."""
    if question.status not in UNFINISHED and question.merged_into_id is None:
        raise Refusal("この質問には、もう返事が済んでいます。")
    if outcome is CallOutcome.DECLINED:
        raise Refusal("質問への折り返しに、辞退はありません。「返事をしました」を押してください。")


def noted(
    db: Session, *, question: Question, outcome: CallOutcome, said: str, at: datetime, by: Staff
) -> None:
    """Write the call into the log; REACHED: with it the question is answered.

    said: what was told, kept as the answer. at: the moment of the call, by which it is taken back.
    """
    require(by, Permission.BOOKING_CHANGE)
    words = outcome.label if outcome is CallOutcome.REACHED else f"{outcome.label}　{said}".strip()
    _log(db, question, Step.CALL, words, at, by)
    if outcome is not CallOutcome.REACHED:
        return
    goes_on = merges.destination(db, question=question)
    if goes_on is not question:
        db.refresh(goes_on, with_for_update=True)
        words = f"まとめた質問{question.id}の方に、電話で伝えました。"
        _log(db, goes_on, Step.CALL, words, at, by)
    if said:
        _log(db, goes_on, Step.ANSWER, said, at, by)
    goes_on.owner_id = goes_on.owner_id or by.id
    goes_on.version += 1
    is_last = goes_on is question or not goes_on.wants_call
    if is_last and goes_on.status in UNFINISHED:
        answering.settle(goes_on, is_told=True)
    db.flush()


def taken_back(db: Session, *, question: Question, at: datetime, by: Staff) -> None:
    """It was a slip of the finger: the question waits again, and is due when it was."""
    require(by, Permission.BOOKING_CHANGE)
    goes_on = merges.destination(db, question=question)
    rows = select(Answer).where(
        col(Answer.question_id).in_({question.id, goes_on.id}), Answer.created_at == at
    )
    for row in db.exec(rows).all():
        db.delete(row)
    if question.status is QuestionStatus.ANSWERED:
        question.status = QuestionStatus.WORKING
        question.answered_at = None
        question.version += 1
    db.flush()


def _log(db: Session, question: Question, step: Step, body: str, at: datetime, by: Staff) -> None:
    db.add(Answer(question_id=question.id, staff_id=by.id, step=step, body=body, created_at=at))
