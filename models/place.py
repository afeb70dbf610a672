"""Where things happen: the municipality, its districts, and the venues in them."""

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, text


class Municipality(Base, Stamped, table=True):
    """The city that runs this installation: one row."""

    __tablename__ = "municipality"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: int | None = Field(default=1, primary_key=True)
    code: str = Field(max_length=6, description="全国地方公共団体コード, with check digit")
    name: str = text(60)
    kana: str = text(80)
    desk: str = text(60)
    phone: str = text(20)
    hours: str = text(80)
    area_code: str = text(5)
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
    is_active: bool = True
