"""One's own shifts in one's own calendar, behind an address that nobody else knows."""

import secrets
from datetime import timedelta

from sqlmodel import Session, col, select

import clock
from models import Staff
from services import shifts
from services.accounts import fingerprint
from services.permissions import Permission, require
from services.shifts import Post

FED = timedelta(days=60)  # how long a shift stays in it


def begin(db: Session, *, by: Staff) -> str:
    """Make the token of the own private calendar; an older one ends. Only its hash is kept."""
    require(by, Permission.SHIFT_OWN)
    token = secrets.token_urlsafe(24)
    db.get_one(Staff, by.id).feed_hash = fingerprint(token)
    db.flush()
    return token


def end(db: Session, *, by: Staff) -> None:
    """Close the own private calendar: its address leads nowhere any more."""
    require(by, Permission.SHIFT_OWN)
    db.get_one(Staff, by.id).feed_hash = None
    db.flush()


def owner(db: Session, *, token: str) -> Staff | None:
    """Whose private calendar this is; none when it was revoked or its owner's account closed."""
    wanted = select(Staff).where(Staff.feed_hash == fingerprint(token))
    return db.exec(wanted.where(col(Staff.disabled_at).is_(None))).first()


def posts(db: Session, *, staff: Staff) -> list[Post]:
    """What the private calendar of this person shows: no attendees, no drafts."""
    return shifts.published(db, staff=staff, since=clock.today() - FED)
