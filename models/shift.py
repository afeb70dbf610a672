"""受け持ち: who works where, who could, and who asks for somebody to stand in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class Duty(StrEnum):
    LECTURER = "lecturer"
    HELPER = "helper"

    @property
    def label(self) -> str:
        return {Duty.LECTURER: "講師", Duty.HELPER: "補助"}[self]


class Shift(Base, Stamped, table=True):
    """受け持ち: who works at which event, as lecturer or helper.

    A draft is seen by coordinators only, until the whole plan is published at once.
    """

    __tablename__ = "shift"
    __table_args__ = (UniqueConstraint("event_id", "staff_id"), only("duty", Duty))

    id: int | None = key()
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE")
    staff_id: int = Field(foreign_key="staff.id", index=True)
    duty: Duty = one_of(Duty)
    is_published: bool = False


class Slot(StrEnum):
    """A part of a day that a volunteer can offer."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"

    @property
    def label(self) -> str:
        return {Slot.MORNING: "午前", Slot.AFTERNOON: "午後", Slot.EVENING: "夜"}[self]


class Availability(Base, table=True):
    """出られる日: offered by the volunteers themselves."""

    __tablename__ = "availability"
    __table_args__ = (only("slot", Slot), Index("ix_availability_day", "day"))

    staff_id: int = Field(foreign_key="staff.id", primary_key=True, ondelete="CASCADE")
    day: date = Field(primary_key=True)
    slot: Slot = one_of(Slot, primary_key=True)


class StandInStatus(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return {"open": "代わりを探しています", "taken": "決まりました", "withdrawn": "取り下げ"}[
            self.value
        ]


class StandIn(Base, Stamped, table=True):
    """交代の相談: somebody cannot come. `in_return_id`: the shift they would take in exchange."""

    __tablename__ = "stand_in"
    __table_args__ = (
        only("status", StandInStatus),
        CheckConstraint("shift_id <> in_return_id", name="not_for_itself"),
        Index(
            "uq_stand_in_shift_id",
            "shift_id",
            unique=True,
            sqlite_where=sql("status = 'open'"),
            postgresql_where=sql("status = 'open'"),
        ),
    )

    id: int | None = key()
    shift_id: int = Field(foreign_key="shift.id", ondelete="CASCADE")
    asked_by_id: int = Field(foreign_key="staff.id")
    in_return_id: int | None = Field(default=None, foreign_key="shift.id", ondelete="SET NULL")
    note: str = text(100, personal=True)  # why: often somebody's health
    status: StandInStatus = one_of(StandInStatus, default=StandInStatus.OPEN)
    taken_by_id: int | None = Field(default=None, foreign_key="staff.id")
    answered_at: datetime | None = None
