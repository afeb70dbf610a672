"""What every table is made of: the base class, stamps, guarded text and checked enums."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Enum, MetaData, String, TypeDecorator
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

import clock
from models import guard
from refusal import Refusal

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """Base of every table; its own registry survives Streamlit's hot reload."""


class Stamped(SQLModel):
    """When the row was made and last changed (aware, kept in UTC)."""

    created_at: datetime = Field(default_factory=clock.now)
    updated_at: datetime = Field(
        default_factory=clock.now, sa_column_kwargs={"onupdate": clock.now}
    )


class TooLong(Refusal, DontWrapMixin):
    """A text is longer than its column."""


class Guarded(TypeDecorator):
    """Free text. No My Number, PIN or password gets into the database, whatever the path.

    The check sits where values are bound, so bulk statements, imports and searches pass it too.
    """

    impl = String
    cache_ok = True

    def __init__(self, length: int):
        super().__init__(length)
        self.limit = length

    def process_bind_param(self, value: str | None, dialect) -> str | None:
        if value:
            guard.check(value)
            if len(value) > self.limit:
                raise TooLong(f"文章が長すぎます。{self.limit}文字までにしてください。")
        return value


def text(length: int, *, personal: bool = False, **field: Any) -> Any:
    """A column of free text; `personal` text is never copied into the audit trail."""
    field.setdefault("default", "")
    return Field(
        sa_type=Guarded(length), sa_column_kwargs={"info": {"personal": personal}}, **field
    )


def key() -> Any:
    """The row's own number."""
    return Field(default=None, primary_key=True)


def values_of(kind: type[StrEnum]) -> list[str]:
    return [member.value for member in kind]


def one_of(kind: type[StrEnum], **field: Any) -> Any:
    """A column that holds the value of an enum member as text; pair it with `only()`."""
    stored = Enum(
        kind,
        native_enum=False,
        length=24,
        create_constraint=False,
        values_callable=values_of,
        validate_strings=True,
    )
    return Field(sa_type=stored, **field)


def only(column: str, kind: type[StrEnum]) -> CheckConstraint:
    """The database's own word on which values the column may hold."""
    values = ", ".join(f"'{value}'" for value in values_of(kind))
    return CheckConstraint(f"{column} IN ({values})", name=f"{column}_known")
