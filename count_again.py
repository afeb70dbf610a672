"""到達の点検 (`make count`): are the figures counted beforehand those of the raw rows?

Counts every period anew and compares; prints each cell that differs and ends with 1 when there is
one, so that a nightly job can tell. Changes nothing.
"""

import sys

from sqlmodel import select

from database import migrate, reading
from models import ReachPeriod
from services import upkeep
from services.periods import Period


def main() -> int:
    """Check the figures of this installation; the exit code."""
    migrate()
    with reading() as db:
        periods = [Period(one.since, one.until) for one in db.exec(select(ReachPeriod))]
    compared, wrong = 0, 0
    for period in sorted(periods):
        with reading() as db:
            compared += upkeep.is_fresh(db, period=period)
            found = upkeep.differences(db, period=period)
        wrong += len(found)
        for one in found:
            print(f"{period.label}: {one.sentence}")
    print(f"{compared}の期間を数え直しました。違うもの: {wrong}件")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
