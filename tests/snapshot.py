"""The demo town's master data, read in once and laid down again for each test as it was stored."""

from sqlalchemy import Connection
from sqlmodel import Session, select

from database import engine, writing
from models import Base, Equipment, Room, Venue
from services import master_files
from tests import tables

_kept: dict[str, list[tuple]] = {}  # by table


def lay() -> None:
    """Fill the empty tables; the guard and the audit trail have seen these rows the first time."""
    if not _kept:
        with writing() as db:
            _load(db)
        with engine().begin() as connection:
            _keep(connection)
        return
    with engine().execution_options(writing=True).begin() as connection:
        driver = connection.connection.driver_connection
        if connection.dialect.name == "postgresql":
            tables.call(driver, "lay", " ".join(map(_copied, _kept)))
            return
        for name, rows in _kept.items():
            marks = ", ".join("?" * len(rows[0]))
            driver.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)


def _load(db: Session) -> None:
    """Its halls have no rooms and are always open: a test says itself what is in the way."""
    master_files.load(db, city="demo")
    for hall in db.exec(select(Venue)):
        hall.opens = hall.closes = None
        hall.closed_weekdays, hall.is_shelter = "", False
    for row in (*db.exec(select(Room)), *db.exec(select(Equipment))):
        db.delete(row)


def _keep(connection: Connection) -> None:
    """PostgreSQL keeps them itself, where it can lay them down without being told each row."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS for_tests")
    for table in Base.metadata.sorted_tables:
        if table.name not in ("audit_line", "staff"):  # the cast may have come first
            select_all = f'SELECT * FROM "{table.name}"'
            rows = [tuple(row) for row in connection.exec_driver_sql(select_all)]
            if rows:
                _kept[table.name] = rows
                if connection.dialect.name == "postgresql":
                    copy = f'CREATE TABLE for_tests."{table.name}" AS {select_all}'
                    connection.exec_driver_sql(copy)


def _copied(name: str) -> str:
    """PL/pgSQL that lays the rows of a table, and lets its numbers go on after them."""
    laid = f'INSERT INTO "{name}" SELECT * FROM for_tests."{name}";'
    if "id" not in Base.metadata.tables[name].columns:
        return laid
    sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
    return f'{laid} PERFORM setval({sequence}, (SELECT max(id) FROM "{name}"));'
