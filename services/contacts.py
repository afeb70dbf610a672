"""連絡先: to whom an answer is told, and whether they want to be called."""

from sqlmodel import Session

from models import Question, QuestionCategory, Staff, Step
from refusal import Refusal
from services import answering, question_form
from services.permissions import Permission, require


def correct(
    db: Session,
    *,
    question: Question,
    asker: str,
    asker_phone: str,
    wants_call: bool,
    consent: bool,
    seen_version: int,
    by: Staff,
) -> None:
    """Set right whom to call, also for a merged question: its asker is called as well.

    consent: they agree that name and number are kept for the answer (個人情報保護法 61, 62条).
    Raises question_form.Incomplete, which names every field to be corrected.
    """
    require(by, Permission.QUESTION_ANSWER)
    answering.hold_any(db, question=question, seen_version=seen_version, by=by)
    category = db.get_one(QuestionCategory, question.category_id)
    typed = question_form.checked(
        db,
        category_code=category.code,
        body=question.body,
        asker=asker,
        asker_phone=asker_phone,
        consent=consent,
    )
    if wants_call and not typed.asker_phone:
        raise Refusal("電話でお返事するには、電話番号を入れてください。")
    question.asker, question.asker_phone = typed.asker, typed.asker_phone
    question.wants_call = wants_call
    said = "電話でお返事する。連絡先を確かめた。" if wants_call else "電話でのお返事はいらない。"
    answering.log(db, question=question, step=Step.CONTACT, body=said, by=by)
