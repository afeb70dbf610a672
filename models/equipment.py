"""貸出機器: loaner phones and what else a class needs, where it is promised, and who has it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class EquipmentKind(StrEnum):
    PHONE = "phone"
    TABLET = "tablet"
    WIFI = "wifi"
    PROJECTOR = "projector"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            EquipmentKind.PHONE: "貸出スマホ",
            EquipmentKind.TABLET: "タブレット",
            EquipmentKind.WIFI: "モバイルWi-Fi",
            EquipmentKind.PROJECTOR: "プロジェクター",
            EquipmentKind.OTHER: "そのほか",
        }[self]


class Equipment(Base, Stamped, table=True):
    """One thing with a label on it."""

    __tablename__ = "equipment"
    __table_args__ = (UniqueConstraint("code"), only("kind", EquipmentKind))

    id: int | None = key()
    code: str = text(8)  # what the label says: S01
    kind: EquipmentKind = one_of(EquipmentKind)
    name: str = text(60)
    os: str = text(10, default="")
    note: str = text(200)
    is_active: bool = True

    @property
    def is_wiped_between(self) -> bool:
        """Whether it must be reset (初期化) before the next person gets it."""
        return self.kind in (EquipmentKind.PHONE, EquipmentKind.TABLET)


class EventEquipment(Base, table=True):
    """A thing is promised to a class."""

    __tablename__ = "event_equipment"

    event_id: int = Field(foreign_key="event.id", primary_key=True, ondelete="CASCADE")
    equipment_id: int = Field(foreign_key="equipment.id", primary_key=True, index=True)


class Loan(Base, Stamped, table=True):
    """貸出: handed out at a class, brought back, and 初期化済 before it may be lent again."""

    __tablename__ = "loan"
    __table_args__ = (
        CheckConstraint("ready_at IS NULL OR returned_at IS NOT NULL", name="back_before_ready"),
        Index(
            "uq_loan_equipment_id",
            "equipment_id",
            unique=True,
            sqlite_where=sql("ready_at IS NULL"),
            postgresql_where=sql("ready_at IS NULL"),
        ),
    )

    id: int | None = key()
    equipment_id: int = Field(foreign_key="equipment.id")
    event_id: int = Field(foreign_key="event.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    lent_at: datetime
    returned_at: datetime | None = None
    ready_at: datetime | None = None  # reset, or looked over where there is nothing to reset
    lent_by_id: int = Field(foreign_key="staff.id")
    ready_by_id: int | None = Field(default=None, foreign_key="staff.id")
