"""A fresh database for each test process: SQLite, or PostgreSQL by TONARI_TEST_DB=postgresql."""

import gc
import os
import sys
import tempfile
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

_closing = ExitStack()
MEMORY = Path("/dev/shm")  # where there is one: what tests write need not survive a power cut
FOLDER = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
os.environ["TONARI_DATA"] = _closing.enter_context(FOLDER)
# Where tests/e2e/server.py keeps its demo towns: with the first process, for all that it starts.
TOWNS = Path(os.environ.setdefault("TONARI_TEST_TOWNS", os.environ["TONARI_DATA"]))
os.environ["TONARI_DEMO"] = "0"
os.environ.pop("DATABASE_URL", None)
if os.environ.get("TONARI_TEST_DB") == "postgresql":
    from tests.postgres import postgres

    os.environ["DATABASE_URL"] = _closing.enter_context(postgres())

from sqlalchemy import Engine, event
from sqlmodel import col, select
from streamlit.components.v2 import manifest_scanner

import clock
from database import engine, migrate, writing
from models import District, Role, Staff, StaffDistrict
from services import accounts
from settings import SETTINGS
from tests import snapshot, tables

# Checking a password takes a quarter of a second, on purpose; tests need not wait for that.
RECOMMENDED, QUICK = accounts._hasher, Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1)
accounts._hasher = PasswordHash([QUICK])
accounts._NOBODY = QUICK.hash("nobody")
PASSWORD = "tonari-no-mado"
HASH = accounts.hash_of(PASSWORD)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=clock.JST)  # a Tuesday in 令和8年度


# Every AppTest would look through all installed packages for components; we have none.
manifest_scanner.scan_component_manifests = lambda: []


def pytest_collection_finish():
    """As the app does when it starts: Streamlit collects all garbage after every script run."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    engine().dispose()
    _closing.close()


def pytest_report_header():
    return f"database: {engine().dialect.name}"


@pytest.fixture(scope="session", autouse=True)
def schema():
    migrate()


_written: list[bool] = []  # something was committed since the tables were emptied last


@event.listens_for(Engine, "commit")
def _remember(_connection) -> None:
    _written.append(True)


@pytest.fixture(autouse=True)
def _clean(schema):
    """Every test starts with empty tables."""
    yield
    if _written:
        tables.empty()
        _written.clear()


@pytest.fixture
def short_trail(schema):
    """For tests that read all of the 足あと: what the tests before have left there is gone."""
    with engine().execution_options(writing=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("DELETE FROM audit_line")
            return
        guards = connection.exec_driver_sql(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_line'"
        ).all()
        drop = [f"DROP TRIGGER {name}" for name, _ in guards]
        for statement in (*drop, "DELETE FROM audit_line", *(sql for _, sql in guards)):
            connection.exec_driver_sql(statement)


@pytest.fixture(autouse=True)
def _main_module(monkeypatch):
    """AppTest makes the screen it runs the main module; spawned processes would start it again."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


@pytest.fixture
def db():
    """A writing transaction, committed when the test ends well."""
    with writing() as session:
        yield session


@pytest.fixture
def stopped_clock(monkeypatch):
    """It is noon on 2026-11-24; call with another moment to move on."""

    def stop(moment: datetime = NOON) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    stop()
    return stop


@pytest.fixture
def town():
    """The demo town's master data, without its people, classes and rooms (架空)."""
    snapshot.lay()


def examples(count: int) -> int:
    """So many for Hypothesis; PostgreSQL says the same of a third of them."""
    return count if SETTINGS.is_sqlite else count // 3


def member(login: str, name: str, role: Role, *districts: int) -> Staff:
    """One of the fixed cast, saved; their password is PASSWORD."""
    with writing() as session:
        staff = Staff(login=login, name=name, role=role, password_hash=HASH)
        session.add(staff)
        session.flush()
        session.add_all(StaffDistrict(staff_id=staff.id, district_id=one) for one in districts)
    return staff


@pytest.fixture
def sato():
    return member("sato", "佐藤", Role.COORDINATOR)


@pytest.fixture
def tanaka(town):
    """A volunteer of the first two districts of the demo town."""
    with writing() as session:
        own = session.exec(select(District.id).order_by(District.position).limit(2)).all()
    return member("tanaka", "田中", Role.VOLUNTEER, *own)


@pytest.fixture
def suzuki(town):
    """A volunteer of the last district of the demo town."""
    with writing() as session:
        last = session.exec(select(District.id).order_by(col(District.position).desc())).first()
    return member("suzuki", "鈴木", Role.VOLUNTEER, last)


@pytest.fixture
def yamaguchi():
    return member("yamaguchi", "山口", Role.COUNTER)


@pytest.fixture
def kanri():
    return member("kanri", "管理", Role.ADMIN)


@pytest.fixture
def fresh_database(tmp_path):
    """The address of an empty database of the same kind as the one under test."""
    if engine().dialect.name == "sqlite":
        return f"sqlite:///{tmp_path / 'fresh.sqlite3'}"
    from tests.postgres import create_database

    return create_database(os.environ["DATABASE_URL"], "fresh")


@pytest.fixture(scope="session")
def site(schema):
    """Every public page in every state, by view and by name; takes some seconds, once."""
    from tests.site import visited

    return visited()
