"""Every test starts with empty tables, and what it needs of the town is laid down again.

That is done thousands of times, so it goes to the driver in as few statements as there can be, and
without asking again what was asked when the rows were written: no references, no ORM.
"""

from functools import cache

from database import engine
from models import Base

KEPT = {"audit_line"}  # append-only, also for tests
MARKS = "reach_mark"  # triggers write it when rows go


def empty() -> None:
    """Delete all rows of all tables."""
    with engine().connect() as connection:
        driver = connection.connection.driver_connection
        if connection.dialect.name == "postgresql":
            call(driver, "empty", _emptying())
            driver.commit()
        else:
            _empty_sqlite(driver)


def call(driver, name: str, body: str) -> None:
    """Run PL/pgSQL, kept on the server: one question, planned once, no trigger, no reference."""
    if name not in _made:
        driver.execute(f"""CREATE SCHEMA IF NOT EXISTS for_tests;
            CREATE FUNCTION for_tests.{name}() RETURNS void LANGUAGE plpgsql
            SET session_replication_role = replica AS $$ BEGIN {body} END $$""")
        _made.add(name)
    driver.execute(f"SELECT for_tests.{name}()")


_made: set[str] = set()


def _empty_sqlite(driver) -> None:
    driver.execute("PRAGMA foreign_keys = OFF")  # then it need not look at each row
    try:
        driver.execute("BEGIN IMMEDIATE")
        full = driver.execute(_looking()).fetchone()
        for name, is_full in zip(_names(), full, strict=True):
            if is_full or name == MARKS:
                driver.execute(f'DELETE FROM "{name}"')
        driver.commit()
    finally:
        driver.rollback()
        driver.execute("PRAGMA foreign_keys = ON")


@cache
def _names() -> tuple[str, ...]:
    names = {one.name for one in Base.metadata.sorted_tables} - KEPT - {MARKS}
    return (*sorted(names), MARKS)


@cache
def _looking() -> str:
    return "SELECT " + ", ".join(f'EXISTS (SELECT 1 FROM "{name}")' for name in _names())


@cache
def _emptying() -> str:
    look = 'IF EXISTS (SELECT FROM "{0}") THEN DELETE FROM "{0}"; END IF;'
    return " ".join(look.format(name) for name in _names())
