"""Visitors who come at their own pace, whether they are served or not: `python -m bench.visitors`.

Reads {"url", "seconds", "rate", "pages": [[weight, path], …], "beside": [rate, path]} from its
standard input, asks at the times that were drawn beforehand, and prints what each answer took from
the moment it was due: a server that falls behind cannot slow its questioners down.
"""

import asyncio
import json
import random
import sys
from collections import defaultdict
from time import perf_counter
from urllib.parse import urlsplit

PHONE = "Mozilla/5.0 (Linux; Android 9; SH-M08) AppleWebKit/537.36 Chrome/91.0 Mobile Safari/537.36"
KEPT = 3  # seconds without a question; uvicorn closes a connection after five
PATIENCE = 10  # seconds until an answer counts as an error


class Lines:
    """Connections that stay open; one is opened when none is free."""

    def __init__(self, url: str) -> None:
        there = urlsplit(url)
        self._host, self._port = there.hostname, there.port
        self._free: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._rest = (
            f" HTTP/1.1\r\nHost: {there.netloc}\r\nUser-Agent: {PHONE}\r\n"
            "Accept: text/html\r\nAccept-Language: ja\r\nAccept-Encoding: gzip\r\n\r\n"
        )

    async def ask(self, path: str) -> bytes:
        """The whole answer, as it came over the wire."""
        reader, writer = self._kept() or await asyncio.open_connection(self._host, self._port)
        writer.write(f"GET {path}{self._rest}".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        body = await reader.readexactly(int(length or 0))
        self._free.append((perf_counter(), reader, writer))
        return head + body

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The connection that was used last, unless the server is about to close it."""
        while self._free:
            since, *line = self._free.pop()
            if perf_counter() - since < KEPT:
                return tuple(line)
            line[1].close()
        return None


class Visit:
    """What came of all questions: seconds by path, errors, one answer of each path."""

    def __init__(self, url: str) -> None:
        self._lines = Lines(url)
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.errors: dict[str, int] = defaultdict(int)

    async def ask(self, path: str, due: float) -> None:
        try:
            answer = await asyncio.wait_for(self._lines.ask(path), PATIENCE)
            if answer.startswith(b"HTTP/1.1 200"):
                self.seconds[path].append(perf_counter() - due)
            else:
                self.errors[f"{path}: {answer[9:12].decode()}"] += 1
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self.errors[f"{path}: {type(error).__name__}"] += 1


def times(plan: dict, chance: random.Random) -> list[tuple[float, str]]:
    """When which page is asked for, by chance but as often as planned."""
    seconds, (rate, beside) = plan["seconds"], plan["beside"]
    weights, paths = zip(*plan["pages"], strict=True)
    asked = chance.choices(paths, weights, k=plan["rate"] * seconds) + [beside] * (rate * seconds)
    return sorted((chance.uniform(0, seconds), path) for path in asked)


async def visit(plan: dict) -> Visit:
    done, asking = Visit(plan["url"]), set()
    begun = perf_counter() + 0.1
    for at, path in times(plan, random.Random(2026)):
        due = begun + at
        if (wait := due - perf_counter()) > 0:
            await asyncio.sleep(wait)
        task = asyncio.create_task(done.ask(path, due))
        asking.add(task)
        task.add_done_callback(asking.discard)
    await asyncio.gather(*asking)
    return done


if __name__ == "__main__":
    done = asyncio.run(visit(json.load(sys.stdin)))
    json.dump({"seconds": done.seconds, "errors": done.errors}, sys.stdout)
