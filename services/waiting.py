"""保留: why a question cannot go on now; while it waits for the asker its clock stands still."""

from sqlmodel import Session

from models import Question, QuestionStatus, Staff, Step
from refusal import Refusal
from services import answering, office_days, questions
from services.permissions import Permission, require

ASKER = "質問した方の返事待ち"
REASONS = (ASKER, "ほかの窓口に確認中", "メーカー・携帯会社に確認中", "次の教室で対応")
LONGEST = 100


def hold(
    db: Session,
    *,
    question: Question,
    reason: str,
    for_asker: bool,
    seen_version: int,
    by: Staff,
) -> None:
    """It cannot go on, for this reason (at most 100 letters).

    for_asker: they have to say or bring something first, so the clock of the due date stands still
    from now on. For every other reason it goes on.
    """
    require(by, Permission.QUESTION_ANSWER)
    answering.hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    if question.status is QuestionStatus.ON_HOLD:
        raise Refusal("もう保留にしてあります。理由を変えるときは、先に再開してください。")
    reason = reason.strip()
    if not reason:
        raise Refusal("保留の理由を選ぶか、書いてください。")
    if len(reason) > LONGEST:
        raise Refusal(f"保留の理由は{LONGEST}文字までにしてください。")
    question.status, question.hold_reason = QuestionStatus.ON_HOLD, reason
    question.waits_since = questions.counted_today(db) if for_asker else None
    answering.log(db, question=question, step=Step.HOLD, body=reason, by=by)


def resume(db: Session, *, question: Question, seen_version: int, by: Staff) -> None:
    """It goes on. The due date moves by the office days for which the asker was waited for."""
    require(by, Permission.QUESTION_ANSWER)
    answering.hold_unfinished(db, question=question, seen_version=seen_version, by=by)
    if question.status is not QuestionStatus.ON_HOLD:
        raise Refusal("この質問は、保留ではありません。続けて対応できます。")
    if question.waits_since:
        waited = office_days.between(question.waits_since, questions.counted_today(db))
        question.due_on = office_days.add(question.due_on, waited)
    question.status = QuestionStatus.WORKING if question.owner_id else QuestionStatus.OPEN
    question.hold_reason, question.waits_since = "", None
    answering.log(db, question=question, step=Step.RESUME, by=by)
