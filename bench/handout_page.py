"""What a phone waits for after a scan: the handout page beside an empty route of Starlette.

Both run under the same uvicorn flags in the same minute, asked in turn over connections that stay
open, by a client that does nothing but wait.
"""

import gzip
import re
import socket
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from bench import say
from tests.e2e.server import start, stop, wait_until_ready
from tests.e2e.town import public_addresses

WARM_UP, TIMES = 50, 500
MOST = 14 * 1024  # bytes: what the first round trip of a new connection carries
FETCHED = re.compile(rb'<(?:script|img|iframe|link)\b[^>]*(?:src|href)="(?!data:)')


def main() -> None:
    with ExitStack() as stack:
        town = stack.enter_context(serving("app:app"))
        empty = stack.enter_context(serving("bench.empty:app"))
        page = public_addresses(town)["/h/{code}"]
        at_town, at_empty = Phone(town.url), Phone(empty.url)
        kept, anew, nothing = [], [], []
        for number in range(WARM_UP + TIMES):
            nothing.append(at_empty.seconds("/"))
            kept.append(at_town.seconds(page))
            anew.append(at_town.seconds(f"{page}?{number}"))  # an address not asked before
        answer = at_town.ask(page)
    base = median(nothing[WARM_UP:])
    for name, times in (("handout_page_p50", kept), ("handout_page_made_anew_p50", anew)):
        took = median(times[WARM_UP:])
        compares = "GET /h/CODE / an empty Starlette route, medians over open connections"
        say(name, took / base, compares, page_ms=_ms(took), empty_ms=_ms(base), times=TIMES)
    weigh(answer)


def weigh(answer: bytes) -> None:
    html = gzip.decompress(answer.partition(b"\r\n\r\n")[2])
    say(
        "handout_page_weight",
        len(answer) / MOST,
        "bytes on the wire, headers and all / 14 KB",
        bytes=len(answer),
        requests=1 + len(FETCHED.findall(html)),
        scripts=html.count(b"<script"),
    )


@contextmanager
def serving(app: str):
    """This app as `make run` serves it, on a demo town of its own."""
    with TemporaryDirectory(prefix="bench-") as folder:
        server = start(Path(folder, "data"), Path(folder, "log.txt"), app)
        try:
            wait_until_ready(server)
            yield server
        finally:
            stop(server)


class Phone:
    """One connection that stays open."""

    def __init__(self, url: str):
        host, port = urlsplit(url).netloc.split(":")
        self._line = socket.create_connection((host, int(port)), timeout=30)
        self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._rest = f" HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n\r\n"

    def ask(self, path: str) -> bytes:
        """The whole answer as it came over the wire."""
        self._line.sendall(f"GET {path}{self._rest}".encode())
        answer = b""
        while len(answer) < _length(answer):
            answer += self._line.recv(65_536)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path} answered {answer[:80]!r}")
        return answer

    def seconds(self, path: str) -> float:
        begun = perf_counter()
        self.ask(path)
        return perf_counter() - begun


def _length(answer: bytes) -> float:
    """How long the answer is that begins like this; endless until its head is complete."""
    head, end, _ = answer.lower().partition(b"\r\n\r\n")
    if not end:
        return float("inf")
    return len(head) + len(end) + int(re.search(rb"content-length: (\d+)", head)[1])


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


if __name__ == "__main__":
    main()
