"""引き継ぎ: a question that another desk answers, and how the asker is told."""

from sqlmodel import Session, col, select

from models import Answer, Desk, Question, Staff, Step
from refusal import Refusal
from services import answering
from services.permissions import Permission, require


def desks(db: Session) -> list[Desk]:
    """The desks in use, in their order."""
    return list(db.exec(select(Desk).where(col(Desk.is_active)).order_by(Desk.position, Desk.id)))


def hand_over(
    db: Session,
    *,
    question: Question,
    desk: Desk,
    body: str,
    is_told: bool,
    seen_version: int,
    by: Staff,
) -> Answer:
    """Another desk answers it. body: what was handed over to them, or why the asker goes there.

    is_told: the asker knows whom to turn to. Otherwise the question stays open, and on the day's
    call list when a call is promised, with the sentence that names the desk.
    """
    require(by, Permission.QUESTION_ANSWER)
    answering.hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    if not desk.is_active:
        raise Refusal(f"「{desk.name}」は、いまは使っていません。ほかの窓口を選んでください。")
    if not body.strip():
        raise Refusal("何を引き継いだかを書いてください。")
    row = answering.log(db, question=question, step=Step.HAND_OVER, body=body, desk=desk, by=by)
    question.owner_id = question.owner_id or by.id
    answering.settle(question, is_told=is_told)
    db.flush()
    return row


def sentence(desk: Desk) -> str:
    """To be read aloud to the asker."""
    hours = f"受付は、{desk.hours}です。" if desk.hours else ""
    number = f"お電話は、{desk.phone}です。" if desk.phone else ""
    return f"いただいたご質問は、{desk.name}でお答えします。{number}{hours}"
