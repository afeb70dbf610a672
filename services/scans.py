"""開かれた回数: how often the page of a sheet was opened, by day; who opened it is not known.

Counts are 延べ. They tell the office which sheets are used, nothing about anybody.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from models import Handout, Scan, Staff
from services import once
from services.permissions import Permission, require


class Opened(NamedTuple):
    """延べ openings of one sheet; `last`: the latest day with one."""

    times: int = 0
    last: date | None = None


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


def of_sheets(db: Session, *, sheets: list[Handout], by: Staff) -> dict[int, Opened]:
    """How often each of these sheets was opened, by its id; for the print centre."""
    require(by, Permission.SHEET_PRINT)
    rows = db.exec(
        select(Scan.handout_id, func.sum(Scan.times), func.max(Scan.day))
        .where(col(Scan.handout_id).in_([one.id for one in sheets]))
        .group_by(col(Scan.handout_id))
    )
    found = {sheet: Opened(int(times), last) for sheet, times, last in rows}
    return {one.id: found.get(one.id, Opened()) for one in sheets}


def by_day(db: Session, *, sheet: Handout, by: Staff) -> dict[date, int]:
    """The same for one sheet, day by day; days without an opening are left out."""
    require(by, Permission.SHEET_PRINT)
    rows = db.exec(
        select(Scan.day, Scan.times).where(Scan.handout_id == sheet.id).order_by(Scan.day)
    )
    return dict(rows.all())
