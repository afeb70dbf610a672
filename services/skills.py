"""得意: what somebody can teach, and what a class asks for."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from models import Course, Event, Format, Skill, Staff, StaffSkill
from services.permissions import Permission, require

SYSTEMS = {"android": {Skill.ANDROID}, "iphone": {Skill.IPHONE}}


def of(db: Session, *, staff: Staff) -> set[Skill]:
    """What this person is good at."""
    return by_staff(db).get(staff.id, set())


def by_staff(db: Session) -> dict[int, set[Skill]]:
    """What everybody is good at."""
    found: dict[int, set[Skill]] = {}
    for row in db.exec(select(StaffSkill).order_by(col(StaffSkill.skill))):
        found.setdefault(row.staff_id, set()).add(row.skill)
    return found


def change(db: Session, *, staff: Staff, skills: Iterable[Skill], by: Staff) -> None:
    """Write down what somebody is good at, instead of what was said before."""
    require(by, Permission.STAFF_MANAGE)
    db.refresh(staff, with_for_update=True)
    wanted, before = set(skills), of(db, staff=staff)
    for gone in before - wanted:
        db.delete(db.get_one(StaffSkill, (staff.id, gone)))
    db.add_all(StaffSkill(staff_id=staff.id, skill=one) for one in sorted(wanted - before))
    db.flush()


def needed(*, event: Event, course: Course | None) -> set[Skill]:
    """What its lecturer should be good at: the course's kind of phone; at a help session the card.

    A course for both kinds asks for nothing: whoever lectures is used to one of them.
    """
    if event.format is Format.CONSULTATION:
        return {Skill.MY_NUMBER}
    return SYSTEMS.get(course.os, set()) if course else set()
