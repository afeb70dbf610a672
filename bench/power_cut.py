"""Pull the plug while people book: is every booking that was confirmed still there?

A killed process proves nothing, for the kernel writes out what it left. So bench/shadow.c keeps a
second copy of the files that holds only what was synced, and that copy is what we open afterwards.
The control books with synchronous=NORMAL and must lose some, or the measurement could not fail.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep

from bench import say
from settings import ROOT

ROUNDS = 3
BOOKED = 200  # bookings heard of before the plug is pulled
CHANCE = Random(20261124)


def main() -> None:
    if not shutil.which("cc"):
        raise SystemExit("bench/power_cut.py needs a C compiler: apt-get install gcc libc6-dev")
    with TemporaryDirectory(prefix="bench-") as folder:
        shadow = _compiled(Path(folder))
        as_shipped = _rounds(shadow)
        control = _rounds(shadow, "NORMAL")
    _say("power_cut", *as_shipped)
    _say("power_cut_control_synchronous_normal", *control)
    if as_shipped[1] or not control[1]:
        raise SystemExit("A confirmed booking was lost, or the control lost none.")


def _say(name: str, told: int, lost: int) -> None:
    compares = "confirmed bookings missing after a power cut / all confirmed"
    say(name, lost / told, compares, confirmed=told, lost=lost)


def _compiled(folder: Path) -> Path:
    library = folder / "shadow.so"
    flags = ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC"]
    subprocess.run(["cc", *flags, "-o", library, ROOT / "bench" / "shadow.c", "-ldl"], check=True)
    return library


def _rounds(shadow: Path, *synchronous: str) -> tuple[int, int]:
    """How many bookings were confirmed in all rounds, and how many of them were lost."""
    told = lost = 0
    for _ in range(ROUNDS):
        with TemporaryDirectory(prefix="bench-") as disk, TemporaryDirectory() as kept:
            heard = _book_until_the_cut(shadow, disk, kept, *synchronous)
            left = _bookings_left(Path(kept, "tonari.sqlite3"))
        told += len(heard)
        lost += len(heard - left)
    return told, lost


def _book_until_the_cut(shadow: Path, disk: str, kept: str, *synchronous: str) -> set[int]:
    """The ids of all bookings that were confirmed before the power went."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    here = {"TONARI_DATA": disk, "TONARI_DEMO": "1", "LD_PRELOAD": str(shadow)}
    with subprocess.Popen(
        [sys.executable, "-m", "bench.desk", *synchronous],
        cwd=ROOT,
        env=inherited | here | {"SHADOW_FROM": disk, "SHADOW_TO": kept},
        stdout=subprocess.PIPE,
        text=True,
    ) as desk:
        heard = {int(desk.stdout.readline()) for _ in range(BOOKED)}
        sleep(CHANCE.uniform(0, 0.05))  # seconds: somewhere in the middle of the next bookings
        desk.kill()
        return heard | {int(line) for line in desk.stdout}


def _bookings_left(file: Path) -> set[int]:
    with closing(sqlite3.connect(f"file:{file}?mode=rw", uri=True)) as copy:
        (state,) = copy.execute("PRAGMA integrity_check").fetchone()
        if state != "ok":
            raise SystemExit(f"The power cut broke the file itself: {state}")
        return {id for (id,) in copy.execute("SELECT id FROM booking")}


if __name__ == "__main__":
    main()
