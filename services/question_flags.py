"""きょうの質問: how many questions wait for what, for the first screen."""

from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from models import Question, Staff
from services.permissions import Permission, require
from services.question_filters import View, Wanted, matching, of_view
from services.questions import UNFINISHED


class Waiting(NamedTuple):
    """Questions somebody has to see to; none of them waits for the asker, save in `to_do`.

    urgent: お金・詐欺の疑い, to be answered the same day. late: office hours over on the due date.
    calls: who is to be called back.
    """

    to_do: int
    urgent: int
    late: int
    due_today: int
    unowned: int
    mine: int
    calls: int


def waiting(db: Session, *, by: Staff) -> Waiting:
    """Everything at once, of the questions this person may see."""
    require(by, Permission.QUESTION_VIEW)
    goes_on = col(Question.waits_since).is_(None)
    parts = (
        of_view(View.TO_DO, staff=by),
        col(Question.is_urgent) & goes_on,
        of_view(View.LATE, staff=by),
        (Question.due_on == clock.today()) & goes_on,
        of_view(View.UNOWNED, staff=by) & goes_on,
        of_view(View.MINE, staff=by) & goes_on,
        col(Question.wants_call) & goes_on,
    )
    row = db.exec(
        select(*(func.count().filter(part) for part in parts))
        .select_from(Question)
        .where(col(Question.status).in_(UNFINISHED), *matching(Wanted(), staff=by))
    ).one()
    return Waiting(*row)
