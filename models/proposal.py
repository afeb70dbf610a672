"""次の教室の案: classes proposed together, with what was wished for and how each was reckoned."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only
from models.event import Format


class Proposal(Base, Stamped, table=True):
    """One run of the planner. wish: services/wishes.py, as it was.

    people: of 65 and over who would come for the first time; equal_people: what the same number
    of classes shared out evenly would bring. points and bound: the worth of the plan, and the most
    that any plan could be worth (none: nobody has proven it).
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("idem_key"),
        CheckConstraint("since <= until", name="days_are_in_order"),
        Index("ix_proposal_created_at", "created_at"),
    )

    id: int | None = key()
    idem_key: str = Field(max_length=64)
    made_by_id: int = Field(foreign_key="staff.id")
    since: date
    until: date
    wish: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    people: float
    equal_people: float
    points: float
    bound: float | None = None


class ProposedClass(Base, table=True):
    """One class of a proposal. reckoning: the figures of its sum; team: staff ids.

    event_id: the draft made of it.
    """

    __tablename__ = "proposed_class"
    __table_args__ = (
        only("format", Format),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("ends_at > starts_at", name="ends_after_it_starts"),
        Index("ix_proposed_class_proposal_id", "proposal_id"),
        Index("ix_proposed_class_event_id", "event_id"),
    )

    id: int | None = key()
    proposal_id: int = Field(foreign_key="proposal.id", ondelete="CASCADE")
    venue_id: int = Field(foreign_key="venue.id")
    room_id: int | None = Field(default=None, foreign_key="room.id")
    course_id: int | None = Field(default=None, foreign_key="course.id")
    format: Format = one_of(Format)
    starts_at: datetime
    ends_at: datetime
    capacity: int
    people: float
    team: list[int] = Field(default_factory=list, sa_type=JSON)
    reckoning: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    event_id: int | None = Field(default=None, foreign_key="event.id", ondelete="SET NULL")
