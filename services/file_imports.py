"""取り込みの記録: which files were taken in, and taking one back as a whole."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

import clock
from models import Event, EventStatus, FileImport, ImportKind, PastClass, Staff, Venue
from refusal import Refusal
from services.permissions import Permission, require

HOURS = ("opens", "closes")
LONGEST_SOURCE = 200
Changes = Mapping[str, tuple[Any, Any]]  # column: before and after


class Taken(NamedTuple):
    """A file that was taken in, by whom, and with how many rows."""

    id: int
    source: str
    at: datetime
    who: str
    rows: int
    undone_at: datetime | None


def record(
    db: Session,
    *,
    kind: ImportKind,
    source: str,
    by: Staff,
    made: Sequence[int] = (),
    changed: Mapping[int, Changes] | None = None,
) -> FileImport:
    """Write down what a file has brought; `changed` by the ids of rows that were there before."""
    require(by, Permission.DATA_IMPORT)
    row = FileImport(
        kind=kind,
        source=source[:LONGEST_SOURCE],
        made=list(made),
        changed={str(one): _stored(changes) for one, changes in (changed or {}).items()},
        staff_id=by.id,
    )
    db.add(row)
    db.flush()
    return row


def listed(db: Session, *, kind: ImportKind, by: Staff) -> list[Taken]:
    """The files of one kind, the newest first."""
    require(by, Permission.DATA_IMPORT)
    rows = db.exec(
        select(FileImport, Staff.name)
        .join(Staff, FileImport.staff_id == col(Staff.id))
        .where(FileImport.kind == kind)
        .order_by(col(FileImport.id).desc())
        .limit(20)
    ).all()
    past = dict(
        db.exec(select(PastClass.import_id, func.count()).group_by(PastClass.import_id)).all()
    )
    return [
        Taken(
            row.id,
            row.source,
            row.at,
            who,
            past.get(row.id, len(row.made) + len(row.changed)),
            row.undone_at,
        )
        for row, who in rows
    ]


def undo(db: Session, *, import_id: int, by: Staff) -> None:
    """Take back everything a file has brought, or nothing when some of it is in use by now."""
    require(by, Permission.DATA_IMPORT)
    row = db.get(FileImport, import_id, with_for_update=True)
    if row is None or row.undone_at:
        raise Refusal("この取り込みは、もう取り消してあります。")
    row.undone_at, row.undone_by_id = clock.now(), by.id
    try:
        _TAKE_BACK[row.kind](db, row)
        db.flush()
    except IntegrityError as error:
        raise Refusal(
            "この取り込みで入ったものが、もうほかで使われています。取り消せません。"
            "1つずつ、それぞれの画面で直してください。"
        ) from error


def _take_back_events(db: Session, row: FileImport) -> None:
    events = db.exec(select(Event).where(col(Event.id).in_(row.made))).all()
    begun = [event for event in events if event.status is not EventStatus.DRAFT]
    if begun:
        raise Refusal(
            f"「{begun[0].title}」など{len(begun)}件は、もう承認待ちではありません"
            f"（{begun[0].status.label}）。取り消せません。延期・中止の画面をお使いください。"
        )
    for event in events:
        db.delete(event)


def _take_back_venues(db: Session, row: FileImport) -> None:
    """What was changed again since stays as it is now."""
    for venue in db.exec(select(Venue).where(col(Venue.id).in_(row.made))):
        db.delete(venue)
    for venue_id, changes in row.changed.items():
        venue = db.get(Venue, int(venue_id))
        for name, (before, after) in changes.items():
            if venue and _plain(getattr(venue, name)) == after:
                setattr(venue, name, _value(name, before))


def _take_back_past(db: Session, row: FileImport) -> None:
    for past in db.exec(select(PastClass).where(PastClass.import_id == row.id)):
        db.delete(past)


_TAKE_BACK = {
    ImportKind.EVENTS: _take_back_events,
    ImportKind.FACILITIES: _take_back_venues,
    ImportKind.PAST: _take_back_past,
}


def _stored(changes: Changes) -> dict[str, list[Any]]:
    return {name: [_plain(before), _plain(after)] for name, (before, after) in changes.items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value


def _value(name: str, stored: Any) -> Any:
    return time.fromisoformat(stored) if name in HOURS and stored else stored
