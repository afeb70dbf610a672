"""質問への対応: who looks after a question, what was answered, and how it ends.

Whoever acts says which version of the question the screen was drawn from (`seen_version`): when a
colleague was faster, nothing is changed and nothing typed is lost.
"""

from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import Answer, Desk, Question, QuestionStatus, Role, Staff, Step
from refusal import Refusal
from services.permissions import ROLE_PERMISSIONS, Permission, require
from services.questions import UNFINISHED, check_visible, due, visible_to

CHANGED = (
    "ほかの担当者が先に更新しました。"
    "新しい内容を確かめてから、もう一度押してください。書いた文章は残っています。"
)
OVER = "この質問は「{}」です。続けるときは、先に「もう一度対応する」を押してください。"
PROMISED = (
    "お電話でお返事する約束があります。お伝えしてから終わりにするか、"
    "「連絡先を直す」で、電話はいらないと記録してください。"
)


class Entry(NamedTuple):
    """One line of the log: what was done, by whom, and to which desk it was handed over."""

    answer: Answer
    staff: Staff
    desk: Desk | None


def read(db: Session, *, question: Question, by: Staff) -> list[Entry]:
    """All that was done with the question, oldest first."""
    require(by, Permission.QUESTION_VIEW)
    check_visible(db, question=question, staff=by)
    rows = db.exec(
        select(Answer, Staff, Desk)
        .join(Staff, Answer.staff_id == col(Staff.id))
        .outerjoin(Desk, Answer.desk_id == col(Desk.id))
        .where(Answer.question_id == question.id)
        .order_by(Answer.id)
    )
    return [Entry(*row) for row in rows]


def hold_any(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """Lock the row as it is now; refuse when it is no longer what the form was drawn from."""
    require(by, Permission.QUESTION_ANSWER)
    db.refresh(question, with_for_update=True)
    check_visible(db, question=question, staff=by)
    if question.version != seen_version:
        raise Refusal(CHANGED)
    question.version += 1


def hold_row(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """The same, for what is done where the question is worked on: not on a merged one."""
    require(by, Permission.QUESTION_ANSWER)
    hold_any(db, question=question, seen_version=seen_version, by=by)
    if question.merged_into_id:
        raise Refusal("この質問は、ほかの質問にまとめてあります。まとめた先で対応してください。")


def hold_unfinished(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """The same, for what can only be done while somebody waits for an answer."""
    require(by, Permission.QUESTION_ANSWER)
    hold_row(db, question=question, seen_version=seen_version, by=by)
    if question.status not in UNFINISHED:
        raise Refusal(OVER.format(question.status.label))


def log(
    db: Session,
    *,
    question: Question,
    step: Step,
    by: Staff,
    body: str = "",
    desk: Desk | None = None,
) -> Answer:
    """Write down what was done."""
    require(by, Permission.QUESTION_ANSWER)
    row = Answer(
        question_id=question.id,
        staff_id=by.id,
        step=step,
        body=body.strip(),
        desk_id=desk.id if desk else None,
        created_at=clock.now(),
    )
    db.add(row)
    db.flush()
    return row


def take(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """I look after this one."""
    require(by, Permission.QUESTION_ANSWER)
    hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    give(db, question=question, owner=by, by=by)


def assign(db: Session, *, question: Question, owner: Staff, seen_version: int, by: Staff) -> None:
    """A colleague looks after it; only somebody who may see it can be chosen."""
    require(by, Permission.QUESTION_ASSIGN)
    hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    if owner.id not in {one.id for one in may_own(db, question=question, by=by)}:
        raise Refusal(f"{owner.name}さんは、この質問を受け持てません。一覧から選び直してください。")
    give(db, question=question, owner=owner, by=by)


def give(db: Session, *, question: Question, owner: Staff, by: Staff) -> None:
    """A question that is held goes to somebody who may have it."""
    require(by, Permission.QUESTION_ANSWER)
    if question.owner_id == owner.id and question.status is not QuestionStatus.OPEN:
        raise Refusal(f"もう{owner.name}さんの受け持ちです。")
    question.owner_id = owner.id
    if question.status is QuestionStatus.OPEN:
        question.status = QuestionStatus.WORKING
    log(db, question=question, step=Step.ASSIGN, body=f"{owner.name}さんの受け持ち", by=by)


def may_own(db: Session, *, question: Question, by: Staff) -> list[Staff]:
    """Who could look after it: whoever answers questions and may see this one, by name."""
    require(by, Permission.QUESTION_ASSIGN)
    roles = [role for role in Role if Permission.QUESTION_ANSWER in ROLE_PERMISSIONS[role]]
    wanted = select(Staff).where(col(Staff.role).in_(roles), col(Staff.disabled_at).is_(None))
    return [
        one
        for one in db.exec(wanted.order_by(Staff.name, Staff.id))
        if db.exec(select(Question.id).where(Question.id == question.id, visible_to(one))).first()
    ]


def answer(
    db: Session,
    *,
    question: Question,
    body: str,
    seen_version: int,
    by: Staff,
    is_told: bool = True,
) -> Answer:
    """What is said to the asker; with it the question is answered.

    is_told: they know it. Otherwise it waits for the call of the day's list, which reads it out.
    """
    require(by, Permission.QUESTION_ANSWER)
    hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    if not is_told and not question.wants_call:
        raise Refusal("お電話の約束がありません。お伝えしてから「回答した」を押してください。")
    row = _write(db, question, body, by, Step.ANSWER)
    question.owner_id = question.owner_id or by.id
    settle(question, is_told=is_told)
    db.flush()
    return row


def settle(question: Question, *, is_told: bool) -> None:
    """Answered, once the asker knows; until then it is worked on, and nobody waits for them."""
    question.status = QuestionStatus.ANSWERED if is_told else QuestionStatus.WORKING
    question.hold_reason, question.waits_since = "", None
    question.answered_at = clock.now() if is_told else None


def note(db: Session, *, question: Question, body: str, seen_version: int, by: Staff) -> Answer:
    """A word for colleagues; the asker never sees it."""
    require(by, Permission.QUESTION_ANSWER)
    hold_row(db, question=question, seen_version=seen_version, by=by)
    return _write(db, question, body, by, Step.NOTE)


def reopen(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """It was not the end: back into the list, with a new due date."""
    require(by, Permission.QUESTION_ANSWER)
    hold_row(db, question=question, seen_version=seen_version, by=by)
    if question.status in UNFINISHED:
        raise Refusal("この質問は、まだ終わっていません。続けて対応できます。")
    question.status = QuestionStatus.WORKING if question.owner_id else QuestionStatus.OPEN
    question.answered_at = question.closed_at = None
    question.due_on = due(db, is_urgent=question.is_urgent)
    log(db, question=question, step=Step.REOPEN, by=by)


def close(db: Session, *, question: Question, seen_version: int, by: Staff, body: str = "") -> None:
    """Nothing more to do. Without an answer it takes a reason, and no call may be promised."""
    require(by, Permission.QUESTION_ANSWER)
    hold_row(db, question=question, seen_version=seen_version, by=by)
    if question.status is QuestionStatus.CLOSED:
        raise Refusal("この質問は、もう終わりにしてあります。")
    if question.status in UNFINISHED:
        if question.wants_call:
            raise Refusal(PROMISED)
        if not body.strip():
            raise Refusal("回答をしないで終わりにするときは、わけを書いてください。")
    question.status = QuestionStatus.CLOSED
    question.hold_reason, question.waits_since = "", None
    question.closed_at = clock.now()
    log(db, question=question, step=Step.CLOSE, body=body, by=by)


def _write(db: Session, question: Question, body: str, by: Staff, step: Step) -> Answer:
    if not body.strip():
        raise Refusal("文章を書いてから押してください。")
    return log(db, question=question, step=step, body=body, by=by)
