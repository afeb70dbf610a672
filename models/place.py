"""Where things happen: the municipality, its districts, the venues in them, and their rooms."""

from datetime import date, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class EventList(StrEnum):
    """With which headings the イベント一覧 is published."""

    RECOMMENDED = "recommended"
    STANDARD = "standard"

    @property
    def label(self) -> str:
        return {
            EventList.RECOMMENDED: "推奨データセット（前からある形）",
            EventList.STANDARD: "自治体標準オープンデータセット（新しい形）",
        }[self]


LIMITS = {  # what may be set: the least and the most
    "quiet_days": (7, 730),
    "low_share": (1, 100),
    "low_fill": (0, 100),
    "high_no_show": (0, 100),
    "low_satisfaction": (0, 100),
    "few_sheets": (1, 1000),
}


class Municipality(Base, Stamped, table=True):
    """The city that runs this installation: one row."""

    __tablename__ = "municipality"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("opens < closes", name="opens_before_it_closes"),
        CheckConstraint("threshold IN (5, 10)", name="threshold_known"),
        CheckConstraint("offer_days BETWEEN 1 AND 10", name="offer_days_are_few"),
        *(
            CheckConstraint(f"{name} BETWEEN {low} AND {high}", name=f"{name}_in_range")
            for name, (low, high) in LIMITS.items()
        ),
        only("event_list", EventList),
    )

    id: int | None = Field(default=1, primary_key=True)
    code: str = Field(max_length=6, description="全国地方公共団体コード, with check digit")
    name: str = text(60)
    kana: str = text(80)
    desk: str = text(60)
    phone: str = text(20)
    hours: str = text(80)  # as people read it; `opens` and `closes` are what deadlines count with
    opens: time = time(8, 30)
    closes: time = time(17, 15)
    offer_days: int = 1  # office days for which a freed seat is held for who waits first
    area_code: str = text(5)
    web_booking: bool = False  # residents may book on the public pages, beside the telephone
    event_list: EventList = one_of(EventList, default=EventList.RECOMMENDED)
    threshold: int = 10  # fewer people than that are not published (models/publication.py)
    quiet_days: int = 90  # this one and those below: services/limits.py
    low_share: int = 50
    low_fill: int = 50
    high_no_show: int = 15
    low_satisfaction: int = 70
    few_sheets: int = 10
    is_fictional: bool = False


class District(Base, Stamped, table=True):
    """町 / 地区: the key of every chart."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("code"), UniqueConstraint("name"))

    id: int | None = key()
    code: str = text(32)
    name: str = text(60)
    kana: str = text(80)
    aliases: str = text(2000)  # one spelling a line, as other desks write it
    latitude: float | None = None
    longitude: float | None = None
    position: int = 0

    @property
    def spellings(self) -> list[str]:
        """Every way this district's name is written in files, its own name first."""
        return [self.name, *self.aliases.splitlines()]


class Venue(Base, Stamped, table=True):
    """会場: a 公民館 or another place, in one district."""

    __tablename__ = "venue"
    __table_args__ = (
        Index(
            "uq_venue_district_id_name",
            "district_id",
            "name",
            unique=True,
            sqlite_where=sql("is_active"),
            postgresql_where=sql("is_active"),
        ),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
        CheckConstraint("opens < closes", name="opens_before_it_closes"),
    )

    id: int | None = key()
    district_id: int = Field(foreign_key="district.id", index=True)
    name: str = text(80)
    kana: str = text(100)
    address: str = text(120)
    phone: str = text(20)
    capacity: int = 20
    step_free: bool = False
    wifi: bool = False
    opens: time | None = None  # none: nobody has told us
    closes: time | None = None
    closed_weekdays: str = text(7)  # 月木: closed every Monday and Thursday
    is_shelter: bool = False  # 指定避難所: classes give way when it opens
    access: str = text(200)  # bus stop, parking; residents read it
    latitude: float | None = None
    longitude: float | None = None
    is_active: bool = True


class Room(Base, Stamped, table=True):
    """部屋: a part of a venue. A class without a room takes the whole venue."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("venue_id", "name"),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
    )

    id: int | None = key()
    venue_id: int = Field(foreign_key="venue.id", index=True)
    name: str = text(40)
    capacity: int = 20
    is_active: bool = True


class VenueClosure(Base, Stamped, table=True):
    """休館: days on which a venue (none: every venue) is closed, both ends included."""

    __tablename__ = "venue_closure"
    __table_args__ = (
        CheckConstraint("first_day <= last_day", name="days_are_in_order"),
        Index("ix_venue_closure_first_day", "first_day"),
    )

    id: int | None = key()
    venue_id: int | None = Field(default=None, foreign_key="venue.id", index=True)
    first_day: date
    last_day: date
    reason: str = text(80)
