"""担当の案: what is still missing, a proposal, and letting everybody see the plan."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import Course, District, Duty, Event, Shift, Staff, Venue
from refusal import Refusal
from services import candidates, shifts
from services.candidates import Crew, Fit
from services.permissions import Permission, require
from services.shifts import Post


class Draft(NamedTuple):
    """One shift that is not published yet, and why this person."""

    post: Post
    fit: Fit


class Gap(NamedTuple):
    """A coming class that needs people; `team` has the drafts too."""

    event: Event
    venue: Venue
    district: District
    course: Course | None
    team: list[tuple[Shift, Staff]]

    @property
    def missing(self) -> int:
        """How many people more are needed."""
        return max(0, self.event.helpers_needed - len(self.team))

    @property
    def has_lecturer(self) -> bool:
        return any(shift.duty is Duty.LECTURER for shift, _ in self.team)

    @property
    def duties(self) -> list[Duty]:
        """Whom to look for, the lecturer first."""
        lecturers = 0 if self.has_lecturer else min(1, self.missing)
        return [Duty.LECTURER] * lecturers + [Duty.HELPER] * (self.missing - lecturers)

    @property
    def label(self) -> str:
        """12月4日(金) 午前10時〜11時30分　朝日公民館　スマホ教室"""
        starts, ends = clock.local(self.event.starts_at), clock.local(self.event.ends_at)
        hours = dates.span(starts.time(), ends.time())
        return f"{dates.short(starts.date())} {hours}　{self.venue.name}　{self.event.title}"


class Proposal(NamedTuple):
    """What came of «案を作る»: how many were drafted, how many are still missing."""

    placed: int
    missing: int


def gaps(db: Session, *, until: date | None = None, by: Staff) -> list[Gap]:
    """Coming classes with fewer people than needed or without a lecturer, the nearest first."""
    require(by, Permission.EVENT_PUBLISH)
    return [gap for gap in _coming(db, until) if gap.missing or not gap.has_lecturer]


def _coming(db: Session, until: date | None) -> list[Gap]:
    rows = db.exec(
        select(Event, Venue, District, Course)
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .join(Course, col(Course.id) == Event.course_id, isouter=True)
        .where(*_open(until))
        .order_by(Event.starts_at, Event.id)
    ).all()
    teams: dict[int, list[tuple[Shift, Staff]]] = {}
    working = select(Shift, Staff).join(Staff, Shift.staff_id == col(Staff.id))
    coming = select(Event.id).where(*_open(until))
    ordered = working.order_by(col(Shift.duty).desc(), Shift.id)
    for shift, staff in db.exec(ordered.where(col(Shift.event_id).in_(coming))):
        teams.setdefault(shift.event_id, []).append((shift, staff))
    return [Gap(*row, teams.get(row[0].id, [])) for row in rows]


def _open(until: date | None) -> list[ColumnElement[bool] | bool]:
    wanted = [
        Event.starts_at > clock.now(),
        col(Event.status).not_in((*shifts.OFF, *shifts.OVER)),
    ]
    return [*wanted, Event.local_date <= until] if until else wanted


def propose(db: Session, *, until: date | None = None, by: Staff) -> Proposal:
    """Fill the gaps with drafts, and publish nothing.

    Only those are drafted who have offered the time and are free. The class with the fewest
    candidates chooses first; it takes who works in its district, then who has worked least,
    counting what this proposal gave them. A lecturer must be good at what the class is about.
    """
    require(by, Permission.EVENT_PUBLISH)
    db.exec(select(Event.id).where(*_open(until)).order_by(Event.id).with_for_update()).all()
    found = gaps(db, until=until, by=by)
    if not found:
        raise Refusal("足りない教室は、ありません。案を作る必要はありません。")
    crew = candidates.crew(db, events=[gap.event for gap in found])
    scarce = sorted(found, key=lambda gap: len(_able(crew, gap, Duty.HELPER)))
    placed = sum(_fill(db, crew, gap, duty) for gap in scarce for duty in gap.duties)
    db.flush()
    return Proposal(placed, sum(gap.missing for gap in found) - placed)


def _fill(db: Session, crew: Crew, gap: Gap, duty: Duty) -> bool:
    able = _able(crew, gap, duty)
    if able:
        staff = min(able, key=lambda fit: (not fit.is_near, fit.load.minutes, fit.staff.id)).staff
        db.add(Shift(event_id=gap.event.id, staff_id=staff.id, duty=duty))
        crew.put(staff, gap.event)
    return bool(able)


def _able(crew: Crew, gap: Gap, duty: Duty) -> list[Fit]:
    free = (one for one in crew.people if crew.is_free(one, gap.event))
    fits = [crew.fit(one, gap.event, gap.course, gap.district.id) for one in free]
    teaches = duty is Duty.LECTURER
    return [fit for fit in fits if fit.has_offered and not (teaches and fit.lacks)]


def drafts(db: Session, *, until: date | None = None, by: Staff) -> list[Draft]:
    """What has been planned and not published yet, by date; up to and with `until`."""
    require(by, Permission.EVENT_PUBLISH)
    planned = _drafts(db, until)
    if not planned:
        return []
    crew = candidates.crew(db, events=[post.event for post, _ in planned])
    courses = {one.id: one for one in db.exec(select(Course))}
    return [
        Draft(
            post,
            crew.fit(staff, post.event, courses.get(post.event.course_id), post.district.id),
        )
        for post, staff in planned
    ]


def _drafts(db: Session, until: date | None) -> list[tuple[Post, Staff]]:
    posts = shifts.posts(db, wanted=[col(Shift.is_published).is_(False), *_open(until)])
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
