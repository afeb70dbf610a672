"""前回の質問: what the desk at the door may know of somebody's questions, and no more."""

from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Event,
    Person,
    Question,
    QuestionCategory,
    QuestionStatus,
    Staff,
)
from services import shifts
from services.permissions import Permission, require
from services.questions import UNFINISHED, visible_to


class Before(NamedTuple):
    """Kind, standing and day of a question; never its words."""

    category: str
    status: QuestionStatus
    day: date

    @property
    def sentence(self) -> str:
        day = dates.short(self.day)
        if self.status in UNFINISHED:
            return f"まだ答えていない質問があります（{self.category}、{day}）"
        return f"前回: {self.category}の質問（{self.status.label}、{day}）"


def of_people(
    db: Session, *, event: Event, by: Staff, person: Person | None = None
) -> dict[int, Before]:
    """By the person's number, for those of an own event: what waits the longest, else the latest.

    person: only of this one. Questions of another district's desk are left out, as in the list.
    """
    require(by, Permission.CHECK_IN)
    shifts.check_own(db, event=event, staff=by)
    booked = select(Booking.person_id).where(
        Booking.event_id == event.id, Booking.status != BookingStatus.CANCELLED
    )
    came = select(Attendance.person_id).where(Attendance.event_id == event.id)
    rows = (
        select(Question, QuestionCategory.name)
        .join(QuestionCategory, Question.category_id == col(QuestionCategory.id))
        .where(
            col(Question.person_id).in_(booked) | col(Question.person_id).in_(came),
            col(Question.merged_into_id).is_(None),
            visible_to(by),
        )
        .order_by(col(Question.id).desc())
    )
    if person:
        rows = rows.where(Question.person_id == person.id)
    found: dict[int, Before] = {}
    for question, category in db.exec(rows):
        waits = question.status in UNFINISHED
        if waits or question.person_id not in found:
            asked = clock.local(question.created_at).date()
            found[question.person_id] = Before(category, question.status, asked)
    return found
