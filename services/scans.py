"""開かれた回数: how often the page of a sheet was opened, by day; who opened it is not known.

Counts are 延べ. They tell the office which sheets are used, nothing about anybody.
"""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from models import Handout, Scan
from services import once


def add(db: Session, *, counted: Mapping[tuple[str, date], int]) -> None:
    """Add openings by 資料番号 and day; sheets nobody has printed are left out."""
    codes = {code for code, _ in counted}
    sheets = dict(
        db.exec(select(Handout.code, Handout.id).where(col(Handout.code).in_(codes))).all()
    )
    for (code, day), times in sorted(counted.items()):
        if code not in sheets or times <= 0:
            continue
        here = select(Scan).where(Scan.handout_id == sheets[code], Scan.day == day)
        row, is_new = once.stored(
            db,
            row=Scan(handout_id=sheets[code], day=day, times=times),
            find=lambda here=here: db.exec(here.with_for_update()).first(),
        )
        row.times += 0 if is_new else times
    db.flush()
