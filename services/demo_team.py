"""The demo's volunteers at work: what they can, when they could come, and one who cannot.

Only the cast: nobody is invented.
"""

from datetime import timedelta

from sqlmodel import Session, col, select

import clock
from models import Availability, Duty, Event, Shift, Skill, Slot, Staff, StaffSkill, StandIn
from services import office_days, shifts

SKILLS = {"tanaka": (Skill.ANDROID, Skill.MY_NUMBER), "suzuki": (Skill.ANDROID, Skill.IPHONE)}
# When each could come: weekday (Monday is 0) and part of the day.
OFFERED = {
    "tanaka": ((1, Slot.MORNING), (3, Slot.MORNING), (3, Slot.AFTERNOON), (4, Slot.AFTERNOON)),
    "suzuki": ((0, Slot.MORNING), (2, Slot.AFTERNOON), (4, Slot.MORNING), (4, Slot.AFTERNOON)),
}
AHEAD = 70  # days


def seed(db: Session, *, staff: dict[str, Staff]) -> None:
    """Skills and days of both volunteers, a draft, and a search for a stand-in."""
    for login, skills in SKILLS.items():
        db.add_all(StaffSkill(staff_id=staff[login].id, skill=one) for one in skills)
        _seed_days(db, staff[login])
    _seed_draft(db, staff["suzuki"], staff["tanaka"])
    _seed_search(db, staff["suzuki"], staff["tanaka"])
    db.flush()


def _seed_days(db: Session, staff: Staff) -> None:
    for day in (clock.today() + timedelta(days=ahead) for ahead in range(AHEAD)):
        for weekday, slot in OFFERED[staff.login]:
            if day.weekday() == weekday and office_days.is_open(day):
                db.add(Availability(staff_id=staff.id, day=day, slot=slot))


def _seed_draft(db: Session, helper: Staff, lecturer: Staff) -> None:
    """The plan has one draft: the helper of a class that still needs one more."""
    event = _first(db, lecturer, free=helper)
    if event:
        db.add(Shift(event_id=event.id, staff_id=helper.id, duty=Duty.HELPER))
        db.flush()


def _seed_search(db: Session, asker: Staff, taker: Staff) -> None:
    event = _first(db, asker, free=taker)
    if event:
        own = select(Shift).where(Shift.event_id == event.id, Shift.staff_id == asker.id)
        note = "孫の発表会と重なってしまいました"
        db.add(StandIn(shift_id=db.exec(own).one().id, asked_by_id=asker.id, note=note))


def _first(db: Session, working: Staff, *, free: Staff) -> Event | None:
    """The first class of one, from next week on, for which the other is free."""
    coming = select(Event).join(Shift, col(Shift.event_id) == Event.id)
    wanted = [
        Shift.staff_id == working.id,
        col(Shift.is_published),
        Event.local_date > clock.today() + timedelta(days=7),
    ]
    for event in db.exec(coming.where(*wanted).order_by(Event.starts_at)):
        hours = {"starts_at": event.starts_at, "ends_at": event.ends_at}
        if shifts.clash(db, staff=free, **hours, drafts=True) is None:
            return event
    return None
