"""だれに頼むか: who fits a class, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from models import Course, Event, Role, Shift, Skill, Staff, StaffDistrict, Venue
from services import availability, load, shifts, skills
from services.load import Load
from services.permissions import Permission, require

Hours = tuple[datetime, datetime]


class Fit(NamedTuple):
    """One person and one class. `lacks`: what its lecturer should be good at and this person is
    not; `load`: 90 days around today."""

    staff: Staff
    has_offered: bool
    wanted: frozenset[Skill]
    lacks: frozenset[Skill]
    is_near: bool
    load: Load

    @property
    def order(self) -> tuple:
        """Who should be asked first: who has offered the time, can do it, is near, and has done
        least."""
        rank = (not self.has_offered, bool(self.lacks), not self.is_near)
        return (*rank, self.load.minutes, self.staff.id)

    @property
    def label(self) -> str:
        """Short, for a choice."""
        return f"{self.staff.name}　{'出られる日' if self.has_offered else '聞いていません'}"

    @property
    def why(self) -> str:
        """なぜこの人か, in one line."""
        can = "・".join(sorted(one.label for one in self.wanted - self.lacks))
        cannot = "・".join(sorted(one.label for one in self.lacks))
        words = [
            "出られる日です" if self.has_offered else "出られるか、聞いていません",
            f"{can}が得意" if can else "",
            f"{cannot}は得意に入っていません" if cannot else "",
            "この町の担当" if self.is_near else "ほかの町の担当",
            f"前後90日で{self.load.times}回・{self.load.hours}",
        ]
        return "、".join(filter(None, words))


@dataclass
class Crew:
    """Everybody who can be asked, with all that is needed to choose among them."""

    people: list[Staff]
    towns: set[tuple[int, int]]  # staff and district
    skills: dict[int, set[Skill]]
    offered: dict[int, set[availability.Offer]]
    load: dict[int, Load]
    busy: dict[int, list[Hours]] = field(default_factory=dict)

    def fit(self, staff: Staff, event: Event, course: Course | None, district_id: int) -> Fit:
        """How well this person fits the class, whether free or not."""
        parts = availability.slots(starts_at=event.starts_at, ends_at=event.ends_at)
        asked = {(event.local_date, slot) for slot in parts}
        wanted = skills.needed(event=event, course=course)
        return Fit(
            staff=staff,
            has_offered=asked <= self.offered.get(staff.id, set()),
            wanted=frozenset(wanted),
            lacks=frozenset(wanted - self.skills.get(staff.id, set())),
            is_near=(staff.id, district_id) in self.towns,
            load=self.load.get(staff.id, Load()),
        )

    def is_free(self, staff: Staff, event: Event) -> bool:
        return not any(
            starts_at < event.ends_at and ends_at > event.starts_at
            for starts_at, ends_at in self.busy.get(staff.id, [])
        )

    def put(self, staff: Staff, event: Event) -> None:
        """From now on this person works there too."""
        minutes = int((event.ends_at - event.starts_at).total_seconds() // 60)
        self.busy.setdefault(staff.id, []).append((event.starts_at, event.ends_at))
        self.load[staff.id] = self.load.get(staff.id, Load()) + minutes


def crew(db: Session, *, events: Iterable[Event]) -> Crew:
    """The volunteers of today, as far as these events ask."""
    days = [event.local_date for event in events]
    span = {"since": min(days), "until": max(days)}
    people = db.exec(
        select(Staff)
        .where(Staff.role == Role.VOLUNTEER, col(Staff.disabled_at).is_(None))
        .order_by(Staff.id)
    )
    found = Crew(
        people=list(people),
        towns=set(db.exec(select(StaffDistrict.staff_id, StaffDistrict.district_id)).all()),
        skills=skills.by_staff(db),
        offered=availability.by_staff(db, **span),
        load=load.around_today(db),
    )
    working = (
        select(Shift.staff_id, Event.starts_at, Event.ends_at)
        .join(Event, Shift.event_id == col(Event.id))
        .where(
            col(Event.local_date).between(span["since"], span["until"]),
            col(Event.status).not_in(shifts.OFF),
        )
    )
    for staff_id, *hours in db.exec(working):
        found.busy.setdefault(staff_id, []).append(tuple(hours))
    return found


def fitting(db: Session, *, event: Event, by: Staff) -> list[Fit]:
    """Everybody free in the hours of a class, who fits best first."""
    require(by, Permission.EVENT_PUBLISH)
    everybody = crew(db, events=[event])
    course = db.get(Course, event.course_id) if event.course_id else None
    district_id = db.get_one(Venue, event.venue_id).district_id
    return sorted(
        (
            everybody.fit(one, event, course, district_id)
            for one in everybody.people
            if everybody.is_free(one, event)
        ),
        key=lambda fit: fit.order,
    )
