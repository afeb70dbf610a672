"""教室・相談会: one scheduled sitting, and who works at it."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models import short_code
from models.base import Base, Stamped, key, one_of, only, text


class Format(StrEnum):
    """実施形態 (domain: formats in use by municipalities)."""

    COURSE = "koza"
    CONSULTATION = "sodan"
    SALON = "saron"
    VISIT = "demae"
    MOBILE = "mobile"
    ONLINE = "online"
    TRIAL = "taiken"

    @property
    def label(self) -> str:
        return {
            Format.COURSE: "講座",
            Format.CONSULTATION: "個別相談会",
            Format.SALON: "サロン",
            Format.VISIT: "出張講座",
            Format.MOBILE: "移動教室",
            Format.ONLINE: "オンライン",
            Format.TRIAL: "体験会",
        }[self]


class EventStatus(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"
    HELD = "held"
    REPORTED = "reported"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"

    @property
    def label(self) -> str:
        return {
            EventStatus.DRAFT: "承認待ち",
            EventStatus.PUBLISHED: "受付中",
            EventStatus.CLOSED: "締切",
            EventStatus.HELD: "開催済み",
            EventStatus.REPORTED: "報告済み",
            EventStatus.CANCELLED: "中止",
            EventStatus.POSTPONED: "延期",
        }[self]


class Event(Base, Stamped, table=True):
    """One sitting. `local_date` and `fiscal_year` are Japan's, kept for queries."""

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("idem_key"),
        only("format", Format),
        only("status", EventStatus),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("helpers_needed >= 1", name="somebody_teaches"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_event_local_date", "local_date"),
        Index("ix_event_venue_id_starts_at", "venue_id", "starts_at"),
    )

    id: int | None = key()
    public_id: str = Field(max_length=12, default_factory=lambda: short_code.new(length=9))
    idem_key: str = Field(max_length=64, default_factory=lambda: secrets.token_hex(16))
    format: Format = one_of(Format)
    course_id: int | None = Field(default=None, foreign_key="course.id")
    venue_id: int = Field(foreign_key="venue.id")
    title: str = text(80)
    status: EventStatus = one_of(EventStatus, default=EventStatus.DRAFT)
    starts_at: datetime
    ends_at: datetime
    local_date: date
    fiscal_year: int
    capacity: int
    helpers_needed: int
    note: str = text(400)
    created_by_id: int | None = Field(default=None, foreign_key="staff.id")


class Duty(StrEnum):
    LECTURER = "lecturer"
    HELPER = "helper"

    @property
    def label(self) -> str:
        return {Duty.LECTURER: "講師", Duty.HELPER: "補助"}[self]


class Shift(Base, Stamped, table=True):
    """受け持ち: who works at which event, as lecturer or helper."""

    __tablename__ = "shift"
    __table_args__ = (UniqueConstraint("event_id", "staff_id"), only("duty", Duty))

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE")
    staff_id: int = Field(foreign_key="staff.id", index=True)
    duty: Duty = one_of(Duty)
