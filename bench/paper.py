"""One lesson sheet and 500 booking slips, printed by four engines in one run: the same pages.

Ours starts from the rows and does all its work: setting, fitting, readings, tags, looking for what
collides. The others are given every line where it has to stand (bench/paper_ink.py). Each engine
has a process of its own; `first` is its first sheet in that process, `warm` the median of further
ones, each with another 資料番号, as when a coordinator prints for the week.

`start` is told and not won: typst is a program in machine code that reads its fonts when it needs
them, and to import reportlab alone takes longer than its whole first print. A server starts once.
"""

import json
import pickle
import subprocess
import sys
import zlib
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

import pikepdf

from bench import paper_ink, say
from handouts import booking_slip, lesson_sheet
from handouts.booking_slip import Party
from settings import ROOT
from tests.handouts.samples import SHEET
from tests.handouts.test_booking_slip import SLIPS

MODULES = {"fpdf2": "fpdf", "weasyprint": "weasyprint", "typst": "typst"}
CODES = ("A7K3", "C4MP", "D6NQ", "E7RT", "F3UV", "G4WX", "H6YA", "J7CD", "K3EF", "M4GH")
PEOPLE, TIMES = 500, 5
LONGEST = 180  # seconds until an engine is left behind
MOST = 4.0  # times as long as deflating and writing the same bytes


def main(kept: str = "") -> None:
    """kept: a folder for the PDFs, to be looked at."""
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(kept or name)
        rows = {"sheets": [of_code(code) for code in CODES], "slips": slips()}
        pages = {
            "sheets": [paper_ink.pages(lesson_sheet.draw(one)) for one in rows["sheets"]],
            "slips": paper_ink.pages(booking_slip.draw(rows["slips"])),
        }
        for which, jobs in (("rows", rows), ("pages", pages)):
            (folder / which).write_bytes(pickle.dumps(jobs))
        ours = measured("ours", folder)
        for other, module in MODULES.items():
            if find_spec(module) is None:
                missing(other, "not installed")
            else:
                compare(other, ours, measured(other, folder))
        hold_against_floor(ours["best"], folder / "ours-slips.pdf", folder / "floor")


def of_code(code: str) -> lesson_sheet.LessonSheet:
    return replace(SHEET, code=code, url=SHEET.url.replace("A7K3", code))


def slips() -> booking_slip.BookingSlips:
    """Invented people: their names have two to six letters of a few hundred."""
    family, given = "見本架空例示仮名練習", "花子太郎次郎三枝桜梅竹松"
    names = (f"{family[n % 9 :][:2]}　{given[n % 11 :][:2]}さん" for n in range(PEOPLE))
    return replace(SLIPS, parties=tuple(Party(f"{name}（{n}番）") for n, name in enumerate(names)))


def measured(name: str, folder: Path) -> dict:
    command = [sys.executable, "-m", "bench.paper_engines", name, str(folder)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST)
    except subprocess.TimeoutExpired:
        return {"missing": f"not ready after {LONGEST} s"}
    if done.returncode:
        return {"missing": (done.stderr.strip().splitlines() or ["no word"])[-1]}
    return json.loads(done.stdout)


def compare(other: str, ours: dict, theirs: dict) -> None:
    if "missing" in theirs:
        missing(other, theirs["missing"])
        return
    figures = {
        "start": (ours["start"], theirs["start"]),
        "sheet_first": (ours["sheets"][0], theirs["sheets"][0]),
        "sheet_warm": (median(ours["sheets"][1:]), median(theirs["sheets"][1:])),
        "500_slips": (ours["slips"], theirs["slips"]),
    }
    for name, (own, one) in figures.items():
        compares = f"{name}: ours / {other}; below 1 we are ahead"
        say(f"paper_{name}_{other}", own / one, compares, ours_s=round(own, 4), s=round(one, 4))


def missing(other: str, why: str) -> None:
    """An engine that this machine does not have leaves a word, and no figure."""
    print(json.dumps({"name": f"paper_{other}", "missing": why}))


def hold_against_floor(took: float, pdf: Path, scratch: Path) -> None:
    """Nothing can print these slips faster than to pack the bytes that say them, and write them."""
    with pikepdf.open(pdf) as document:
        streams = [one.read_bytes() for one in document.objects if isinstance(one, pikepdf.Stream)]
    floors = []
    for _ in range(TIMES):
        begun = process_time()
        scratch.write_bytes(b"".join(zlib.compress(one) for one in streams))
        floors.append(process_time() - begun)
    floor = min(floors)
    compares = f"{PEOPLE} slips / deflating and writing the same bytes, of CPU; {MOST:g} at most"
    figures = {"slips_s": round(took, 3), "floor_s": round(floor, 3), "bytes": pdf.stat().st_size}
    say("paper_500_slips_floor", took / floor, compares, **figures)


if __name__ == "__main__":
    main(*sys.argv[1:])
