"""質問: a support-desk ticket, its category, and what was answered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.base import Base, Stamped, key, one_of, only, text


class QuestionStatus(StrEnum):
    OPEN = "open"
    WORKING = "working"
    ON_HOLD = "on_hold"
    ANSWERED = "answered"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return {
            QuestionStatus.OPEN: "受付",
            QuestionStatus.WORKING: "対応中",
            QuestionStatus.ON_HOLD: "保留",
            QuestionStatus.ANSWERED: "回答済",
            QuestionStatus.CLOSED: "終了",
        }[self]


class Device(StrEnum):
    ANDROID = "android"
    IPHONE = "iphone"
    OTHER = "other"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return {
            Device.ANDROID: "Android",
            Device.IPHONE: "iPhone",
            Device.OTHER: "そのほか（ガラケーなど）",
            Device.UNKNOWN: "わからない",
        }[self]


class QuestionChannel(StrEnum):
    HALL = "hall"
    PHONE = "phone"
    HANDOUT = "handout"
    WEB = "web"

    @property
    def label(self) -> str:
        return {
            QuestionChannel.HALL: "会場",
            QuestionChannel.PHONE: "電話",
            QuestionChannel.HANDOUT: "配布物のQR",
            QuestionChannel.WEB: "ホームページ",
        }[self]


class QuestionCategory(Base, Stamped, table=True):
    """質問の分類, editable. `is_urgent` ones are answered the same day (money, fraud)."""

    __tablename__ = "question_category"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = key()
    code: str = text(24)
    name: str = text(40)
    is_urgent: bool = False
    advice: str = text(200)  # shown at once, e.g. the police consultation number
    position: int = 0
    is_active: bool = True


class Question(Base, Stamped, table=True):
    """One question. The asker may stay unknown; name and phone only with consent to a call-back."""

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("status", QuestionStatus),
        only("device", Device),
        only("channel", QuestionChannel),
        Index("ix_question_status_due_on", "status", "due_on"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    category_id: int = Field(foreign_key="question_category.id")
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    handout_id: int | None = Field(default=None, foreign_key="handout.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    district_id: int | None = Field(default=None, foreign_key="district.id")
    channel: QuestionChannel = one_of(QuestionChannel)
    device: Device = one_of(Device, default=Device.UNKNOWN)
    body: str = text(1000, personal=True)
    asker: str = text(40, personal=True)
    asker_phone: str = text(11, personal=True)
    status: QuestionStatus = one_of(QuestionStatus, default=QuestionStatus.OPEN)
    is_urgent: bool = False
    owner_id: int | None = Field(default=None, foreign_key="staff.id")
    due_on: date
    version: int = 1  # counts the changes; a form says which one it was drawn from


class Answer(Base, table=True):
    """回答: what was said to the asker, or an internal note."""

    __tablename__ = "answer"

    id: int | None = key()
    question_id: int = Field(foreign_key="question.id", index=True, ondelete="CASCADE")
    staff_id: int = Field(foreign_key="staff.id")
    body: str = text(1000, personal=True)
    is_internal: bool = False
    created_at: datetime = Field(default_factory=clock.now)
