"""Where the data lives, and the only two ways to open it: reading() and writing()."""

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, event, text
from sqlmodel import Session, create_engine

import migrations
from models import audit, figures, split, term
from settings import SETTINGS

try:
    import fcntl
except ImportError:  # Windows: one process, and SQLite's own lock
    fcntl = None

SQLITE_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # NORMAL loses acknowledged bookings in a power cut (bench/power_cut.py)
    "foreign_keys = ON",
    "temp_store = MEMORY",
    "cache_size = -32000",
    "journal_size_limit = 67108864",
    "mmap_size = 0",  # with mmap, SQLite before 3.51.3 may corrupt the file at a WAL reset
)
POSTGRES_OPTIONS = (
    "-c statement_timeout=30000 -c lock_timeout=10000"
    " -c idle_in_transaction_session_timeout=60000 -c timezone=UTC"
)


class Db(Session):
    """The session that services receive. Every flush writes its audit lines along with it."""


split.follow(Db)
audit.follow(Db)
term.follow(Db)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The one engine of this process. Bound values never reach the log."""
    made = _postgresql() if not SETTINGS.is_sqlite else _sqlite()
    figures.follow(made)
    return made


def _postgresql() -> Engine:
    return create_engine(
        SETTINGS.database_url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=30,  # a callback holds one connection and asks for a second in `me()`
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"connect_timeout": 5, "options": POSTGRES_OPTIONS},
    )


def _sqlite() -> Engine:
    sqlite = create_engine(
        SETTINGS.database_url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=5,
        connect_args={"timeout": 30},
    )
    event.listen(sqlite, "connect", _configure_sqlite)
    event.listen(sqlite, "begin", _begin_sqlite)
    return sqlite


def _configure_sqlite(connection, _record) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection) -> None:
    """Readers see one snapshot; a writer holds the write lock from its first statement on."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


class WriterGate:
    """One SQLite writer at a time, threads first, then processes: a fair queue instead of polling.

    It also keeps a commit from meeting another connection's checkpoint, which is what SQLite's
    WAL-reset bug (3.7.0 to 3.51.2) needs. Without fcntl the process mutex alone remains.
    """

    def __init__(self, path: Path):
        self._threads = threading.RLock()
        self._file = path.open("w") if fcntl else None
        self._depth = 0

    def __enter__(self) -> None:
        self._threads.acquire()
        self._depth += 1
        if self._file and self._depth == 1:
            fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_error) -> None:
        self._depth -= 1
        if self._file and self._depth == 0:
            fcntl.flock(self._file, fcntl.LOCK_UN)
        self._threads.release()


@lru_cache(maxsize=1)
def gate() -> AbstractContextManager:
    """What every writer of this database passes, migrations included."""
    name = engine().url.database
    if not SETTINGS.is_sqlite or not name or name == ":memory:":
        return nullcontext()
    return WriterGate(Path(f"{name}.write-lock"))


@contextmanager
def reading() -> Iterator[Db]:
    """A look at the data: one snapshot, never committed."""
    with Db(engine(), expire_on_commit=False) as db:
        yield db


@contextmanager
def writing() -> Iterator[Db]:
    """Commit when the block ends, undo everything when it raises."""
    writer = engine().execution_options(writing=True)
    with gate(), audit.nobody_yet(), Db(writer, expire_on_commit=False) as db, db.begin():
        yield db


# "tonari" as a number, the same for all processes on this PostgreSQL.
ALONE = text("SELECT pg_advisory_xact_lock(128021942071913)")
# Whoever comes second waits as long as the first one takes: laying a town is no matter of seconds.
PATIENT = text(
    "SELECT set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)"
)


def alone(db: Db | Connection) -> None:
    """Until the end of this transaction no other process starts or is set up.

    SQLite has one writer at a time anyway.
    """
    if not SETTINGS.is_sqlite:
        db.execute(PATIENT)
        db.execute(ALONE)


def migrate() -> None:
    """Bring the schema up to date. Several processes may start at once: the first one does it.

    SQLite's foreign keys are off meanwhile: rebuilding a table would else delete its children.
    """
    SETTINGS.data.mkdir(parents=True, exist_ok=True)
    writer = engine().execution_options(writing=True)
    with gate(), writer.connect() as connection:
        if SETTINGS.is_sqlite:
            _migrate_sqlite(connection)
        else:
            with connection.begin():
                alone(connection)
                migrations.upgrade(connection)


def _migrate_sqlite(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            migrations.upgrade(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            if broken:
                raise RuntimeError(f"migration leaves {len(broken)} broken references")
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
