"""The curriculum: what can be taught."""

from sqlalchemy import CheckConstraint, UniqueConstraint

from models.base import Base, Stamped, key, text


class Course(Base, Stamped, table=True):
    """講座: one item of the curriculum; retired ones stay for history and are not offered."""

    __tablename__ = "course"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("minutes > 0", name="minutes_are_positive"),
    )

    id: int | None = key()
    code: str = text(16)
    tier: str = text(10)
    title: str = text(80)
    outline: str = text(400)
    os: str = text(10, default="both")
    minutes: int = 90
    fiscal_year: int
    is_active: bool = True
