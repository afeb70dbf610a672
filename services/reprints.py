"""貼りかえ: printed sheets that still hang or lie somewhere and say something else by now.

Only sheets somebody wrote down copies of are told of. A sheet whose class or month is over is not
out of date any more.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Copies, District, Event, Handout, HandoutKind, Role, Staff, Venue
from refusal import Refusal
from services import notice_text, outdated, printing
from services.notices import ANNOUNCED
from services.outdated import Outdated
from services.permissions import Permission, require

INVITATIONS = (HandoutKind.FLYER, HandoutKind.POSTER)


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
        if why := reason(db, handout=handout, editions=editions):
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


def reason(db: Session, *, handout: Handout, editions: Mapping[str, date]) -> Outdated | None:
    """Why this sheet is out of date, and since when; None while it says what is so."""
    if handout.kind is HandoutKind.LESSON:
        edition = editions.get(handout.subject.partition(":")[2])
        return outdated.lesson(db, handout=handout, edition=edition) if edition else None
    if handout.kind is HandoutKind.FAQ:
        return outdated.faq(db, handout=handout)
    if handout.kind in INVITATIONS:
        return _invitation(db, handout)
    return _month(db, handout) if handout.kind is HandoutKind.MONTH else None


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


def _invitation(db: Session, handout: Handout) -> Outdated | None:
    """One class, or the dates of a series that were to come when the sheet was drawn."""
    first = db.get_one(Event, handout.event_id)
    wanted = Event.id == first.id
    if ":series:" in handout.subject and first.series_id:
        wanted = Event.series_id == first.series_id
    rows = select(Event).where(wanted, Event.starts_at > handout.created_at)
    on = list(db.exec(rows.order_by(Event.starts_at)))
    now = [event for event in on if event.status in ANNOUNCED]
    if _is_over(on) or printing.announced(now) == handout.contents:
        return None
    return _changes(handout, on) or Outdated(clock.today(), ("日にちが増えました。",))


def _month(db: Session, handout: Handout) -> Outdated | None:
    """A town's classes of a month that were changed, or announced, after the sheet was drawn."""
    _, town, month = handout.subject.split(":")
    first = date.fromisoformat(f"{month}-01")
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    rows = (
        select(Event)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .where(col(Event.local_date).between(first, last), Event.ends_at > clock.now())
    )
    rows = rows.where(District.code == town) if town else rows
    on = list(db.exec(rows.order_by(Event.starts_at)))
    new = [one for one in on if one.created_at > handout.created_at and one.status in ANNOUNCED]
    more = tuple(f"{_named(event)}が加わりました。" for event in new)
    changed = _changes(handout, [event for event in on if event not in new])
    if not (more or changed):
        return None
    since = [clock.local(event.created_at).date() for event in new]
    since += [changed.since] if changed else []
    return Outdated(min(since), more + (changed.reasons if changed else ()))


def _changes(handout: Handout, events: list[Event]) -> Outdated | None:
    """What was told of these classes after the sheet was drawn."""
    day = clock.local(handout.created_at).date()
    told = [
        event
        for event in events
        if event.notice_on and (event.notice_on, event.updated_at) > (day, handout.created_at)
    ]
    if not told:
        return None
    reasons = tuple(
        f"{_named(event)}は、{notice_text.parts(event.notice_text).headline}。" for event in told
    )
    return Outdated(min(event.notice_on for event in told), reasons)


def _is_over(events: list[Event]) -> bool:
    return all(event.ends_at <= clock.now() for event in events)


def _named(event: Event) -> str:
    return f"{dates.short(event.local_date)}の「{event.title}」"
