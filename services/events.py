"""教室・相談会: plan and publish. What is announced is changed in services/changes.py."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import (
    Course,
    Duty,
    Event,
    EventStatus,
    Format,
    Role,
    Shift,
    Staff,
    StaffDistrict,
    Venue,
)
from refusal import Refusal
from services import venues
from services.permissions import NotPermitted, Permission, allows, require

SEATS_PER_HELPER = 4  # one lecturer or helper for every 4 seats (総務省 デジタル活用支援推進事業)
LONGEST = timedelta(hours=8)


class Draft(NamedTuple):
    """What is wished for. `helpers` counts all who work there, the lecturer among them; none: as
    many as the class needs. Without a title the class is named after its course."""

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

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.day, self.start, clock.JST)

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def name(self) -> str:
        return self.title.strip() or (self.course.title if self.course else "")

    @property
    def people_needed(self) -> int:
        return helpers_for(self.capacity) if self.helpers is None else self.helpers


def helpers_for(capacity: int) -> int:
    """How many people must work at a class of this size, the lecturer among them."""
    return max(1, -(-capacity // SEATS_PER_HELPER))


def courses(db: Session) -> list[Course]:
    """The curriculum in use, in its order."""
    return list(db.exec(select(Course).where(col(Course.is_active)).order_by(Course.code)))


def course(db: Session, *, code: str) -> Course | None:
    return db.exec(select(Course).where(Course.code == code)).first()


def register(
    db: Session,
    *,
    draft: Draft,
    idem_key: str,
    by: Staff,
    lecturer: Staff | None = None,
    publish_now: bool = False,
) -> Event:
    """Plan a class. A volunteer's waits for approval; who may publish can do so at once.

    A volunteer who registers is the lecturer. The same key again returns the first result.
    """
    require(by, Permission.EVENT_REGISTER)
    db.refresh(draft.venue, with_for_update=True)  # a hall takes one registration at a time
    before = db.exec(select(Event).where(Event.idem_key == idem_key)).first()
    if before:
        return before
    _check_district(db, draft.venue, by)
    _check(draft)
    venues.check_free(db, venue=draft.venue, starts_at=draft.starts_at, ends_at=draft.ends_at)
    event = _row(draft, idem_key, by)
    if publish_now and allows(by, Permission.EVENT_PUBLISH):
        event.status = EventStatus.PUBLISHED
    db.add(event)
    db.flush()
    teacher = by if by.role is Role.VOLUNTEER else lecturer
    if teacher:
        db.add(Shift(event_id=event.id, staff_id=teacher.id, duty=Duty.LECTURER, is_published=True))
        db.flush()
    return event


def _row(draft: Draft, idem_key: str, by: Staff) -> Event:
    return Event(
        idem_key=idem_key,
        format=draft.format,
        course_id=draft.course.id if draft.course else None,
        venue_id=draft.venue.id,
        title=draft.name,
        starts_at=draft.starts_at,
        ends_at=draft.ends_at,
        local_date=draft.day,
        fiscal_year=dates.fiscal_year(draft.day),
        capacity=draft.capacity,
        helpers_needed=draft.people_needed,
        note=draft.note.strip(),
        created_by_id=by.id,
    )


def _check_district(db: Session, venue: Venue, by: Staff) -> None:
    own = db.get(StaffDistrict, (by.id, venue.district_id))
    if by.role is Role.VOLUNTEER and own is None:
        raise NotPermitted(
            "受け持ちの地区の会場だけを選べます。ほかの地区は担当課にご相談ください。"
        )


def _check(draft: Draft) -> None:
    room, needed = draft.venue.capacity, helpers_for(draft.capacity)
    if not draft.name:
        raise Refusal("講座を選ぶか、教室の名前を入力してください。")
    if draft.starts_at <= clock.now():
        raise Refusal("もう過ぎた日時です。これからの日と時刻を選んでください。")
    if not timedelta() < draft.ends_at - draft.starts_at <= LONGEST:
        raise Refusal("教室の長さは、8時間までで選んでください。")
    if not 1 <= draft.capacity <= room:
        raise Refusal(f"{draft.venue.name}に入れるのは{room}名までです。定員を直してください。")
    if draft.people_needed < needed:
        raise Refusal(
            f"定員{draft.capacity}名には、講師と補助を合わせて{needed}名が必要です"
            f"（{SEATS_PER_HELPER}名に1名）。担当の人数か定員を直してください。"
        )


def publish(db: Session, *, event: Event, by: Staff) -> None:
    """Approve a plan: from now on residents see it and the telephone takes bookings."""
    require(by, Permission.EVENT_PUBLISH)
    db.refresh(event, with_for_update=True)
    if event.status is not EventStatus.DRAFT:
        raise Refusal(f"この教室は、もう「{event.status.label}」です。")
    if event.starts_at <= clock.now():
        raise Refusal("もう過ぎた教室です。日を改めて登録し直してください。")
    event.status = EventStatus.PUBLISHED
    db.flush()
