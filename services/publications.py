"""公表: freeze the figures of a period, so that what left the office stays what it was.

Published rows are never changed (triggers see to that): a correction is a further edition, which
says why. What is hidden in it takes everything into account that was published before.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Attendance,
    Mark,
    Municipality,
    Publication,
    PublishedNumber,
    PublishedRow,
    Staff,
)
from refusal import Refusal
from services import figure_merges, once, outgoing, published_counts
from services.figure_keys import Key, Number, Release
from services.figure_links import system
from services.periods import Period, cumulative, fiscal_year, year
from services.permissions import Permission, require
from services.published_counts import Row
from services.suppression import suppress

LONGEST_REASON = 200


class Change(NamedTuple):
    """A number that differs from the edition before; none: it was not there."""

    row: str
    key: Key
    before: int | None
    now: int | None


class Preview(NamedTuple):
    """What would be published: real numbers with the marks they would get.

    before: the edition that this one would correct, and `changes` to it.
    """

    period: Period
    threshold: int
    as_of: date | None
    rows: list[Row]
    numbers: dict[Key, Number]
    before: Publication | None
    changes: list[Change]

    @property
    def is_told(self) -> bool:
        """Whether all of it is public as it is."""
        was = self.before and (self.before.threshold, self.before.population_as_of)
        return not self.changes and was == (self.threshold, self.as_of)


class Listed(NamedTuple):
    """One publication, and who published it."""

    publication: Publication
    period: Period
    by: str
    hidden: int
    numbers: int


class Inside(NamedTuple):
    """A publication with its real numbers, and what it changed in the edition before."""

    publication: Publication
    period: Period
    rows: Sequence[PublishedRow]
    numbers: Mapping[Key, Number]
    changes: list[Change]


def choices(db: Session, *, by: Staff) -> list[Period]:
    """Periods that are over, the newest first: years, their quarters and months, and 累計."""
    require(by, Permission.FIGURES_PUBLISH)
    first = db.exec(select(func.min(Attendance.month))).one()
    this_year = dates.fiscal_year(clock.today())
    since = min(fiscal_year(first), this_year) if first else this_year
    found: list[Period] = []
    for fiscal in range(this_year, since - 1, -1):
        whole = year(fiscal)
        found += [whole, cumulative(fiscal), *whole.quarters, *whole.months]
    return [one for one in dict.fromkeys(found) if not one.is_running]


def preview(db: Session, *, period: Period, by: Staff) -> Preview:
    """Count, and say what would be hidden. Changes nothing."""
    require(by, Permission.FIGURES_PUBLISH)
    return _preview(db, period)


def publish(db: Session, *, period: Period, reason: str, idem_key: str, by: Staff) -> Publication:
    """Freeze the figures of a period; from now on everybody can read them."""
    require(by, Permission.FIGURES_PUBLISH)
    same = select(Publication).where(Publication.idem_key == idem_key)
    if found := db.exec(same).first():
        return found
    # One after the other, so that each takes the last one into account.
    db.exec(select(Municipality).with_for_update()).one()
    seen = _preview(db, period)
    _refuse(seen, reason.strip())
    row = Publication(
        since=period.since,
        until=period.until,
        edition=seen.before.edition + 1 if seen.before else 1,
        threshold=seen.threshold,
        population_as_of=seen.as_of,
        reason=reason.strip(),
        published_at=clock.now(),
        published_by_id=by.id,
        idem_key=idem_key,
    )
    row, is_new = once.stored(db, row=row, find=lambda: db.exec(same).first())
    if is_new:
        _freeze(db, row, seen)
    return row


def listed(db: Session, *, by: Staff) -> list[Listed]:
    """Everything that was published, the newest first."""
    require(by, Permission.FIGURES_PUBLISH)
    hidden = func.count().filter(col(PublishedNumber.mark) != Mark.SHOWN)
    rows = db.exec(
        select(Publication, Staff.name, hidden, func.count())
        .outerjoin(Staff, col(Staff.id) == Publication.published_by_id)
        .join(PublishedRow, col(PublishedRow.publication_id) == Publication.id)
        .join(PublishedNumber, col(PublishedNumber.row_id) == PublishedRow.id)
        .group_by(col(Publication.id), col(Staff.name))
        .order_by(col(Publication.id).desc())
    )
    return [
        Listed(one, Period(one.since, one.until), name or "", kept, count)
        for one, name, kept, count in rows
    ]


def inside(db: Session, *, number: int, by: Staff) -> Inside | None:
    """A publication with the real numbers as they were frozen: not to leave the office."""
    require(by, Permission.FIGURES_PUBLISH)
    row = db.get(Publication, number)
    if row is None:
        return None
    rows, numbers = outgoing.frozen(db, publication=row)
    period = Period(row.since, row.until)
    before = _editions(db, period, below=row.edition)
    return Inside(row, period, rows, numbers, _changes(db, before, rows, numbers))


def _refuse(seen: Preview, reason: str) -> None:
    before = seen.before
    if seen.period.is_running:
        raise Refusal("この期間は、まだ終わっていません。終わってから公表できます。")
    if not any(number.value for number in seen.numbers.values()):
        raise Refusal("この期間に来た人がいません。公表する数字がありません。")
    if not before:
        return
    if seen.is_told:
        raise Refusal("前に公表した数字と同じです。もう一度公表することはありません。")
    if not reason:
        raise Refusal("前に公表した数字を直します。直す理由を入力してください。")


def _preview(db: Session, period: Period) -> Preview:
    threshold = db.get_one(Municipality, 1).threshold
    merges = figure_merges.of_year(db, fiscal_year=fiscal_year(period.until))
    counted = published_counts.count(db, period=period, merges=merges)
    known = system([*_history(db), Release(*period, threshold, counted.numbers)])
    marks = suppress(known.cells, known.links)
    numbers = {
        key: number._replace(mark=marks[known.places[key]])
        for key, number in counted.numbers.items()
    }
    before = _editions(db, period)
    changes = _changes(db, before, counted.rows, numbers)
    return Preview(period, threshold, counted.as_of, counted.rows, numbers, before, changes)


def _history(db: Session) -> list[Release]:
    """All that outsiders know, in the order in which they got it."""
    return [
        Release(row.since, row.until, row.threshold, outgoing.frozen(db, publication=row)[1])
        for row in db.exec(select(Publication).order_by(col(Publication.id))).all()
    ]


def _editions(db: Session, period: Period, *, below: int | None = None) -> Publication | None:
    """The newest edition of a period, or the one before another."""
    rows = select(Publication).where(
        Publication.since == period.since, Publication.until == period.until
    )
    if below is not None:
        rows = rows.where(Publication.edition < below)
    return db.exec(rows.order_by(col(Publication.edition).desc())).first()


def _changes(
    db: Session,
    before: Publication | None,
    rows: Sequence[Row | PublishedRow],
    numbers: Mapping[Key, Number],
) -> list[Change]:
    if before is None:
        return []
    old_rows, old = outgoing.frozen(db, publication=before)
    names = {row.code: row.name for row in [*old_rows, *rows]}
    pairs = (
        (
            key,
            old[key].value if key in old else None,
            numbers[key].value if key in numbers else None,
        )
        for key in dict.fromkeys([*numbers, *old])
    )
    return [Change(names[key.row], key, was, now) for key, was, now in pairs if was != now]


def _freeze(db: Session, row: Publication, seen: Preview) -> None:
    lines = {
        line.code: PublishedRow(publication_id=row.id, position=at, **line._asdict())
        for at, line in enumerate(seen.rows)
    }
    db.add_all(lines.values())
    db.flush()
    db.add_all(
        PublishedNumber(
            row_id=lines[key.row].id,
            what=key.what,
            column=key.column,
            people=number.value,
            mark=number.mark,
            living=number.limit,
        )
        for key, number in seen.numbers.items()
    )
    db.flush()
