"""似た質問: other questions that speak of the same, to be linked, merged or read first."""

import math
from collections import Counter

from sqlmodel import Session, col, func, select

from models import Question, QuestionTerm, Staff
from models.term import of_question
from services import search
from services.permissions import Permission, require
from services.questions import visible_to

ALIKE = 0.25  # of all that a question's terms weigh, for another question to be like it
MOST_LOOKED_AT = 4_000  # rows; what is rarer is looked at first


def questions(db: Session, *, question: Question, by: Staff, limit: int = 5) -> list[Question]:
    """Other questions that speak of the same, nearest first: candidates to merge or to link.

    Only those `by` may see, and none that was merged into another one.
    """
    require(by, Permission.QUESTION_VIEW)
    rarity = _rarest(db, of_question(question.body))
    scores: Counter[int] = Counter()
    for term, number in db.execute(
        select(QuestionTerm.term, Question.id)
        .join(Question, Question.id == QuestionTerm.question_id)
        .where(col(QuestionTerm.term).in_(rarity), Question.id != question.id)
        .where(col(Question.merged_into_id).is_(None), visible_to(by))
        .order_by(QuestionTerm.term)
    ):
        scores[number] += rarity[term]
    enough = ALIKE * sum(rarity.values())
    best = sorted((-score, number) for number, score in scores.items() if score >= enough)[:limit]
    return [db.get_one(Question, number) for _, number in best]


def _rarest(db: Session, wanted: set[str]) -> dict[str, float]:
    """How rare each term is, the rarest first, until together they name MOST_LOOKED_AT rows."""
    counted = select(QuestionTerm.term, func.count()).where(col(QuestionTerm.term).in_(wanted))
    rows = db.execute(counted.group_by(QuestionTerm.term)).all()
    total = db.exec(select(func.count(col(Question.id)))).one()
    rarity, seen = {}, 0
    for many, term in sorted((many, term) for term, many in rows):
        seen += many
        if rarity and seen > MOST_LOOKED_AT:
            break
        rarity[term] = math.log(1 + (max(total, search.FEW) - many + 0.5) / (many + 0.5))
    return rarity
