"""The throw-away PostgreSQL itself, and whether the suite runs on the database it was asked for."""

import os
import shutil
import signal
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from database import engine
from tests.postgres import WHEEL, create_database, postgres


def connect(url: str) -> psycopg.Connection:
    return psycopg.connect(url.replace("+psycopg", ""))


def ask(url: str, question: str):
    with connect(url) as connection:
        return connection.execute(question).fetchone()[0]


def home_of(url: str) -> Path:
    return Path(make_url(url).query["host"])


def pid_of(url: str) -> int:
    return int((home_of(url) / "data" / "postmaster.pid").read_text().split()[0])


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_suite_runs_on_the_database_asked_for():
    assert engine().dialect.name == os.environ.get("TONARI_TEST_DB", "sqlite")


def test_postgres_answers_and_is_gone_after():
    with postgres() as url:
        pid = pid_of(url)
        assert ask(url, "SHOW fsync") == "off"
        assert ask(url, "SELECT current_user") == "app"
    assert not is_running(pid)
    assert not home_of(url).exists()


def test_postgres_waits_for_the_disk_when_durable():
    with postgres(durable=True) as url:
        assert ask(url, "SHOW fsync") == "on"


def test_create_database_is_empty_also_the_second_time():
    with postgres() as url:
        first = create_database(url, "fresh")
        with connect(first) as connection:
            connection.execute("CREATE TABLE left_over ()")
        assert create_database(url, "fresh") == first
        assert ask(first, "SELECT current_database()") == "fresh"
        assert ask(first, "SELECT to_regclass('left_over')") is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of a parent's death")
def test_postgres_dies_with_a_killed_run():
    script = (
        "from tests.postgres import postgres\nwith postgres() as url: print(url, flush=1), input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as run:
        url = run.stdout.readline().strip()
        pid = pid_of(url)
        run.send_signal(signal.SIGKILL)
    patience = time.monotonic() + 60
    while is_running(pid) and time.monotonic() < patience:
        time.sleep(0.05)
    shutil.rmtree(home_of(url))
    assert not is_running(pid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives its rights away")
def test_postgres_starts_when_its_binaries_are_out_of_reach(tmp_path, monkeypatch):
    site = Path(find_spec(WHEEL).origin).parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    for name in (WHEEL, f"{WHEEL}.libs"):
        (closed / name).symlink_to(site / name)
    monkeypatch.setenv("PG_BIN", str(closed / WHEEL / "pginstall18" / "bin"))
    with postgres() as url:
        assert ask(url, "SELECT 1") == 1
        assert (home_of(url) / WHEEL).is_dir()
