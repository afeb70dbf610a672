"""The people who work: who they are, what they may do, and where they are signed in."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from models.base import Base, Stamped, key, one_of, only, text


class Role(StrEnum):
    """役割: what a member of staff may do follows from it (services/permissions.py)."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    COUNTER = "counter"
    ADMIN = "admin"

    @property
    def label(self) -> str:
        return {
            Role.VOLUNTEER: "デジタル推進委員",
            Role.COORDINATOR: "コーディネーター",
            Role.COUNTER: "窓口（市民課）",
            Role.ADMIN: "管理者",
        }[self]


class Staff(Base, Stamped, table=True):
    """担当: one person with one account."""

    __tablename__ = "staff"
    __table_args__ = (
        UniqueConstraint("login"),
        UniqueConstraint("feed_hash"),
        only("role", Role),
    )

    id: int | None = key()
    login: str = text(40)
    name: str = text(40)
    role: Role = one_of(Role)
    password_hash: str = Field(max_length=255)
    feed_hash: str | None = Field(default=None, max_length=64)  # of the private calendar's address
    disabled_at: datetime | None = None


class StaffDistrict(Base, table=True):
    """A district in which a volunteer registers events; a volunteer may have several."""

    __tablename__ = "staff_district"

    staff_id: int = Field(foreign_key="staff.id", primary_key=True, ondelete="CASCADE")
    district_id: int = Field(foreign_key="district.id", primary_key=True)


class Skill(StrEnum):
    """得意: what somebody can teach."""

    ANDROID = "android"
    IPHONE = "iphone"
    MY_NUMBER = "my_number"

    @property
    def label(self) -> str:
        return {"android": "Android", "iphone": "iPhone", "my_number": "マイナンバーカード"}[
            self.value
        ]


class StaffSkill(Base, table=True):
    """Somebody is good at something."""

    __tablename__ = "staff_skill"
    __table_args__ = (only("skill", Skill),)

    staff_id: int = Field(foreign_key="staff.id", primary_key=True, ondelete="CASCADE")
    skill: Skill = one_of(Skill, primary_key=True)


class SignIn(Base, table=True):
    """One signed-in browser. Only the hash of its token is kept; deleting the row signs it out."""

    __tablename__ = "sign_in"

    token_hash: str = Field(max_length=64, primary_key=True)
    staff_id: int = Field(foreign_key="staff.id", index=True, ondelete="CASCADE")
    started_at: datetime
    seen_at: datetime
