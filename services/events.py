"""教室・相談会: plan, change a plan, publish. What is announced is moved or called off in
services/changes.py."""

from typing import NamedTuple

from sqlmodel import Session, select

import clock
from japanese import dates
from models import (
    Course,
    Duty,
    Event,
    EventCourse,
    EventEquipment,
    EventStatus,
    Role,
    Shift,
    Staff,
    StaffDistrict,
    Venue,
)
from refusal import Refusal
from services import conflicts, corners, draft_check, drafts, offers, seats, shifts
from services.drafts import Draft
from services.permissions import NotPermitted, Permission, allows, require
from services.seats import Entry

CHANGEABLE = (EventStatus.DRAFT, EventStatus.PUBLISHED, EventStatus.CLOSED)


def courses(db: Session) -> list[Course]:
    """The curriculum in use, in its order."""
    return [one for one in curriculum(db) if one.is_active]


def curriculum(db: Session) -> list[Course]:
    """The courses in their order, retired ones included."""
    return list(db.exec(select(Course).order_by(Course.code)))


def register(
    db: Session, *, draft: Draft, idem_key: str, by: Staff, publish_now: bool = False
) -> Event:
    """Plan a class. A volunteer's waits for approval; who may publish can do so at once.

    A volunteer who registers is the lecturer. The same key again returns the first result.
    """
    require(by, Permission.EVENT_REGISTER)
    if by.role is Role.VOLUNTEER:
        draft = draft._replace(lecturer=by)
    conflicts.hold(db, draft=draft)
    before = db.exec(select(Event).where(Event.idem_key == idem_key)).first()
    if before:
        return before
    _check_district(db, draft.venue, by)
    draft_check.check(draft)
    conflicts.check(db, draft=draft, drafts=may_publish(by))
    event = Event(idem_key=idem_key, created_by_id=by.id, **_columns(draft))
    if publish_now and may_publish(by):
        event.status = EventStatus.PUBLISHED
    db.add(event)
    db.flush()
    _keep_lists(db, event, draft)
    if draft.lecturer:
        shift = Shift(event_id=event.id, staff_id=draft.lecturer.id, duty=Duty.LECTURER)
        shift.is_published = True
        db.add(shift)
    db.flush()
    return event


def _columns(draft: Draft) -> dict[str, object]:
    return {
        "format": draft.format,
        "course_id": draft.course.id if draft.course else None,
        "venue_id": draft.venue.id,
        "room_id": draft.room.id if draft.room else None,
        "title": draft.name,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "local_date": draft.day,
        "fiscal_year": dates.fiscal_year(draft.day),
        "capacity": draft.capacity,
        "helpers_needed": draft.people_needed,
        "helpers_reason": draft.reason,
        "audience": draft.audience,
        "admission": draft.admission,
        "opens_at": draft.opens_at,
        "closes_on": draft.closes_on,
        "press_on": draft.press_on,
        "fee": draft.fee,
        "funding": draft.funding.strip(),
        "host": draft.host.strip(),
        "note": draft.note.strip(),
        "tables": draft.tables,
        "table_minutes": draft.table_minutes,
    }


def _keep_lists(db: Session, event: Event, draft: Draft) -> None:
    """The further courses and the things of a class, as the plan has them now."""
    wanted = {one.id for one in draft.further} - {event.course_id}
    planned = {one.course_id: one for one in _rows_of(db, EventCourse, event)}
    for course_id in wanted | set(planned):
        row = planned.get(course_id) or EventCourse(event_id=event.id, course_id=course_id)
        row.is_planned = course_id in wanted
        db.add(row) if row.is_planned or row.was_taught else db.delete(row)
    promised = {one.equipment_id: one for one in _rows_of(db, EventEquipment, event)}
    for thing in set(draft.equipment) - set(promised):
        db.add(EventEquipment(event_id=event.id, equipment_id=thing))
    for thing in set(promised) - set(draft.equipment):
        db.delete(promised[thing])


def _rows_of(db: Session, kind: type, event: Event) -> list:
    return list(db.exec(select(kind).where(kind.event_id == event.id)))


def _check_district(db: Session, venue: Venue, by: Staff) -> None:
    own = db.get(StaffDistrict, (by.id, venue.district_id))
    if by.role is Role.VOLUNTEER and own is None:
        raise NotPermitted(
            "受け持ちの地区の会場だけを選べます。ほかの地区は担当課にご相談ください。"
        )


def change(db: Session, *, event: Event, draft: Draft, by: Staff) -> list[Entry]:
    """Change a class that is still to come. Returns who is offered a seat, if there are more now.

    A volunteer changes own plans that wait for approval. Another day, hour or place for people
    who have booked is a move (services/changes.py), since they must be told. Who works there is
    planned in services/shifts.py.
    """
    require(by, Permission.EVENT_REGISTER)
    shifts.check_own(db, event=event, staff=by)
    db.refresh(draft.venue, with_for_update=True)  # halls before classes, as services/changes.py
    seats.lock(db, event=event)
    before, draft = drafts.of(db, event=event), draft._replace(lecturer=None)
    conflicts.hold(db, draft=draft, but=event)
    _check_district(db, draft.venue, by)
    _check_changeable(event, by)
    _check_booked(db, event, before, draft)
    corners.check_change(db, event=event, before=before, draft=draft)
    draft_check.check(draft, before=before)
    conflicts.check(db, draft=draft, but=event, before=before, drafts=may_publish(by))
    for name, value in _columns(draft).items():
        setattr(event, name, value)
    _keep_lists(db, event, draft)
    db.flush()
    return offers.settle(db, event=event)


def may_publish(staff: Staff) -> bool:
    return allows(staff, Permission.EVENT_PUBLISH)


def may_change(event: Event, *, staff: Staff) -> bool:
    """Whether this person may still change the class; own ones only, when it is a volunteer."""
    coming = event.status in CHANGEABLE and event.starts_at > clock.now()
    return coming and (event.status is EventStatus.DRAFT or may_publish(staff))


def _check_changeable(event: Event, by: Staff) -> None:
    if event.status not in CHANGEABLE or event.starts_at <= clock.now():
        raise Refusal("この教室は、もう始まったか、中止・延期になりました。ここでは直せません。")
    if not may_change(event, staff=by):
        raise NotPermitted("公開された教室は、担当課が直します。担当課にお電話ください。")


def _check_booked(db: Session, event: Event, before: Draft, draft: Draft) -> None:
    """What people were told when they booked stays as it was."""
    now = seats.standing(db, event=event).seats
    booked = now.confirmed + now.offered + now.waiting + now.applied
    if booked and draft.sitting != before.sitting:
        raise Refusal(
            f"{booked}名が申し込んでいるので、日時と会場はここでは変えられません。"
            "教室の画面の「日時の変更・延期・中止」で、お知らせする方と一緒に変えてください。"
        )
    if (booked or event.drawn_at) and draft.admission is not before.admission:
        raise Refusal("申込を受けたあとは、申込の決め方を変えられません。")
    if draft.capacity < (taken := now.confirmed + now.offered):
        raise Refusal(f"もう{taken}名の席が決まっています。定員は{taken}名以上にしてください。")


class Verdict(NamedTuple):
    """What became of one class; no `obstacle`: it is published."""

    event: Event
    obstacle: str = ""


def publish(db: Session, *, event: Event, by: Staff) -> None:
    """Approve a plan: from now on residents see it and the telephone takes bookings."""
    require(by, Permission.EVENT_PUBLISH)
    if obstacle := _publish(db, event):
        raise Refusal(obstacle)


def publish_many(db: Session, *, events: list[Event], by: Staff) -> list[Verdict]:
    """Approve all that may be published, and say of the others what stands in their way."""
    require(by, Permission.EVENT_PUBLISH)
    return [Verdict(event, _publish(db, event)) for event in sorted(events, key=lambda one: one.id)]


def _publish(db: Session, event: Event) -> str:
    db.refresh(event, with_for_update=True)
    obstacle = _obstacle(db, event)
    if not obstacle:
        event.status = EventStatus.PUBLISHED
        db.flush()
    return obstacle


def _obstacle(db: Session, event: Event) -> str:
    if event.status is not EventStatus.DRAFT:
        return f"この教室は、もう「{event.status.label}」です。"
    if event.starts_at <= clock.now():
        return "もう過ぎた教室です。日を改めて登録し直してください。"
    draft = drafts.of(db, event=event)
    try:
        draft_check.check(draft)
        conflicts.check(db, draft=draft, but=event, drafts=True)
    except Refusal as no:
        return str(no)
    return ""
