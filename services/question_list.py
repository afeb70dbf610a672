"""質問の一覧: what waits, for whom, and how long it has waited."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

import clock
from models import District, Question, QuestionCategory, Staff
from services import office_days
from services.permissions import Permission, require
from services.question_filters import TO_COUNT, View, Wanted, matching, of_view
from services.questions import UNFINISHED

AT_ONCE = 30
COUNTED = 5_000  # of what is over; more than that is told as «or more»
USUAL = timedelta(days=365)  # how far back the most used categories are looked for


class Age(NamedTuple):
    """How long a question has waited, in office days (土日・祝日・年末年始 are none).

    left: until it is due, 0 on that day and below it when that day is over; none once it is
    answered, or while it waits for the asker and the clock stands still.
    """

    waited: int
    left: int | None
    is_late: bool = False


class Ticket(NamedTuple):
    """A question as it stands in the list of the support desk."""

    question: Question
    category: QuestionCategory
    owner: Staff | None
    district: District | None
    age: Age


def listed(db: Session, *, wanted: Wanted, by: Staff, skip: int = 0) -> list[Ticket]:
    """One page of questions: what must not wait first, then by due date, then the oldest.

    What is over, and everything together, begins with the latest.
    """
    require(by, Permission.QUESTION_VIEW)
    numbers = chosen(wanted, staff=by).limit(AT_ONCE).offset(skip)
    return _tickets(db, list(db.exec(numbers)))


def chosen(wanted: Wanted, *, staff: Staff) -> SelectOfScalar[int]:
    """The numbers of all these questions in the order of the list."""
    urgent_then_due = (col(Question.is_urgent).desc(), Question.due_on, Question.id)
    latest = (col(Question.id).desc(),)
    return (
        select(Question.id)
        .where(of_view(wanted.view, staff=staff), *matching(wanted, staff=staff))
        .order_by(*(latest if View(wanted.view).is_history else urgent_then_due))
    )


def _tickets(db: Session, numbers: list[int]) -> list[Ticket]:
    rows = db.exec(
        select(Question, QuestionCategory, Staff, District)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .outerjoin(Staff, Question.owner_id == col(Staff.id))
        .outerjoin(District, Question.district_id == col(District.id))
        .where(col(Question.id).in_(numbers))
    ).all()
    old = ages([row[0] for row in rows])
    found = {row[0].id: Ticket(*row, old[row[0].id]) for row in rows}
    return [found[number] for number in numbers]


def counts(db: Session, *, wanted: Wanted, by: Staff) -> dict[View, int]:
    """How many questions stand behind each tab of what is to do, with the other filters."""
    require(by, Permission.QUESTION_VIEW)
    parts = [func.count().filter(of_view(view, staff=by)) for view in TO_COUNT]
    row = db.exec(
        select(*parts)
        .select_from(Question)
        .where(col(Question.status).in_(UNFINISHED), *matching(wanted, staff=by))
    ).one()
    return dict(zip(TO_COUNT, row, strict=True))


def count(db: Session, *, wanted: Wanted, by: Staff) -> int:
    """How many questions `listed` finds on all its pages; COUNTED + 1 when there are more."""
    require(by, Permission.QUESTION_VIEW)
    found = select(Question.id).where(of_view(wanted.view, staff=by), *matching(wanted, staff=by))
    return db.exec(select(func.count()).select_from(found.limit(COUNTED + 1).subquery())).one()


def most_used(db: Session) -> list[QuestionCategory]:
    """The categories in use: what must not wait, then what was asked most in the last year."""
    asked = (
        select(Question.category_id, func.count().label("times"))
        .where(Question.created_at >= clock.now() - USUAL)
        .group_by(col(Question.category_id))
        .subquery()
    )
    rows = (
        select(QuestionCategory)
        .outerjoin(asked, asked.c.category_id == QuestionCategory.id)
        .where(col(QuestionCategory.is_active))
        .order_by(
            col(QuestionCategory.is_urgent).desc(),
            func.coalesce(asked.c.times, 0).desc(),
            QuestionCategory.position,
        )
    )
    return list(db.exec(rows))


def ages(rows: Sequence[Question]) -> dict[int, Age]:
    """How long each of them has waited, by its number."""
    far = distances(day for row in rows for day in (_asked_on(row), row.due_on))
    return {row.id: _age(row, far) for row in rows}


def distances(days: Iterable[date]) -> dict[date, int]:
    """Office days from today to each day: those to come count up, those that are over down."""
    today, between = clock.today(), office_days.between
    return {day: between(today, day) - between(day, today) for day in days}


def _asked_on(row: Question) -> date:
    return clock.local(row.created_at).date()


def _age(row: Question, far: dict[date, int]) -> Age:
    waited = -far[_asked_on(row)]
    if row.status not in UNFINISHED or row.waits_since:
        return Age(waited, None)
    return Age(waited, far[row.due_on], is_late=row.due_on < clock.today())
