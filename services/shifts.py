"""受け持ち: who works at which event, and so whose names a volunteer may see."""

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from models import Duty, Event, Role, Shift, Staff
from services.permissions import NotPermitted, Permission, require


def own(staff: Staff) -> ColumnElement[bool]:
    """The events whose people this member of staff may see.

    A volunteer's own: those they work at and those they registered. Everybody else: all.
    """
    if staff.role is not Role.VOLUNTEER:
        return true()
    working = select(Shift.event_id).where(Shift.staff_id == staff.id)
    return col(Event.id).in_(working) | (Event.created_by_id == staff.id)


def check_own(db: Session, *, event: Event, staff: Staff) -> None:
    """Stop unless the event is one of the own."""
    if not db.exec(select(Event.id).where(Event.id == event.id, own(staff))).first():
        raise NotPermitted(
            "この教室は、ほかの方の受け持ちです。必要なときは担当課にご連絡ください。"
        )


def team(db: Session, *, event: Event) -> list[tuple[Shift, Staff]]:
    """Who works at the event, lecturers first."""
    return list(
        db.exec(
            select(Shift, Staff)
            .join(Staff, Shift.staff_id == col(Staff.id))
            .where(Shift.event_id == event.id)
            .order_by(col(Shift.duty).desc(), Shift.id)
        ).all()
    )


def volunteers(db: Session, *, by: Staff) -> dict[int, str]:
    """Who can be asked to teach or to help: names by id."""
    require(by, Permission.EVENT_PUBLISH)
    rows = db.exec(
        select(Staff.id, Staff.name)
        .where(Staff.role == Role.VOLUNTEER, col(Staff.disabled_at).is_(None))
        .order_by(Staff.login)
    )
    return dict(rows.all())


def assign(db: Session, *, event: Event, staff: Staff, duty: Duty, by: Staff) -> None:
    """Put somebody on the event's team, or change what they do there."""
    require(by, Permission.EVENT_PUBLISH)
    db.refresh(event, with_for_update=True)
    shift = _shift(db, event, staff)
    if shift is None:
        shift = Shift(event_id=event.id, staff_id=staff.id, duty=duty, is_published=True)
        db.add(shift)
    shift.duty = duty
    db.flush()


def release(db: Session, *, event: Event, staff: Staff, by: Staff) -> None:
    """Take somebody off the team; twice is harmless."""
    require(by, Permission.EVENT_PUBLISH)
    shift = _shift(db, event, staff)
    if shift:
        db.delete(shift)
        db.flush()


def _shift(db: Session, event: Event, staff: Staff) -> Shift | None:
    return db.exec(
        select(Shift).where(Shift.event_id == event.id, Shift.staff_id == staff.id)
    ).first()
