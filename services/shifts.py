"""受け持ち: who works at which event, and so whose names a volunteer may see."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, true
from sqlmodel import Session, col, select

import clock
from japanese import dates
from models import District, Duty, Event, EventStatus, Role, Room, Shift, Staff, Venue
from refusal import Refusal
from services.permissions import NotPermitted, Permission, allows, require

OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
OVER = (EventStatus.HELD, EventStatus.REPORTED)


class Post(NamedTuple):
    """One shift with its class and its place."""

    shift: Shift
    event: Event
    venue: Venue
    district: District
    room: Room | None

    @property
    def starts(self) -> datetime:
        """In Japan."""
        return clock.local(self.event.starts_at)

    @property
    def day(self) -> str:
        """12月4日(金)"""
        return dates.short(self.starts.date())

    @property
    def hours(self) -> str:
        """午前10時〜11時30分"""
        return dates.span(self.starts.time(), clock.local(self.event.ends_at).time())

    @property
    def place(self) -> str:
        """若葉公民館 和室（若葉町）"""
        room = f" {self.room.name}" if self.room else ""
        return f"{self.venue.name}{room}（{self.district.name}）"

    @property
    def label(self) -> str:
        """In one line, for a choice."""
        return f"{self.day} {self.hours}　{self.venue.name}　{self.event.title}"


def own(staff: Staff) -> ColumnElement[bool]:
    """The events whose people this member of staff may see.

    A volunteer's own: those they work at, once that is published, and those they registered.
    Everybody else: all.
    """
    if staff.role is not Role.VOLUNTEER:
        return true()
    working = select(Shift.event_id).where(Shift.staff_id == staff.id, col(Shift.is_published))
    return col(Event.id).in_(working) | (Event.created_by_id == staff.id)


def check_own(db: Session, *, event: Event, staff: Staff) -> None:
    """Stop unless the event is one of the own."""
    if not db.exec(select(Event.id).where(Event.id == event.id, own(staff))).first():
        raise NotPermitted(
            "この教室は、ほかの方の受け持ちです。必要なときは担当課にご連絡ください。"
        )


def team(db: Session, *, event: Event) -> list[tuple[Shift, Staff]]:
    """Who works at the event as far as that is published, lecturers first."""
    return [(shift, one) for shift, one in _team(db, event) if shift.is_published]


def planned(db: Session, *, event: Event, by: Staff) -> list[tuple[Shift, Staff]]:
    """The team as this person may see it: with the drafts for whoever makes the plan."""
    require(by, Permission.EVENT_VIEW)
    return _team(db, event) if allows(by, Permission.EVENT_PUBLISH) else team(db, event=event)


def _team(db: Session, event: Event) -> list[tuple[Shift, Staff]]:
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


def clash(
    db: Session,
    *,
    staff: Staff,
    starts_at: datetime,
    ends_at: datetime,
    but: Event | None = None,
    drafts: bool = False,
) -> Event | None:
    """Another event at which this person works in these hours; `but`: which one does not count.

    drafts: count what is not published too. A volunteer must never be told of a draft.
    """
    wanted = [
        Shift.staff_id == staff.id,
        Event.starts_at < ends_at,
        Event.ends_at > starts_at,
        col(Event.status).not_in(OFF),
    ]
    if but:
        wanted.append(Event.id != but.id)
    if not drafts:
        wanted.append(col(Shift.is_published))
    rows = select(Event).join(Shift, col(Shift.event_id) == Event.id)
    return db.exec(rows.where(*wanted).order_by(Event.starts_at)).first()


def assign(db: Session, *, event: Event, staff: Staff, duty: Duty, by: Staff) -> None:
    """Draft somebody for the event's team; whoever is on it gets another duty at once."""
    require(by, Permission.EVENT_PUBLISH)
    check_open(db, event=event)
    shift = _shift(db, event, staff)
    if shift is None:
        check_free(db, event=event, staff=staff, drafts=True)
        shift = Shift(event_id=event.id, staff_id=staff.id, duty=duty)
        db.add(shift)
    shift.duty = duty
    db.flush()


def check_open(db: Session, *, event: Event) -> None:
    """Hold the event, and stop when nobody will work there any more."""
    db.refresh(event, with_for_update=True)
    if event.status in (*OFF, *OVER):
        raise Refusal(f"この教室は「{event.status.label}」です。担当は変えられません。")


def hold(db: Session, *, staff: Staff) -> Staff:
    """The person as they are now; until the end of this transaction nobody else plans with them."""
    return db.get_one(Staff, staff.id, with_for_update=True, populate_existing=True)


def check_free(
    db: Session, *, event: Event, staff: Staff, but: Event | None = None, drafts: bool = False
) -> None:
    """Hold the person, and stop when they work somewhere else in these hours, or not at all."""
    held = hold(db, staff=staff)
    if held.disabled_at:
        raise Refusal(f"{staff.name}さんのアカウントは止まっています。ほかの方を選んでください。")
    hours = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    taken = clash(db, staff=staff, **hours, but=but or event, drafts=drafts)
    if taken:
        when = dates.clock_time(clock.local(taken.starts_at).time())
        raise Refusal(
            f"{staff.name}さんは、{dates.short(taken.local_date)} {when}からの"
            f"「{taken.title}」と時間が重なります。ほかの方を選んでください。"
        )


def release(db: Session, *, event: Event, staff: Staff, by: Staff) -> None:
    """Take somebody off the team; twice is harmless."""
    require(by, Permission.EVENT_PUBLISH)
    if event.status in OVER:
        raise Refusal(f"この教室は「{event.status.label}」です。担当は変えられません。")
    shift = _shift(db, event, staff)
    if shift:
        db.delete(shift)
        db.flush()


def _shift(db: Session, event: Event, staff: Staff) -> Shift | None:
    return db.exec(
        select(Shift).where(Shift.event_id == event.id, Shift.staff_id == staff.id)
    ).first()


def coming(db: Session, *, staff: Staff, by: Staff) -> list[Post]:
    """The published shifts of one person from today on, called-off ones too. One's own, or for
    whoever makes the plan."""
    require(by, Permission.SHIFT_OWN)
    if staff.id != by.id and not allows(by, Permission.EVENT_PUBLISH):
        raise NotPermitted("ほかの方の予定は、見られません。必要なときは担当課にご連絡ください。")
    return published(db, staff=staff, since=clock.today())


def published(db: Session, *, staff: Staff, since: date) -> list[Post]:
    """The published shifts of one person from a day on, by date."""
    mine = [Shift.staff_id == staff.id, col(Shift.is_published), Event.local_date >= since]
    return posts(db, wanted=mine)


def posts(
    db: Session, *, wanted: Iterable[ColumnElement[bool] | bool], limit: int | None = None
) -> list[Post]:
    """Shifts by the date of their class."""
    rows = db.exec(
        select(Shift, Event, Venue, District, Room)
        .join(Event, Shift.event_id == col(Event.id))
        .join(Venue, Event.venue_id == col(Venue.id))
        .join(District, Venue.district_id == col(District.id))
        .join(Room, col(Room.id) == Event.room_id, isouter=True)
        .where(*wanted)
        .order_by(Event.starts_at, Shift.id)
        .limit(limit)
    )
    return [Post(*row) for row in rows]
