"""下書き: what is wished for before it is a class, and the rules a plan has to keep by itself.

What else happens at that hour is asked in services/conflicts.py.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from models import (
    Admission,
    Audience,
    Course,
    Duty,
    Event,
    EventCourse,
    EventEquipment,
    Format,
    Room,
    Shift,
    Staff,
    Venue,
)
from services import office_days

SEATS_PER_HELPER = 4  # one lecturer or helper for every 4 seats (総務省 デジタル活用支援推進事業)
PRESS_WEEKS = 6  # the city's paper closes 4 to 6 weeks before it appears
CLOSES_BEFORE = timedelta(days=7)  # time to decide, and to telephone everybody
NAMES = {Format.CONSULTATION: "スマホ個別相談会", Format.SALON: "スマホサロン"}  # without a course
WEEK = timedelta(weeks=1)
MOST_TABLES = 20
TABLE_MINUTES = 30  # about half an hour a person (domain: 個別相談会)


class Draft(NamedTuple):
    """What is wished for.

    room: none takes the whole venue. course: what the class is named after, unless it has a
    title; further: other courses planned for it. helpers: all who work there, the lecturer among
    them; none: as many as the class needs; fewer only with a reason. opens_at: none opens it with
    its publication. equipment: ids of the things promised to it. fee: yen. tables: those of its
    consultation corner, at each of which somebody sits down every `table_minutes`; 0: it has none.
    """

    venue: Venue
    day: date
    start: time
    minutes: int
    capacity: int
    course: Course | None = None
    title: str = ""
    format: Format = Format.COURSE
    helpers: int | None = None
    note: str = ""
    room: Room | None = None
    further: tuple[Course, ...] = ()
    helpers_reason: str = ""
    audience: Audience = Audience.EVERYONE
    admission: Admission = Admission.FIRST_COME
    opens_at: datetime | None = None
    closes_on: date | None = None
    press_on: date | None = None
    fee: int = 0
    funding: str = ""
    host: str = ""
    equipment: tuple[int, ...] = ()
    lecturer: Staff | None = None
    tables: int = 0
    table_minutes: int = TABLE_MINUTES

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.start, clock.JST)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def usual_name(self) -> str:
        return self.course.title if self.course else NAMES.get(self.format, "")

    @property
    def name(self) -> str:
        return self.title.strip() or self.usual_name

    @property
    def people_needed(self) -> int:
        return helpers_for(self.capacity) if self.helpers is None else self.helpers

    @property
    def reason(self) -> str:
        """Why fewer people work there than the rule asks for; nothing to explain otherwise."""
        short = self.people_needed < helpers_for(self.capacity)
        return self.helpers_reason.strip() if short else ""

    @property
    def sitting(self) -> tuple[object, ...]:
        """Day, hours and place: what those who booked have to be told when it changes."""
        return self.starts_at, self.ends_at, self.venue.id, self.room and self.room.id

    @property
    def place(self) -> str:
        """朝霧公民館 和室"""
        return f"{self.venue.name} {self.room.name}" if self.room else self.venue.name

    @property
    def most(self) -> int:
        """How many people the place holds."""
        return self.room.capacity if self.room else self.venue.capacity


def helpers_for(capacity: int) -> int:
    """How many people must work at a class of this size, the lecturer among them."""
    return max(1, -(-capacity // SEATS_PER_HELPER))


def of(db: Session, *, event: Event) -> Draft:
    """The plan behind a class, to be changed, copied or repeated."""
    teacher = select(Staff).join(Shift, Shift.staff_id == col(Staff.id)).order_by(Shift.id)
    teacher = teacher.where(Shift.event_id == event.id, Shift.duty == Duty.LECTURER)
    things = select(EventEquipment.equipment_id).where(EventEquipment.event_id == event.id)
    starts = clock.local(event.starts_at)
    plan = Draft(
        venue=db.get_one(Venue, event.venue_id),
        day=event.local_date,
        start=starts.time(),
        minutes=round((event.ends_at - event.starts_at) / timedelta(minutes=1)),
        capacity=event.capacity,
        course=db.get(Course, event.course_id) if event.course_id else None,
        title=event.title,
        format=event.format,
        helpers=event.helpers_needed,
        note=event.note,
        room=db.get(Room, event.room_id) if event.room_id else None,
        further=further(db, event=event),
        helpers_reason=event.helpers_reason,
        audience=event.audience,
        admission=event.admission,
        opens_at=clock.local(event.opens_at) if event.opens_at else None,
        closes_on=event.closes_on,
        press_on=event.press_on,
        fee=event.fee,
        funding=event.funding,
        host=event.host,
        equipment=tuple(sorted(db.exec(things))),
        tables=event.tables,
        table_minutes=event.table_minutes,
        lecturer=db.exec(teacher).first(),
    )
    return plan._replace(title="") if plan.title == plan.usual_name else plan


def further(db: Session, *, event: Event) -> tuple[Course, ...]:
    """The other courses that are planned for a class."""
    planned = select(Course).join(EventCourse, EventCourse.course_id == col(Course.id))
    planned = planned.where(EventCourse.event_id == event.id, col(EventCourse.is_planned))
    return tuple(db.exec(planned.order_by(Course.code)))


def press_day(day: date) -> date | None:
    """広報締切 as it is proposed for a class on this day; none when the paper is missed."""
    deadline = day - timedelta(weeks=PRESS_WEEKS)
    return deadline if deadline >= clock.today() else None


def closing_day(day: date) -> date:
    """申込締切 as it is proposed where applications are collected first."""
    return max(day - CLOSES_BEFORE, min(clock.today(), day - timedelta(days=1)))


def with_dates(draft: Draft) -> Draft:
    """The plan with its deadlines as they are proposed for its day."""
    first_come = draft.admission is Admission.FIRST_COME
    closes = None if first_come else closing_day(draft.day)
    return draft._replace(closes_on=closes, press_on=press_day(draft.day), opens_at=None)


def again(draft: Draft) -> Draft:
    """The same once more: on the next such weekday that is no holiday."""
    day = draft.day
    while day <= max(clock.today(), draft.day) or office_days.closed_for(day):
        day += WEEK
    return with_dates(draft._replace(day=day))
