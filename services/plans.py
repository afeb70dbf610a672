"""担当の案: what is still missing, what has been drafted, and letting everybody see it."""

from datetime import date

from sqlmodel import Session, col, select

import clock
from models import Event, Shift, Staff
from refusal import Refusal
from services import shifts
from services.permissions import Permission, require
from services.shifts import Post


def drafts(db: Session, *, until: date | None = None, by: Staff) -> list[tuple[Post, Staff]]:
    """What has been planned and not published yet, by date; up to and with `until`."""
    require(by, Permission.EVENT_PUBLISH)
    return _drafts(db, until)


def _drafts(db: Session, until: date | None) -> list[tuple[Post, Staff]]:
    wanted = [
        col(Shift.is_published).is_(False),
        Event.ends_at > clock.now(),
        col(Event.status).not_in(shifts.OFF),
    ]
    if until:
        wanted.append(Event.local_date <= until)
    posts = shifts.posts(db, wanted=wanted)
    named = select(Staff).where(col(Staff.id).in_({one.shift.staff_id for one in posts}))
    people = {one.id: one for one in db.exec(named)}
    return [(one, people[one.shift.staff_id]) for one in posts]


def publish(db: Session, *, until: date | None = None, by: Staff) -> list[Staff]:
    """Let everybody see the whole plan at once. Returns whom to tell, each of them once.

    A class may have been moved since it was planned, so clashes are looked for again; if there is
    one, nothing is published.
    """
    require(by, Permission.EVENT_PUBLISH)
    planned = sorted(_drafts(db, until), key=lambda one: one[1].id)  # people are held in one order
    if not planned:
        raise Refusal("公開していない担当の案は、ありません。")
    for post, staff in planned:
        shifts.check_free(db, event=post.event, staff=staff, drafts=True)
        post.shift.is_published = True
    db.flush()
    return list({staff.id: staff for _, staff in planned}.values())
