"""番号の点検: read all stored text again with the guard of today, and tell where something is.

The guard stands before every write; but it learns, a database may be restored from before it
learnt, and other programs may have written. What is found is told by its place, never by its text.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, Table
from sqlmodel import Session, select

from models import AuditLine, Base, guard
from models.base import Guarded
from models.guard import Finding

AT_ONCE = 1_000  # rows


class Place(NamedTuple):
    """Where a forbidden number stands: `row` is the primary key, its parts joined by hyphens."""

    table: str
    column: str
    row: str
    finding: Finding


class Report(NamedTuple):
    """texts: how many were read. places: where a number was found."""

    texts: int
    places: list[Place]


def scan(db: Session) -> Report:
    """Read every free text of every table and the 足あと. Changes nothing; for the operator."""
    texts, places = 0, []
    for table in Base.metadata.sorted_tables:
        free = [column for column in table.columns if _is_free(column)]
        for row in _rows(db, table) if free else ():
            for column in free:
                texts += 1
                if finding := _finding(_read(table, row, column.name)):
                    places.append(Place(table.name, column.name, _name(table, row), finding))
    return Report(texts, places)


def _read(table: Table, row: Mapping[str, Any], name: str) -> Any:
    """What stands there; of the 足あと without keys and hashes, which happen to hold long numbers.
    Nobody types them, and where they are kept they are not read, either."""
    if table is not AuditLine.__table__:
        return row[name]
    about = Base.metadata.tables.get(row["entity"])
    closed = {one.name for one in about.columns if not _is_free(one)} if about is not None else ()
    return {column: told for column, told in row[name].items() if column not in closed}


def _is_free(column: Column) -> bool:
    return isinstance(column.type, Guarded | JSON)


def _finding(value: Any) -> Finding | None:
    """In a text, or anywhere in what the 足あと keeps of a change."""
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return next(filter(None, map(_finding, parts)), None)
    return guard.find(value) if isinstance(value, str) else None


def _rows(db: Session, table: Table) -> Iterator:
    rows = select(table).order_by(*table.primary_key).execution_options(yield_per=AT_ONCE)
    return db.connection().execute(rows).mappings()


def _name(table: Table, row) -> str:
    return "-".join(str(row[column.name]) for column in table.primary_key)
