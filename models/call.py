"""電話: what was told to whom. Whom to call follows from bookings, offers, appointments and
questions."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from models.base import Base, key, one_of, only, text


class CallKind(StrEnum):
    """Why somebody is called."""

    REMINDER = "reminder"
    OFFER = "offer"
    CHANGE = "change"
    RESULT = "result"
    QUESTION = "question"

    @property
    def label(self) -> str:
        return {
            CallKind.REMINDER: "あしたの教室・相談",
            CallKind.OFFER: "空いた席のご案内",
            CallKind.CHANGE: "変更・中止のお知らせ",
            CallKind.RESULT: "抽選の結果",
            CallKind.QUESTION: "質問への折り返し",
        }[self]


class CallOutcome(StrEnum):
    """REACHED: told, and they come (or take the seat); DECLINED: told, and they do not."""

    REACHED = "reached"
    DECLINED = "declined"
    ABSENT = "absent"
    WRONG_NUMBER = "wrong_number"

    @property
    def label(self) -> str:
        return {
            CallOutcome.REACHED: "伝えました",
            CallOutcome.DECLINED: "辞退・欠席",
            CallOutcome.ABSENT: "不在",
            CallOutcome.WRONG_NUMBER: "番号違い",
        }[self]


class Call(Base, table=True):
    """One telephone call about one booking, one appointment or one question.

    `notice`: which change was told.
    """

    __tablename__ = "call"
    __table_args__ = (
        only("kind", CallKind),
        only("outcome", CallOutcome),
        CheckConstraint(
            "(CASE WHEN booking_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN appointment_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN question_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="about_one_thing",
        ),
        Index("ix_call_booking_id_kind", "booking_id", "kind"),
        Index("ix_call_appointment_id", "appointment_id"),
        Index("ix_call_question_id", "question_id"),
        Index("ix_call_local_date", "local_date"),
    )

    id: int | None = key()
    kind: CallKind = one_of(CallKind)
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    offer_id: int | None = Field(default=None, foreign_key="offer.id")
    appointment_id: int | None = Field(default=None, foreign_key="appointment.id")
    question_id: int | None = Field(default=None, foreign_key="question.id", ondelete="CASCADE")
    notice: int = 0
    outcome: CallOutcome = one_of(CallOutcome)
    note: str = text(100, personal=True)
    at: datetime
    local_date: date
    staff_id: int = Field(foreign_key="staff.id")
