"""報告で約束したこと: what was promised in a report, and what came of it when it was looked at."""

from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import District, Promise, PromiseOutcome, Staff
from refusal import Refusal
from services.permissions import Permission, require

OPEN = PromiseOutcome.OPEN


class Kept(NamedTuple):
    """A promise and the district it is about; none: the whole city."""

    promise: Promise
    district: District | None


def of_year(db: Session, *, year: int, by: Staff) -> list[Kept]:
    """What was to be done in a fiscal year, in the order it was promised."""
    require(by, Permission.REACH_VIEW)
    rows = (
        select(Promise, District)
        .join(District, col(District.id) == Promise.district_id, isouter=True)
        .where(Promise.fiscal_year == year)
        .order_by(col(Promise.id))
    )
    return [Kept(*row) for row in db.exec(rows)]


def make(
    db: Session, *, year: int, district: District | None, words: str, idem_key: str, by: Staff
) -> Promise:
    """Write down what a report promises for a year. The same key again returns the first one."""
    require(by, Permission.EVENT_PUBLISH)
    before = db.exec(select(Promise).where(Promise.idem_key == idem_key)).first()
    if before:
        return before
    if not words.strip():
        raise Refusal("約束したことを書いてください（例: 西川町で、年度内に2回開く）。")
    promise = Promise(
        idem_key=idem_key,
        fiscal_year=year,
        district_id=district.id if district else None,
        words=words.strip(),
        promised_by_id=by.id,
    )
    db.add(promise)
    db.flush()
    return promise


def look(db: Session, *, promise: Promise, outcome: PromiseOutcome, result: str, by: Staff) -> None:
    """Say what came of a promise; open again when it was said too early."""
    require(by, Permission.EVENT_PUBLISH)
    db.refresh(promise, with_for_update=True)
    if outcome in (PromiseOutcome.PARTLY, PromiseOutcome.NOT_KEPT) and not result.strip():
        raise Refusal("できなかったところと、その理由を、ひとこと書いてください。")
    promise.outcome, promise.result = outcome, result.strip()
    is_open = outcome is OPEN
    promise.checked_on = None if is_open else clock.today()
    promise.checked_by_id = None if is_open else by.id
    db.flush()
