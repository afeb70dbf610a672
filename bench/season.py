"""Every staff screen with 5,000 events, 50,000 people and 300,000 bookings beside the demo town.

Two towns in two processes, asked in turn in the same minutes: what one core's mood does to one, it
does to the other.
"""

import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import say
from settings import ROOT

WARM_UP, TIMES = 1, 5
MOST = 2.0  # times as long as on the demo town


def main() -> None:
    with ExitStack() as stack:
        demo, large = (stack.enter_context(town(size)) for size in ("demo", "large"))
        slow = [name for name in demo.screens if measured(name, demo, large) > MOST]
    if slow:
        raise SystemExit(f"more than {MOST} times as slow in the large town: {', '.join(slow)}")


def measured(name: str, demo: "Town", large: "Town") -> float:
    pairs = [(demo.seconds(name), large.seconds(name)) for _ in range(WARM_UP + TIMES)][WARM_UP:]
    small, big = (median(times) for times in zip(*pairs, strict=True))
    compares = "5,000 events, 50,000 people, 300,000 bookings / demo town, medians"
    say(f"season_{name}", big / small, compares, large_ms=_ms(big), demo_ms=_ms(small))
    return big / small


class Town:
    """A town in a process of its own; the first line it prints names its screens."""

    def __init__(self, process: subprocess.Popen):
        self._process = process
        self.screens = process.stdout.readline().split()

    def seconds(self, name: str) -> float:
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        return float(self._process.stdout.readline())


@contextmanager
def town(size: str):
    with TemporaryDirectory(prefix="bench-") as folder:
        environment = os.environ | {"TONARI_DEMO": "1", "TONARI_DATA": str(Path(folder, "data"))}
        environment.pop("DATABASE_URL", None)
        with subprocess.Popen(
            [sys.executable, "-m", "bench.season_town", size],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            try:
                yield Town(process)
            finally:
                process.stdin.close()


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)


if __name__ == "__main__":
    main()
