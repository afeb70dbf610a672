"""The demo town's master data, read in once and laid down again for each test as it was stored."""

from typing import NamedTuple

from sqlalchemy import Connection, Table
from sqlmodel import Session, select

from database import engine, writing
from models import Base, Equipment, Room, Venue
from services import master_files


class Kept(NamedTuple):
    """The rows of one table, as the driver gives and takes them."""

    table: Table
    columns: list[str]
    rows: list[tuple]


_kept: list[Kept] = []


def lay() -> None:
    """Fill the empty tables; the guard and the audit trail have seen these rows the first time."""
    if not _kept:
        with writing() as db:
            _load(db)
        with engine().connect() as connection:
            _kept.extend(_rows(connection))
        return
    with engine().execution_options(writing=True).begin() as connection:
        for one in _kept:
            _put(connection, one)


def _load(db: Session) -> None:
    """Its halls have no rooms and are always open: a test says itself what is in the way."""
    master_files.load(db, city="demo")
    for hall in db.exec(select(Venue)):
        hall.opens = hall.closes = None
        hall.closed_weekdays, hall.is_shelter = "", False
    for row in (*db.exec(select(Room)), *db.exec(select(Equipment))):
        db.delete(row)


def _rows(connection: Connection) -> list[Kept]:
    found = []
    for table in Base.metadata.sorted_tables:
        if table.name not in ("audit_line", "staff"):  # the cast may have come first
            result = connection.exec_driver_sql(f'SELECT * FROM "{table.name}"')
            rows = [tuple(row) for row in result]
            if rows:
                found.append(Kept(table, list(result.keys()), rows))
    return found


def _put(connection: Connection, one: Kept) -> None:
    is_sqlite = connection.dialect.name == "sqlite"
    names = ", ".join(f'"{name}"' for name in one.columns)
    marks = ", ".join(["?" if is_sqlite else "%s"] * len(one.columns))
    insert = f'INSERT INTO "{one.table.name}" ({names}) VALUES ({marks})'
    connection.exec_driver_sql(insert, one.rows)
    if not is_sqlite and "id" in one.columns:
        last = f'(SELECT max(id) FROM "{one.table.name}")'
        sequence = f"pg_get_serial_sequence('\"{one.table.name}\"', 'id')"
        connection.exec_driver_sql(f"SELECT setval({sequence}, {last})")
