"""Did every suite really run? `ran.py FOLDER SUITE…` reads the reports pytest left there."""

import sys
from pathlib import Path
from xml.etree import ElementTree


def ran(report: Path) -> tuple[int, int]:
    """How many tests of this report ran, and how many were skipped. No report: nothing ran."""
    if not report.exists():
        return 0, 0
    suites = list(ElementTree.parse(report).iter("testsuite"))
    tests, skipped = (sum(int(one.get(name)) for one in suites) for name in ("tests", "skipped"))
    return tests - skipped, skipped


def main(folder: str, *names: str) -> str | None:
    """The sentence that fails the run, or nothing."""
    counts = {name: ran(Path(folder, f"{name}.xml")) for name in names}
    for name, (done, skipped) in counts.items():
        print(f"{name}: {done} ran, {skipped} skipped")
    missing = [name for name, (done, _) in counts.items() if done == 0]
    return f"Nothing ran: {', '.join(missing)}" if missing else None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
