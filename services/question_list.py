"""質問の一覧: what waits, and for whom."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from models import District, Question, QuestionCategory, QuestionStatus, Staff
from services.permissions import Permission, require
from services.questions import UNFINISHED, visible_to


class Ticket(NamedTuple):
    """A question as it stands in the list of the support desk."""

    question: Question
    category: QuestionCategory
    owner: Staff | None
    district: District | None


def inbox(
    db: Session,
    *,
    by: Staff,
    statuses: tuple[QuestionStatus, ...] = UNFINISHED,
    mine: bool = False,
    category_code: str = "",
    limit: int = 200,
) -> list[Ticket]:
    """The questions this person may see: what must not wait first, then by due date."""
    require(by, Permission.QUESTION_VIEW)
    query = (
        select(Question, QuestionCategory, Staff, District)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .outerjoin(Staff, Question.owner_id == col(Staff.id))
        .outerjoin(District, Question.district_id == col(District.id))
        .where(col(Question.status).in_(statuses), visible_to(by))
        .order_by(col(Question.is_urgent).desc(), Question.due_on, Question.id)
        .limit(limit)
    )
    if mine:
        query = query.where(Question.owner_id == by.id)
    if category_code:
        query = query.where(QuestionCategory.code == category_code)
    return [Ticket(*row) for row in db.exec(query)]
