"""ひな形: plans to begin from, named ones and the classes of before."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models import Course, Event, EventStatus, EventTemplate, Staff, Venue
from refusal import Refusal
from services import drafts, shifts, venues
from services.drafts import Draft
from services.permissions import Permission, require

SHARED = ("format", "title", "minutes", "capacity", "audience", "admission", "fee", "funding")
SHARED += ("host", "tables", "table_minutes", "note")
SCANNED = 60  # so many classes of before are looked through for different ones


def listed(db: Session, *, by: Staff) -> list[EventTemplate]:
    """All named templates, by name."""
    require(by, Permission.EVENT_REGISTER)
    return list(db.exec(select(EventTemplate).order_by(EventTemplate.name)))


def save(db: Session, *, name: str, draft: Draft, by: Staff) -> EventTemplate:
    """Keep what classes of one kind share. The same name again takes its place."""
    require(by, Permission.EVENT_PUBLISH)
    name = _named(name)
    row = db.exec(select(EventTemplate).where(EventTemplate.name == name)).first()
    row = row or EventTemplate(name=name, format=draft.format)
    for field in SHARED:
        setattr(row, field, getattr(draft, field))
    row.course_id = draft.course.id if draft.course else None
    db.add(row)
    _flush(db)
    return row


def rename(db: Session, *, template: EventTemplate, name: str, by: Staff) -> None:
    require(by, Permission.EVENT_PUBLISH)
    template.name = _named(name)
    _flush(db)


def delete(db: Session, *, template: EventTemplate, by: Staff) -> None:
    """Classes made from it stay as they are."""
    require(by, Permission.EVENT_PUBLISH)
    db.delete(template)
    db.flush()


def used(db: Session, *, template: EventTemplate, draft: Draft) -> Draft:
    """The plan at its place and day, with what the template says of all else."""
    shared = {field: getattr(template, field) for field in SHARED}
    shared["capacity"] = min(template.capacity, draft.most)
    course = db.get(Course, template.course_id) if template.course_id else None
    return drafts.with_dates(draft._replace(course=course, helpers=None, **shared))


def past(db: Session, *, by: Staff, limit: int = 12) -> list[tuple[Event, Venue]]:
    """Classes to copy, the latest first and each kind once: a volunteer's own, or everybody's."""
    require(by, Permission.EVENT_REGISTER)
    halls = [venue.id for venue, _ in venues.to_register_at(db, by=by)]
    rows = db.exec(
        select(Event, Venue)
        .join(Venue, Event.venue_id == col(Venue.id))
        .where(shifts.own(by), Event.status != EventStatus.CANCELLED, col(Venue.id).in_(halls))
        .order_by(col(Event.created_at).desc(), col(Event.id).desc())
        .limit(SCANNED)
    )
    kinds: dict[tuple[str, int], tuple[Event, Venue]] = {}
    for event, venue in rows:
        kinds.setdefault((event.title, event.venue_id), (event, venue))
    return list(kinds.values())[:limit]


def _named(name: str) -> str:
    if not name.strip():
        raise Refusal("ひな形の名前を入力してください。")
    return name.strip()


def _flush(db: Session) -> None:
    try:
        db.flush()
    except IntegrityError as error:
        raise Refusal("同じ名前のひな形があります。別の名前にしてください。") from error
