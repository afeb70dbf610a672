"""The reach page over a nation's visits beside a city's, and beside counting the raw rows.

`python -m bench.reach` compares a city with a prefecture; `python -m bench.reach nation` with
twenty million visits, which takes an hour and 6 GB of the temporary folder. A second word,
`postgresql`, asks for that database.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import say
from settings import ROOT

TIMES = 15
MOST = 2.0  # times as long as in the city
SHARE = 0.2  # of what counting the raw rows takes


def main(large: str = "prefecture", database: str = "sqlite") -> None:
    with ExitStack() as stack:
        url = _server(stack) if database == "postgresql" else None
        city, other = (stack.enter_context(town(size, url)) for size in ("city", large))
        pairs = [(city.seconds("page"), other.seconds("page")) for _ in range(TIMES)]
        small, big = (median(times) for times in zip(*pairs, strict=True))
        more = {"filled_s": round(other.filled), "large_ms": _ms(big), "city_ms": _ms(small)}
        more |= {"counted_s": round(other.counted, 1), "memory_mb": round(other.memory)}
        what = f"the page, {large} / city, medians, {database}"
        say(f"reach_{large}", big / small, what, **more)
        ratios = [_beside(way, one) for one in (city, other) for way in _ways()]
    if big / small > MOST or max(ratios) > SHARE:
        raise SystemExit("the reach page is not as fast as was promised")


def _server(stack: ExitStack) -> str:
    from tests.postgres import postgres  # of requirements-dev.txt

    return stack.enter_context(postgres(durable=True))


def _ways() -> list[str]:
    return ["pandas", "duckdb"] if find_spec("duckdb") else ["pandas"]


def _beside(way: str, town: "Town") -> float:
    pairs = [(town.seconds("page"), town.seconds(way)) for _ in range(3)]
    page, raw = (median(times) for times in zip(*pairs, strict=True))
    figures = {"page_ms": _ms(page), f"{way}_ms": _ms(raw)}
    say(f"reach_{town.size}_{way}", page / raw, f"the page / {way} from raw rows", **figures)
    return page / raw


class Town:
    """A town in a process of its own; its first line says how long the counting took."""

    def __init__(self, size: str, process: subprocess.Popen):
        self.size, self._process = size, process
        self.filled, self.counted, self.memory = map(float, process.stdout.readline().split())

    def seconds(self, way: str) -> float:
        self._process.stdin.write(f"{way}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


@contextmanager
def town(size: str, server: str | None = None) -> Iterator[Town]:
    """server: the address of a PostgreSQL that a database can be made in; else SQLite."""
    with TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"TONARI_DEMO": "0", "TONARI_DATA": str(Path(folder, "data"))}
        environment.pop("DATABASE_URL", None)
        if server:
            from tests.postgres import create_database

            environment["DATABASE_URL"] = create_database(server, size)
        Path(folder, "data").mkdir()
        with subprocess.Popen(
            [sys.executable, "-m", "bench.reach_town", size],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                yield Town(size, process)
            finally:
                process.stdin.close()


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
