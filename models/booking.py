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
    """APPLIED waits for the decision of a lottery or a priority; OFFERED holds a freed seat."""

    APPLIED = "applied"
    CONFIRMED = "confirmed"
    OFFERED = "offered"
    WAITING = "waiting"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            BookingStatus.APPLIED: "決定待ち",
            BookingStatus.CONFIRMED: "確定",
            BookingStatus.OFFERED: "繰上げ案内中",
            BookingStatus.WAITING: "キャンセル待ち",
            BookingStatus.CANCELLED: "取り消し",
        }[self]


class Channel(StrEnum):
    PHONE = "phone"
    COUNTER = "counter"
    WEB = "web"


class Absence(StrEnum):
    """欠席 of somebody with a seat, once the class is over."""

    NONE = "none"
    EXCUSED = "excused"
    NO_SHOW = "no_show"

    @property
    def label(self) -> str:
        return {"none": "", "excused": "欠席（連絡あり）", "no_show": "無断欠席"}[self.value]


LIVE = sql("status <> 'cancelled'")


class Booking(Base, Stamped, table=True):
    """申込. `seq` is the order of arrival within the event, given under the event's lock.

    `rank` is the place in the queue: `seq` at first; a decision (抽選) sets it anew, and an offer
    that nobody answered puts the party behind all others. People booked together share `party` and
    are seated together or wait together. `roster_row`: the number printed on the paper roster,
    given once. `draw_…`: what the decision said, for its printed record; never changed again.
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
        UniqueConstraint("event_id", "roster_row"),
        only("status", BookingStatus),
        only("channel", Channel),
        only("absence", Absence),
        CheckConstraint(
            "(status = 'cancelled') = (cancelled_at IS NOT NULL)", name="cancelled_has_a_time"
        ),
        Index("ix_booking_event_id_status_rank", "event_id", "status", "rank"),
        Index("ix_booking_person_id", "person_id"),
    )

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id")
    person_id: int = Field(foreign_key="person.id")
    status: BookingStatus = one_of(BookingStatus)
    seq: int
    rank: int
    party: str = Field(max_length=32)
    idem_key: str = Field(max_length=80)
    channel: Channel = one_of(Channel, default=Channel.PHONE)
    seated_from_queue_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancel_reason: str = text(100)
    absence: Absence = one_of(Absence, default=Absence.NONE)
    roster_row: int | None = None
    draw_place: int | None = None  # the party's place in the decision, from 1
    draw_favoured: bool = False
    draw_seated: bool = False


class OfferOutcome(StrEnum):
    """What came of a freed seat held for somebody who waits; everything but the first two is a
    skip, and keeps its reason."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    PASSED = "passed"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {
            OfferOutcome.OPEN: "案内中",
            OfferOutcome.ACCEPTED: "承諾",
            OfferOutcome.DECLINED: "辞退",
            OfferOutcome.EXPIRED: "期限切れ",
            OfferOutcome.PASSED: "見送り",
            OfferOutcome.WITHDRAWN: "取り下げ",
        }[self]


class Offer(Base, Stamped, table=True):
    """繰上げの案内: seats held for a waiting party until `expires_at`, told by telephone."""

    __tablename__ = "offer"
    __table_args__ = (
        only("outcome", OfferOutcome),
        CheckConstraint("seats > 0", name="seats_are_positive"),
        CheckConstraint("(outcome = 'open') = (closed_at IS NULL)", name="closed_has_a_time"),
        Index(
            "uq_offer_event_id_party",
            "event_id",
            "party",
            unique=True,
            sqlite_where=sql("outcome = 'open'"),
            postgresql_where=sql("outcome = 'open'"),
        ),
        Index("ix_offer_outcome_expires_at", "outcome", "expires_at"),
    )

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id", index=True)
    party: str = Field(max_length=32)
    seats: int
    made_at: datetime
    expires_at: datetime
    outcome: OfferOutcome = one_of(OfferOutcome, default=OfferOutcome.OPEN)
    closed_at: datetime | None = None
    reason: str = text(100)
    closed_by_id: int | None = Field(default=None, foreign_key="staff.id")


class Way(StrEnum):
    """How somebody was checked in."""

    NAME = "name"
    CARD = "card"
    WALK_IN = "walk_in"
    OFFLINE = "offline"
    PAPER = "paper"


class Attendance(Base, table=True):
    """出席: this person was there. District and age band are those of the day of the visit."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        UniqueConstraint("idem_key"),
        only("age_band", AgeBand),
        only("sex", Sex),
        only("way", Way),
        CheckConstraint("month BETWEEN 200001 AND 210012", name="month_is_plausible"),
        Index(  # covers the count of a period (services/counts.py): the rows are never read
            "ix_attendance_reach",
            "month",
            "person_id",
            "event_id",
            "district_id",
            "age_band",
            "sex",
            "is_resident",
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
    is_late: bool = False
    way: Way = one_of(Way, default=Way.NAME)
    checked_in_by_id: int | None = Field(default=None, foreign_key="staff.id")
