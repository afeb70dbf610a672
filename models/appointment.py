"""相談の予約: a time at a table of a consultation corner; and 停止日, when the counter is down."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class AppointmentStatus(StrEnum):
    """WAITING came without an appointment, and all tables are taken: in the order of `id`."""

    BOOKED = "booked"
    WAITING = "waiting"
    CAME = "came"
    ABSENT = "absent"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return {
            "booked": "予約",
            "waiting": "お待ち",
            "came": "来ました",
            "absent": "来ませんでした",
            "cancelled": "取り消し",
        }[self.value]


class Appointment(Base, Stamped, table=True):
    """相談の予約: about half an hour at one table of a consultation corner; or a walk-in there.

    Who waits has no table yet, and `starts_at` is when they came.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        only("status", AppointmentStatus),
        CheckConstraint("table_no > 0", name="tables_count_from_one"),
        CheckConstraint("status <> 'booked' OR table_no IS NOT NULL", name="booked_at_a_table"),
        Index(
            "uq_appointment_event_id_table_no_starts_at",
            "event_id",
            "table_no",
            "starts_at",
            unique=True,
            sqlite_where=sql("status NOT IN ('cancelled', 'absent')"),
            postgresql_where=sql("status NOT IN ('cancelled', 'absent')"),
        ),
        Index(
            "uq_appointment_event_id_person_id",
            "event_id",
            "person_id",
            unique=True,
            sqlite_where=sql("status <> 'cancelled'"),
            postgresql_where=sql("status <> 'cancelled'"),
        ),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    event_id: int = Field(foreign_key="event.id")
    table_no: int | None = None
    starts_at: datetime
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    status: AppointmentStatus = one_of(AppointmentStatus, default=AppointmentStatus.BOOKED)
    is_walk_in: bool = False
    told_to_bring: bool = False  # the slip was read aloud on the telephone
    note: str = text(100, personal=True)
    consultation_id: int | None = Field(default=None, foreign_key="consultation.id", index=True)


class AppointmentTopic(Base, table=True):
    """A kind somebody wants to talk about."""

    __tablename__ = "appointment_topic"

    appointment_id: int = Field(foreign_key="appointment.id", primary_key=True, ondelete="CASCADE")
    kind_id: int = Field(foreign_key="consultation_kind.id", primary_key=True)


class CardClosure(Base, Stamped, table=True):
    """停止日: days on which the card system is down and the counter can do nothing with a card."""

    __tablename__ = "card_closure"
    __table_args__ = (
        UniqueConstraint("first_day"),
        CheckConstraint("first_day <= last_day", name="days_are_in_order"),
    )

    id: int | None = key()
    first_day: date
    last_day: date
    reason: str = text(80)
