"""質問: a support-desk ticket, its category, and what was answered."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
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
    SURVEY = "survey"

    @property
    def label(self) -> str:
        return {
            QuestionChannel.HALL: "会場",
            QuestionChannel.PHONE: "電話",
            QuestionChannel.HANDOUT: "配布物のQR",
            QuestionChannel.WEB: "ホームページ",
            QuestionChannel.SURVEY: "アンケート",
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


class Desk(Base, Stamped, table=True):
    """ほかの窓口, editable: where a question is handed over to (市民課, 携帯会社, 188 …)."""

    __tablename__ = "desk"
    __table_args__ = (UniqueConstraint("code"),)

    id: int | None = key()
    code: str = text(24)
    name: str = text(60)
    phone: str = text(20)
    hours: str = text(80)
    note: str = text(200)
    position: int = 0
    is_active: bool = True


class Phrase(Base, Stamped, table=True):
    """定型文, editable: what is said again and again."""

    __tablename__ = "phrase"
    __table_args__ = (UniqueConstraint("name"),)

    id: int | None = key()
    name: str = text(40)
    body: str = text(500)
    position: int = 0
    is_active: bool = True


class Question(Base, Stamped, table=True):
    """One question. The asker may stay unknown; name and phone only with consent to a call-back.

    While it waits for the asker, from the office day `waits_since` on, the clock of `due_on` stands
    still. A merged one keeps its row, words, owner and due date; it counts as closed, while
    `merged_into_id` says which one is worked on instead, and `merged_from` what it was before.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("status", QuestionStatus),
        only("device", Device),
        only("channel", QuestionChannel),
        only("merged_from", QuestionStatus),
        CheckConstraint(
            "(coalesce(merged_from, status) = 'on_hold') = (hold_reason <> '')",
            name="held_for_a_reason",
        ),
        CheckConstraint(
            "(merged_into_id IS NULL) = (merged_from IS NULL)", name="merged_from_something"
        ),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        Index("ix_question_status_due_on", "status", "due_on"),
        Index("ix_question_created_at", "created_at"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    category_id: int = Field(foreign_key="question_category.id")
    event_id: int | None = Field(default=None, foreign_key="event.id", index=True)
    handout_id: int | None = Field(default=None, foreign_key="handout.id", index=True)
    course_id: int | None = Field(default=None, foreign_key="course.id", index=True)
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
    wants_call: bool = False
    hold_reason: str = text(100)
    waits_since: date | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    merged_into_id: int | None = Field(default=None, foreign_key="question.id", index=True)
    merged_from: QuestionStatus | None = one_of(QuestionStatus, default=None, nullable=True)
    faq_id: int | None = Field(default=None, foreign_key="faq.id", index=True)
    version: int = 1  # counts the changes; a form says which one it was drawn from


class Step(StrEnum):
    """What was done with a question, as its log tells it."""

    ANSWER = "answer"
    NOTE = "note"
    CALL = "call"
    ASSIGN = "assign"
    HOLD = "hold"
    RESUME = "resume"
    HAND_OVER = "hand_over"
    MERGE = "merge"
    CONTACT = "contact"
    CLOSE = "close"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        return {
            Step.ANSWER: "回答",
            Step.NOTE: "メモ",
            Step.CALL: "電話",
            Step.ASSIGN: "受け持ち",
            Step.HOLD: "保留",
            Step.RESUME: "再開",
            Step.HAND_OVER: "引き継ぎ",
            Step.MERGE: "まとめ",
            Step.CONTACT: "連絡先",
            Step.CLOSE: "終了",
            Step.REOPEN: "もう一度対応",
        }[self]


class Answer(Base, table=True):
    """回答: what was said to the asker; every other step is for colleagues only."""

    __tablename__ = "answer"
    __table_args__ = (
        only("step", Step),
        CheckConstraint("(step = 'hand_over') = (desk_id IS NOT NULL)", name="handed_to_a_desk"),
    )

    id: int | None = key()
    question_id: int = Field(foreign_key="question.id", index=True, ondelete="CASCADE")
    staff_id: int = Field(foreign_key="staff.id")
    step: Step = one_of(Step)
    desk_id: int | None = Field(default=None, foreign_key="desk.id")
    body: str = text(1000, personal=True)
    created_at: datetime = Field(default_factory=clock.now)

    @property
    def is_internal(self) -> bool:
        return self.step is not Step.ANSWER


class QuestionLink(Base, table=True):
    """似た質問: two questions that belong together; the smaller id first."""

    __tablename__ = "question_link"
    __table_args__ = (CheckConstraint("question_id < other_id", name="in_order"),)

    question_id: int = Field(foreign_key="question.id", primary_key=True, ondelete="CASCADE")
    other_id: int = Field(
        foreign_key="question.id", primary_key=True, index=True, ondelete="CASCADE"
    )
