"""同じ人をひとりに: what was done when two records became one, so that it can be taken back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

import clock
from models.age import AgeBand, Sex
from models.base import Base, Stamped, key, one_of, only, text
from models.booking import Way
from models.handset import Handset


class PersonMerge(Base, Stamped, table=True):
    """`other_id` became a part of `person_id`; the row goes when that is taken back, or forgotten.

    `taken`: the fields of the other that hold from then on. `own`: the rows the one that stays
    had, by table. `changed`: {table: {id: {column: [before, after]}}}, without any text.
    """

    __tablename__ = "person_merge"
    __table_args__ = (
        UniqueConstraint("other_id"),
        CheckConstraint("other_id <> person_id", name="of_two_people"),
        Index("ix_person_merge_person_id", "person_id"),
    )

    id: int | None = key()
    person_id: int = Field(foreign_key="person.id")
    other_id: int = Field(foreign_key="person.id")
    at: datetime = Field(default_factory=clock.now)
    staff_id: int = Field(foreign_key="staff.id")
    taken: list[str] = Field(default_factory=list, sa_type=JSON)
    own: dict[str, list[int]] = Field(default_factory=dict, sa_type=JSON)
    changed: dict[str, dict[str, dict[str, list[Any]]]] = Field(default_factory=dict, sa_type=JSON)


class PersonBefore(Base, table=True):
    """What was known of one of the two before they became one."""

    __tablename__ = "person_before"
    __table_args__ = (
        only("age_band", AgeBand),
        only("sex", Sex),
        only("handset", Handset),
        CheckConstraint("length(phone) <= 11", name="phone_is_short"),
    )

    merge_id: int = Field(foreign_key="person_merge.id", primary_key=True, ondelete="CASCADE")
    person_id: int = Field(foreign_key="person.id", primary_key=True)
    name: str = text(40, personal=True)
    kana: str = text(60, personal=True)
    kana_key: str = text(60, personal=True)
    name_key: str = text(40, personal=True)
    phone: str = text(11, personal=True)
    district_id: int | None = Field(default=None, foreign_key="district.id")
    birth_year: int | None = Field(default=None, sa_column_kwargs={"info": {"personal": True}})
    age_band: AgeBand = one_of(AgeBand)
    sex: Sex = one_of(Sex)
    is_resident: bool
    handset: Handset = one_of(Handset, default=Handset.UNKNOWN)
    support: str = text(100, personal=True)
    call_note: str = text(60, personal=True)


class VisitBefore(Base, table=True):
    """A visit that went, since both had been written down as having come: the row as it was."""

    __tablename__ = "visit_before"
    __table_args__ = (only("age_band", AgeBand), only("sex", Sex), only("way", Way))

    merge_id: int = Field(foreign_key="person_merge.id", primary_key=True, ondelete="CASCADE")
    id: int = Field(primary_key=True)  # of the visit
    event_id: int = Field(foreign_key="event.id")
    person_id: int = Field(foreign_key="person.id")
    booking_id: int | None = Field(default=None, foreign_key="booking.id")
    idem_key: str = Field(max_length=64)
    checked_in_at: datetime
    local_date: date
    month: int
    fiscal_year: int
    district_id: int | None = Field(default=None, foreign_key="district.id")
    age_band: AgeBand = one_of(AgeBand)
    sex: Sex = one_of(Sex)
    is_resident: bool
    is_late: bool
    way: Way = one_of(Way)
    checked_in_by_id: int | None = Field(default=None, foreign_key="staff.id")
