"""The real app in its own process, started as `make run` starts it, on a data folder of ours."""

import fcntl
import os
import re
import socket
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

import httpx

from settings import ROOT
from tests.conftest import NOON, TOWNS

FLAGS = (
    "--log-level warning --no-access-log --no-server-header"
    " --ws-per-message-deflate false --ws-max-size 52428800"
)
ON_A_DAY, CLOCK = "tests.e2e.on_a_day:app", "TONARI_TEST_CLOCK"
PATIENCE = 300  # seconds until a start counts as failed: busy cores lay a whole town meanwhile


@dataclass(frozen=True)
class Server:
    """A running app: its address, its data folder and the file with all it has printed."""

    url: str
    data: Path
    log: Path
    process: subprocess.Popen
    port: socket.socket

    def said(self) -> str:
        """Everything printed so far: greeting, warnings, tracebacks."""
        return self.log.read_text("utf-8")

    def visitor(self, cookies: httpx.Cookies | None = None) -> httpx.Client:
        """Somebody who asks for pages without a browser, as patiently as the tests."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, cookies=cookies)

    def turn_clock_to(self, moment: datetime) -> None:
        """Let it be another day; only for a server that was started on a day."""
        (self.data.parent / "clock").write_text(moment.isoformat())

    def keeps(self, text: str, *further: Path) -> list[Path]:
        """The files that hold `text`, in the log, the data folder (WAL included) and `further`.

        Spaces, hyphens and wide digits are no disguise.
        """
        wanted = re.compile(r"[\s-]*".join(map(re.escape, re.sub(r"[\s-]", "", text))))
        folders = [path for place in (self.data, *further) for path in place.rglob("*")]
        return [
            path
            for path in (self.log, *folders)
            if path.is_file() and wanted.search(_readable(path.read_bytes()))
        ]


def _readable(content: bytes) -> str:
    return unicodedata.normalize("NFKC", content.decode("utf-8", "ignore"))


def free_port() -> socket.socket:
    """Kept until the server has stopped: nobody else gets the port while it is still starting."""
    port = socket.socket()
    port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server, which alone listens
    port.bind(("127.0.0.1", 0))
    return port


def start(data: Path, log: Path, app: str = "app:app", **environment: str) -> Server:
    """Start the app without waiting for it. `environment` comes on top of the demo's settings."""
    port = free_port()
    number = str(port.getsockname()[1])
    url = f"http://127.0.0.1:{number}"
    settings = {
        "PORT": number,
        "TONARI_DATA": str(data),
        "TONARI_DEMO": "1",
        "TONARI_BASE_URL": url,
        "TONARI_RATE_LIMIT": "off",
    }
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "uvicorn", app, "--host", "127.0.0.1"]
    with log.open("a") as output:
        process = subprocess.Popen(
            [*command, "--port", number, *FLAGS.split()],
            cwd=ROOT,
            env=inherited | settings | environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    return Server(url, data, log, process, port)


def wait_until_ready(server: Server) -> None:
    """Return when /healthz answers; raise RuntimeError with the log when it never will."""
    until = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{server.url}/healthz", timeout=5):
                return
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"The app did not start:\n{server.said()}")


def stop(server: Server) -> None:
    server.process.terminate()
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()
    server.port.close()


@contextmanager
def running(*, on: datetime | None = None, **environment: str) -> Iterator[Server]:
    """The app on a data folder of its own, until the block ends; `on`: as if it were that day."""
    with TemporaryDirectory(prefix="tonari-") as name:
        folder = Path(name)
        if not {"DATABASE_URL", "TONARI_DEMO"} & environment.keys():
            copytree(_demo_town(), folder / "data")
        with _serving(folder, on, environment) as server:
            try:
                yield server
            finally:
                print(server.said())  # shown by pytest when a test has failed


def _demo_town() -> Path:
    """The data folder of the demo town, laid at NOON: once, which takes long enough.

    Other test processes wait for the one that came first. Who needs the true day, as the script of
    the door does, brings a class of that day (hall.py) and finds the people and rooms here.
    """
    folder = TOWNS / "town"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "laid").exists():
            with _serving(folder, NOON, {}):
                (folder / "laid").touch()
    return folder / "data"


@contextmanager
def _serving(folder: Path, on: datetime | None, environment: dict[str, str]) -> Iterator[Server]:
    app = "app:app"
    if on:
        app, environment = ON_A_DAY, environment | {CLOCK: str(folder / "clock")}
        (folder / "clock").write_text(on.isoformat())
    server = start(folder / "data", folder / "log.txt", app, **environment)
    try:
        wait_until_ready(server)
        yield server
    finally:
        stop(server)
