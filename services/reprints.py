"""貼りかえ: printed sheets that still hang or lie somewhere and say something else by now.

Only sheets somebody wrote down copies of are told of; why one is out of date, `outdated` knows.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import Copies, Event, Handout, Role, Staff
from refusal import Refusal
from services import outdated
from services.outdated import Outdated
from services.permissions import Permission, require


class Reprint(NamedTuple):
    """A sheet to be replaced: copies that are still out, why, and the class it invites to."""

    handout: Handout
    copies: int
    why: Outdated
    event: Event | None


def due(db: Session, *, editions: Mapping[str, date], by: Staff) -> list[Reprint]:
    """All of them, the newest change first. A volunteer sees what they printed themselves.

    editions: of the lessons' texts, by the code of the course.
    """
    require(by, Permission.SHEET_PRINT)
    found = []
    for handout, copies in _out(db, by):
        if why := outdated.reason(db, handout=handout, editions=editions):
            event = db.get(Event, handout.event_id) if handout.event_id else None
            found.append(Reprint(handout, copies, why, event))
    return sorted(found, key=lambda one: (one.why.since, one.handout.id), reverse=True)


def replaced(db: Session, *, code: str, by: Staff) -> None:
    """The copies of this sheet are gone: newer ones hang in their place.

    A volunteer takes down what they printed themselves.
    """
    require(by, Permission.SHEET_PRINT)
    rows = db.exec(_hanging(by).where(Handout.code == code)).all()
    if not rows:
        raise Refusal("その紙は、もう貼りかえてあります。")
    for copies, _ in rows:
        copies.gone_on = clock.today()
    db.flush()


def _out(db: Session, by: Staff) -> list[tuple[Handout, int]]:
    """Copies that are still out, by sheet."""
    found: dict[int, tuple[Handout, int]] = {}
    for copies, handout in db.exec(_hanging(by)):
        _, before = found.get(handout.id, (handout, 0))
        found[handout.id] = (handout, before + copies.number)
    return list(found.values())


def _hanging(by: Staff):
    query = select(Copies, Handout).join(Handout).where(col(Copies.gone_on).is_(None))
    return query.where(Copies.staff_id == by.id) if by.role is Role.VOLUNTEER else query
