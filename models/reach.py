"""到達: figures counted beforehand, so that no screen has to read the history.

Distinct people do not add up over months, districts or ages: every period and every grouping that
is shown was counted by itself. Nothing here is kept up by adding one: a period is counted anew from
the raw rows (services/upkeep.py) after a trigger of the database has marked it.
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, true
from sqlmodel import Field

from models.base import Base, key


class ReachMark(Base, table=True):
    """Something that counts in this month has changed; written by triggers (migrations/marks.py).

    Marks are added and taken away, never changed, so that two who check in at once never wait for
    each other. A number is never given twice: who takes marks away knows which ones they were.
    """

    __tablename__ = "reach_mark"
    __table_args__ = (Index("ix_reach_mark_month", "month"), {"sqlite_autoincrement": True})

    id: int | None = key()
    month: int  # 202611
    people: bool = Field(default=True, sa_column_kwargs={"server_default": true()})  # who came


class ReachPeriod(Base, table=True):
    """A span of months that is counted beforehand, both included.

    `changed` goes up with the marks; the cells are those of `counted`, and right when both agree.
    """

    __tablename__ = "reach_period"
    __table_args__ = (CheckConstraint("since <= until", name="months_are_in_order"),)

    since: int = Field(primary_key=True)
    until: int = Field(primary_key=True)
    changed: int = 1
    counted: int = 0


class ReachCell(Base, table=True):
    """How many people, how often, of one group in one period.

    `cuts` says by what was counted ("district age"), `first` to `third` which one it is, in the
    same order; empty: unknown. `seniors`: of 65 and over only. `newcomers`: those of the people who
    had never been here before the period.
    """

    __tablename__ = "reach_cell"
    __table_args__ = ({"sqlite_with_rowid": False},)

    since: int = Field(primary_key=True)
    until: int = Field(primary_key=True)
    residents: bool = Field(primary_key=True)
    seniors: bool = Field(primary_key=True)
    cuts: str = Field(max_length=24, primary_key=True)
    first: str = Field(max_length=12, primary_key=True)
    second: str = Field(max_length=12, primary_key=True)
    third: str = Field(max_length=12, primary_key=True)
    people: int
    visits: int
    newcomers: int


class ReachDeed(Base, table=True):
    """What was done in a month in the halls of one district: these figures do add up.

    A class counts when it was closed as held, or somebody came. The columns are those of
    services/deeds.py; `unmet` is by where people live, and district 0 of those where nobody knows.
    """

    __tablename__ = "reach_deed"

    month: int = Field(primary_key=True)
    district_id: int = Field(primary_key=True)
    held: int = 0
    visited: int = 0  # of these with at least one visitor
    last_day: date | None = None
    seats: int = 0
    taken: int = 0
    no_shows: int = 0
    excused: int = 0
    visits: int = 0
    staff: int = 0
    talks: int = 0
    rated: int = 0
    satisfied: int = 0
    unmet: int = 0
