"""足あと: who changed what, and who looked at whom, written in the same transaction.

The lines come from the flush itself, so no service can forget them. Who acts is whoever passed
`services.permissions.require` last in this transaction; nobody, when a resident acts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import JSON, Index, event, insert, inspect
from sqlmodel import Field, Session, SQLModel

import clock
from models import guard
from models.base import Base, key

_actor: ContextVar[int | None] = ContextVar("actor", default=None)
_QUIET = {"audit_line", "sign_in", "population", "consultation_topic", "scan"}
_QUIET |= {"reach_period"}  # counted by itself
_QUIET |= {"past_class", "past_count"}  # their file is told, and there are thousands
_QUIET |= {"published_row", "published_number"}  # their publication is told
_UNTOLD = {"created_at", "updated_at", "password_hash"}


class AuditLine(Base, table=True):
    """One change or one look. Append-only: triggers refuse UPDATE and DELETE on both databases."""

    __tablename__ = "audit_line"
    __table_args__ = (
        Index("ix_audit_line_entity_entity_id", "entity", "entity_id", "id"),
        Index("ix_audit_line_at", "at"),
    )

    id: int | None = key()
    at: datetime = Field(default_factory=clock.now)
    actor_id: int | None = None
    action: str = Field(max_length=16)  # create, update, delete, view, export
    entity: str = Field(max_length=40)
    entity_id: str = Field(max_length=40)
    changes: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


@contextmanager
def nobody_yet() -> Iterator[None]:
    """A new transaction: nobody has shown who they are."""
    token = _actor.set(None)
    try:
        yield
    finally:
        _actor.reset(token)


def acting(staff_id: int | None) -> None:
    """From here on this member of staff is the one who acts."""
    _actor.set(staff_id)


def looked_at(db: Session, row: SQLModel) -> None:
    """Write down that personal data was opened (個人情報保護法 66条, 安全管理)."""
    opened(db, entity=row.__tablename__, entity_id=_identity(row))


def opened(db: Session, *, entity: str, entity_id: str) -> None:
    """The same for a list that is no row of its own, such as the calls of a day."""
    line = {"actor_id": _actor.get(), "entity": entity, "entity_id": entity_id}
    db.add(AuditLine(at=clock.now(), action="view", **line))


def exported(db: Session, *, entity: str, entity_id: str, rows: int) -> None:
    """Write down that rows have left the house as a file, and how many."""
    line = {"actor_id": _actor.get(), "entity": entity, "entity_id": entity_id}
    db.add(AuditLine(at=clock.now(), action="export", changes={"rows": [None, rows]}, **line))


def follow(sessions: type[Session]) -> None:
    """Make every flush of this session class write its audit lines, and refuse ways around it."""
    event.listen(sessions, "before_flush", _remember)
    event.listen(sessions, "after_flush", _write)
    event.listen(sessions, "do_orm_execute", _refuse_bulk_change)


def _remember(db: Session, _context, _instances) -> None:
    rows = [("create", row) for row in db.new]
    rows += [("update", row) for row in db.dirty if db.is_modified(row, include_collections=False)]
    rows += [("delete", row) for row in db.deleted]
    db.info["changed"] = [
        (action, row, _changes(row)) for action, row in rows if row.__tablename__ not in _QUIET
    ]


def _write(db: Session, _context) -> None:
    changed = db.info.pop("changed", [])
    if changed:
        lines = [
            {
                "at": clock.now(),
                "actor_id": _actor.get(),
                "action": action,
                "entity": row.__tablename__,
                "entity_id": _identity(row),
                "changes": changes,
            }
            for action, row, changes in changed
        ]
        db.execute(insert(AuditLine.__table__), lines)


def _refuse_bulk_change(statement) -> None:
    """A bulk INSERT, UPDATE or DELETE makes no flush, so it would leave no trace."""
    table = statement.bind_mapper and statement.bind_mapper.local_table.name
    changes = statement.is_insert or statement.is_update or statement.is_delete
    if changes and table and table not in _QUIET:
        raise RuntimeError(f"bulk change of {table} would bypass the audit trail")


def _changes(row: SQLModel) -> dict[str, list]:
    """{column: [before, after]}; what is personal is named but not shown."""
    told = {}
    state = inspect(row)
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].history
        if attribute.key in _UNTOLD or not history.has_changes():
            continue
        if attribute.columns[0].info.get("personal"):
            told[attribute.key] = ["***", "***"]
        else:
            told[attribute.key] = [_plain(history.deleted), _plain(history.added)]
    return told


def _plain(values: Any) -> Any:
    value = values[0] if values else None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str) and guard.find(value):  # erased now, and not to live on in here
        return "***"
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _identity(row: SQLModel) -> str:
    return "-".join(str(part) for part in inspect(row).mapper.primary_key_from_instance(row))
