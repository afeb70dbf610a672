import fcntl
import multiprocessing
import os
import threading

import pytest
import sqlalchemy as sa
from sqlmodel import select

from database import Db, alone, engine, gate, reading, writing
from models import Course, QuestionCategory
from settings import SETTINGS

only_sqlite = pytest.mark.skipif(not SETTINGS.is_sqlite, reason="about SQLite's own locking")


def category(code: str) -> QuestionCategory:
    return QuestionCategory(code=code, name="基本操作")


def codes() -> list[str]:
    with reading() as db:
        return list(db.exec(select(QuestionCategory.code).order_by(QuestionCategory.code)))


def test_writing_commits_when_the_block_ends():
    with writing() as db:
        db.add(category("a"))

    assert codes() == ["a"]


def test_writing_undoes_everything_when_it_raises():
    with pytest.raises(ZeroDivisionError), writing() as db:
        db.add(category("a"))
        db.flush()
        raise ZeroDivisionError

    assert codes() == []


def test_reading_is_one_snapshot():
    """What another process commits meanwhile is not half seen."""
    if not SETTINGS.is_sqlite:
        pytest.skip("PostgreSQL reads committed rows; services lock what they count")
    with reading() as db:
        before = list(db.exec(select(QuestionCategory.code)))
        with writing() as other:
            other.add(category("a"))
        after = list(db.exec(select(QuestionCategory.code)))

    assert (before, after, codes()) == ([], [], ["a"])


@only_sqlite
def test_sqlite_is_set_up_to_lose_nothing():
    with reading() as db:
        pragmas = {
            name: db.execute(sa.text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "mmap_size")
        }

    full = 2
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": full,
        "foreign_keys": 1,
        "mmap_size": 0,
    }


@only_sqlite
def test_gate_lets_one_writer_through_at_a_time():
    inside, most = 0, 0

    def write():
        nonlocal inside, most
        for _ in range(20):
            with gate():
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 1


@pytest.mark.skipif(SETTINGS.is_sqlite, reason="SQLite has the gate")
def test_who_starts_second_waits_as_long_as_it_takes():
    shown = [sa.text(f"SHOW {name}_timeout") for name in ("lock", "statement")]
    with writing() as db:
        alone(db)
        patient = [db.execute(one).scalar() for one in shown]
    with reading() as db:
        usual = [db.execute(one).scalar() for one in shown]

    assert (patient, usual) == (["0", "0"], ["10s", "30s"])


@only_sqlite
def test_gate_keeps_another_process_waiting():
    waiting, passed = multiprocessing.get_context("fork").Pipe()

    def knock():
        with open(f"{engine().url.database}.write-lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                passed.send("open")
            except BlockingIOError:
                passed.send("closed")
        os._exit(0)

    with gate():
        multiprocessing.get_context("fork").Process(target=knock).start()
        held = waiting.recv()
    multiprocessing.get_context("fork").Process(target=knock).start()

    assert (held, waiting.recv()) == ("closed", "open")


def test_log_never_shows_bound_values():
    """A database error names the statement, not what was typed."""
    with writing() as db:
        db.add(category("a"))
    with pytest.raises(sa.exc.IntegrityError) as caught, writing() as db:
        db.add(QuestionCategory(code="a", name="ひみつの言葉"))

    assert "ひみつ" not in str(caught.value)


def test_bulk_change_is_refused():
    """It would leave no audit line."""
    with pytest.raises(RuntimeError, match="audit"), Db(engine()) as db:
        db.execute(sa.update(Course).values(title="x"))
