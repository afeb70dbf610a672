"""申込票: the page of one booking, behind an address that only those who booked know."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.base import Base, key


class Slip(Base, table=True):
    """The address of a party's own page. Only the hash of its token is kept.

    `confirmed_at`: when they said 行きます; `confirmed_notice`: which change they had read by then.
    """

    __tablename__ = "slip"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_slip_event_id_party", "event_id", "party"),
    )

    id: int | None = key()
    token_hash: str = Field(max_length=64)
    event_id: int = Field(foreign_key="event.id", ondelete="CASCADE")
    party: str = Field(max_length=32)
    made_at: datetime = Field(default_factory=clock.now)
    confirmed_at: datetime | None = None
    confirmed_notice: int = 0
