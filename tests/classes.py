"""Classes and people for tests: saved, invented, and as plain as can be."""

from datetime import datetime, time, timedelta

from sqlmodel import select

import clock
from database import reading, writing
from japanese import kana
from models import (
    AgeBand,
    Course,
    District,
    Duty,
    Equipment,
    EquipmentKind,
    Event,
    EventStatus,
    Format,
    Person,
    Room,
    Shift,
    Staff,
    Venue,
)
from tests.conftest import NOON

SOON = NOON + timedelta(days=10, hours=-2)  # 2026-12-04, a Friday, 10:00


def a_class(
    *, capacity: int = 3, district: str = "chuo", starts_at: datetime = SOON, **changes
) -> Event:
    """A published class of 90 minutes in the first venue of a district of the demo town."""
    with writing() as db:
        venue = db.exec(
            select(Venue)
            .join(District, Venue.district_id == District.id)
            .where(District.code == district)
            .order_by(Venue.id)
        ).first()
        day = starts_at.astimezone(clock.JST).date()
        columns = {
            "format": Format.COURSE,
            "title": "スマホ教室",
            "status": EventStatus.PUBLISHED,
            "venue_id": venue.id,
            "ends_at": starts_at + timedelta(minutes=90),
            "helpers_needed": 1,
            "fiscal_year": day.year if day.month >= 4 else day.year - 1,
        }
        event = Event(starts_at=starts_at, local_date=day, capacity=capacity, **columns | changes)
        db.add(event)
    return event


def at(hour: int, minute: int = 0, *, days: int = 0) -> datetime:
    """This time of the stopped clock's day, or of a later one."""
    return datetime.combine(NOON.date() + timedelta(days=days), time(hour, minute), clock.JST)


def a_person(name: str = "見本 花子", reading: str = "みほん はなこ", **changes) -> Person:
    """Somebody of the telephone desk's card index (架空)."""
    with writing() as db:
        columns = {"name": name, "kana": reading, "age_band": AgeBand.A75}
        keys = {"kana_key": kana.fold(reading), "name_key": kana.fold_name(name)}
        person = Person(**keys, **columns | changes)
        db.add(person)
    return person


def crowd(count: int) -> list[Person]:
    """So many invented people."""
    with writing() as db:
        people = [Person(name=f"見本 {number}") for number in range(1, count + 1)]
        db.add_all(people)
    return people


def district(code: str) -> District:
    with reading() as db:
        return db.exec(select(District).where(District.code == code)).one()


def course(code: str) -> Course:
    with reading() as db:
        return db.exec(select(Course).where(Course.code == code)).one()


def a_room(venue: Venue, name: str = "茶室", capacity: int = 12) -> Room:
    with writing() as db:
        room = Room(venue_id=venue.id, name=name, capacity=capacity)
        db.add(room)
    return room


def works_at(event: Event, staff: Staff, duty: Duty = Duty.LECTURER) -> None:
    with writing() as db:
        db.add(Shift(event_id=event.id, staff_id=staff.id, duty=duty, is_published=True))


def a_thing(code: str = "S01", kind: EquipmentKind = EquipmentKind.PHONE, **changes) -> Equipment:
    """Something with a label that classes can use."""
    with writing() as db:
        thing = Equipment(code=code, kind=kind, **{"name": "らくらくスマホ"} | changes)
        db.add(thing)
    return thing
