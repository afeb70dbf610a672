"""教室・相談会: one scheduled sitting, the series it may belong to, and how people get a seat."""

import secrets
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models import short_code
from models.base import Base, Stamped, key, one_of, only, text
from models.photos import Photos


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


class Audience(StrEnum):
    """対象: whom a class is meant for."""

    EVERYONE = "everyone"
    FIRST_TIMERS = "first_timers"
    OWN_DISTRICT = "own_district"

    @property
    def label(self) -> str:
        return {
            Audience.EVERYONE: "どなたでも",
            Audience.FIRST_TIMERS: "はじめての方",
            Audience.OWN_DISTRICT: "町内の方を先に",
        }[self]


class Admission(StrEnum):
    """申込の決め方. All but the first collect applications until `closes_on`, then decide once."""

    FIRST_COME = "first_come"
    FIRST_TIMERS_FIRST = "first_timers_first"
    OWN_DISTRICT_FIRST = "own_district_first"
    LOTTERY = "lottery"

    @property
    def label(self) -> str:
        return {
            Admission.FIRST_COME: "先着順",
            Admission.FIRST_TIMERS_FIRST: "はじめての方を優先",
            Admission.OWN_DISTRICT_FIRST: "町内の方を優先",
            Admission.LOTTERY: "抽選",
        }[self]


class Series(Base, Stamped, table=True):
    """連続講座: events planned together; what they share is copied into each of them."""

    __tablename__ = "series"
    __table_args__ = (UniqueConstraint("idem_key"),)

    id: int | None = key()
    idem_key: str = Field(max_length=64, default_factory=lambda: secrets.token_hex(16))
    title: str = text(80)
    created_by_id: int | None = Field(default=None, foreign_key="staff.id")


class Event(Base, Stamped, table=True):
    """One sitting. `local_date` and `fiscal_year` are Japan's, kept for queries.

    `notice` counts the changes everybody booked has to be told (moved, postponed, called off);
    `notice_text` is the latest one in a sentence, `notice_on` its day.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("public_id"),
        UniqueConstraint("idem_key"),
        UniqueConstraint("series_id", "number"),
        only("format", Format),
        only("status", EventStatus),
        only("audience", Audience),
        only("admission", Admission),
        only("photos", Photos),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("fee >= 0", name="fee_is_not_negative"),
        CheckConstraint("cost >= 0", name="cost_is_not_negative"),
        CheckConstraint("tables BETWEEN 0 AND 20", name="tables_are_few"),
        CheckConstraint("table_minutes BETWEEN 5 AND 240", name="table_minutes_are_plausible"),
        CheckConstraint("(series_id IS NULL) = (number IS NULL)", name="numbered_in_its_series"),
        CheckConstraint("(drawn_at IS NULL) = (draw_seed = '')", name="drawn_with_a_seed"),
        CheckConstraint("helpers_needed >= 1", name="somebody_teaches"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_event_local_date", "local_date"),
        Index("ix_event_venue_id_starts_at", "venue_id", "starts_at"),
        Index("ix_event_status_starts_at", "status", "starts_at"),
        Index("ix_event_notice_on", "notice_on"),
    )

    id: int | None = key()
    public_id: str = Field(max_length=12, default_factory=lambda: short_code.new(length=9))
    idem_key: str = Field(max_length=64, default_factory=lambda: secrets.token_hex(16))
    format: Format = one_of(Format)
    course_id: int | None = Field(default=None, foreign_key="course.id")
    venue_id: int = Field(foreign_key="venue.id")
    room_id: int | None = Field(default=None, foreign_key="room.id")
    series_id: int | None = Field(default=None, foreign_key="series.id")
    number: int | None = None  # 第n回 of its series
    title: str = text(80)
    status: EventStatus = one_of(EventStatus, default=EventStatus.DRAFT)
    starts_at: datetime
    ends_at: datetime
    local_date: date
    fiscal_year: int
    capacity: int
    helpers_needed: int
    helpers_reason: str = text(100)  # why fewer than one person for every four seats
    audience: Audience = one_of(Audience, default=Audience.EVERYONE)
    admission: Admission = one_of(Admission, default=Admission.FIRST_COME)
    opens_at: datetime | None = None  # 申込開始; none: as soon as it is published
    closes_on: date | None = None  # 申込締切, the last day; needed unless first come
    press_on: date | None = None  # 広報締切: the text must be with the city's paper
    fee: int = 0  # yen
    funding: str = text(40)  # 財源
    host: str = text(60)  # 実施主体; empty: the city itself
    drawn_at: datetime | None = None
    draw_seed: str = text(40)
    tables: int = 0  # 相談の席: tables of a consultation corner; 0: it has none
    table_minutes: int = 30
    note: str = text(400)
    notice: int = 0
    notice_on: date | None = None
    notice_text: str = text(200)
    minutes_held: int | None = None
    cost: int | None = None  # 経費, yen; none: not written down
    photos: Photos = one_of(Photos, default=Photos.UNKNOWN)
    incident: str = text(400)
    reported_at: datetime | None = None
    reported_by_id: int | None = Field(default=None, foreign_key="staff.id")
    created_by_id: int | None = Field(default=None, foreign_key="staff.id")

    @property
    def collects(self) -> bool:
        """Whether applications are collected, to be decided once."""
        return self.admission is not Admission.FIRST_COME and self.drawn_at is None

    @property
    def is_by_time(self) -> bool:
        """Whether one books a time at a table and no seat: a consultation with tables."""
        return self.tables > 0 and self.format is Format.CONSULTATION

    @property
    def numbered_title(self) -> str:
        """With its number in the series: はじめてのスマホ 第2回."""
        return f"{self.title} 第{self.number}回" if self.number else self.title


class EventCourse(Base, table=True):
    """A course of an event: planned beside `Event.course_id`, or what was really taught."""

    __tablename__ = "event_course"

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    course_id: int = Field(foreign_key="course.id", primary_key=True)
    is_planned: bool = False
    was_taught: bool = False


class EventTemplate(Base, Stamped, table=True):
    """ひな形: what classes of one kind share; date and venue are chosen each time."""

    __tablename__ = "event_template"
    __table_args__ = (
        UniqueConstraint("name"),
        only("format", Format),
        only("audience", Audience),
        only("admission", Admission),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
        CheckConstraint("fee >= 0", name="fee_is_not_negative"),
        CheckConstraint("tables BETWEEN 0 AND 20", name="tables_are_few"),
        CheckConstraint("table_minutes BETWEEN 5 AND 240", name="table_minutes_are_plausible"),
    )

    id: int | None = key()
    name: str = text(60)
    format: Format = one_of(Format)
    course_id: int | None = Field(default=None, foreign_key="course.id")
    title: str = text(80)
    minutes: int = 90
    capacity: int = 12
    audience: Audience = one_of(Audience, default=Audience.EVERYONE)
    admission: Admission = one_of(Admission, default=Admission.FIRST_COME)
    fee: int = 0
    funding: str = text(40)
    host: str = text(60)
    tables: int = 0
    table_minutes: int = 30
    note: str = text(400)


class Correction(Base, table=True):
    """訂正: why a reported event was opened again; what changed stands in the audit trail."""

    __tablename__ = "correction"

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id", index=True, ondelete="CASCADE")
    reason: str = text(200)
    staff_id: int = Field(foreign_key="staff.id")
    at: datetime
