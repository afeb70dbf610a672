"""申込 and 出席: a seat, a place on the waiting list, and who really came."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

import clock
from models.age import AgeBand, Sex
from models.base import Base, Stamped, key, one_of, only, text


class BookingStatus(StrEnum):
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            BookingStatus.CONFIRMED: "確定",
            BookingStatus.WAITING: "キャンセル待ち",
            BookingStatus.CANCELLED: "取り消し",
        }[self]


class Channel(StrEnum):
    PHONE = "phone"
    COUNTER = "counter"
    WEB = "web"


LIVE = sql("status <> 'cancelled'")


class Booking(Base, Stamped, table=True):
    """申込. `seq` is the order of arrival within the event, given under the event's lock.

    People booked together share `party`; they are seated together or wait together.
    """

    __tablename__ = "booking"
    __table_args__ = (
        Index(
            "uq_booking_event_id_person_id",
            "event_id",
            "person_id",
            unique=True,
            sqlite_where=LIVE,
            postgresql_where=LIVE,
        ),
        UniqueConstraint("event_id", "seq"),
        UniqueConstraint("idem_key"),
        only("status", BookingStatus),
        only("channel", Channel),
        CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_a_time"
        ),
        Index("ix_booking_event_id_status_seq", "event_id", "status", "seq"),
        Index("ix_booking_person_id", "person_id"),
    )

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id")
    person_id: int = Field(foreign_key="person.id")
    status: BookingStatus = one_of(BookingStatus)
    seq: int
    party: str = Field(max_length=32)
    idem_key: str = Field(max_length=80)
    channel: Channel = one_of(Channel, default=Channel.PHONE)
    seated_from_queue_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = text(100)


class Attendance(Base, table=True):
    """出席: this person was there. District and age band are those of the day of the visit."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        UniqueConstraint("idem_key"),
        only("age_band", AgeBand),
        only("sex", Sex),
        CheckConstraint("month BETWEEN 200001 AND 210012", name="month_is_plausible"),
        Index("ix_attendance_reach_month", "month", "district_id", "age_band", "person_id"),
        Index(  # covers every count of services/reach.py: the rows themselves are never read
            "ix_attendance_reach_year",
            "fiscal_year",
            "district_id",
            "age_band",
            "person_id",
            "is_resident",
            "sex",
        ),
        Index("ix_attendance_person_id", "person_id", "month"),
    )

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id")
    person_id: int = Field(foreign_key="person.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    idem_key: str = Field(max_length=64, default_factory=lambda: secrets.token_hex(16))
    checked_in_at: datetime = Field(default_factory=clock.now)
    local_date: date
    month: int  # 202611
    fiscal_year: int
    district_id: int | None = Field(default=None, foreign_key="district.id")
    age_band: AgeBand = one_of(AgeBand)
    sex: Sex = one_of(Sex)
    is_resident: bool = True
    checked_in_by_id: int | None = Field(default=None, foreign_key="staff.id")
