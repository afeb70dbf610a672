"""受け持ち: who works at which event, and so whose names a volunteer may see."""

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

from models import Event, Role, Shift, Staff
from services.permissions import NotPermitted


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
