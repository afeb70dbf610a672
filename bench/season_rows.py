"""Four fiscal years of a large town: 5,000 events, 50,000 people, 300,000 bookings (架空).

Written through a plain connection on top of the demo town. Classes of today and to come are as
large as the demo town's, for a screen that draws one class is to be compared with itself; those
that are over carry what is left of the bookings.
"""

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from sqlalchemy import Connection, insert, select

import clock
from database import engine, gate
from japanese import dates, kana
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    District,
    Duty,
    Event,
    EventStatus,
    Format,
    Person,
    Role,
    Sex,
    Shift,
    Staff,
    Venue,
    Way,
)
from models.age import SENIOR
from services.demo_people import MEN, SURNAMES, WOMEN

EVENTS, PEOPLE, BOOKINGS = 5_000, 50_000, 300_000
YEARS = 4  # fiscal years, this one the last
VOLUNTEERS = 150  # 25 classes a year each
SEATS = 12  # of a class to come; on the average three quarters are booked
CHUNK = 5_000
NAMES = [
    name.split() for part in (SURNAMES, WOMEN, MEN) for name in part.replace("\n", ",").split(",")
]
FAMILIES = len(SURNAMES.replace("\n", ",").split(","))


def write() -> None:
    """Fill the migrated demo town's database; the same rows at every call."""
    chance = random.Random(20261126)
    with gate(), engine().execution_options(writing=True).begin() as connection:
        begin = {one: _next_id(connection, one) for one in (Person, Event, Booking)}
        events = list(_events(connection, chance, begin[Event]))
        _store(connection, Person, _people(connection, chance, begin[Person]))
        _store(connection, Event, events)
        _store(connection, Shift, _shifts(connection, events))
        bookings = list(_bookings(chance, events, begin[Booking], begin[Person]))
        _store(connection, Booking, bookings)
        _store(connection, Attendance, _attendance(chance, events, bookings))
    with gate(), engine().execution_options(writing=True).begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _next_id(connection: Connection, table: type) -> int:
    rows = connection.execute(select(table.id).order_by(table.id.desc()).limit(1))
    return (rows.scalar() or 0) + 1


def _store(connection: Connection, table: type, rows) -> None:
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        connection.execute(insert(table.__table__), chunk)


def _people(connection: Connection, chance: random.Random, first: int) -> Iterator[dict]:
    districts = connection.execute(select(District.id)).scalars().all()
    now = clock.now()
    for number in range(first, first + PEOPLE):
        family, given = NAMES[chance.randrange(FAMILIES)], chance.choice(NAMES[FAMILIES:])
        name, reading = f"{family[0]} {given[0]}", f"{family[1]} {given[1]}"
        yield {
            "id": number,
            "card_code": f"X{number:07}",
            "name": name,
            "kana": reading,
            "kana_key": kana.fold(reading),
            "name_key": kana.fold_name(name),
            "phone": f"000{chance.randrange(10**7):07}",
            "district_id": chance.choice(districts),
            "age_band": chance.choice(SENIOR),
            "sex": chance.choice((Sex.FEMALE, Sex.MALE)),
            "is_resident": True,
            "support": "",
            "call_note": "",
            "created_at": now,
            "updated_at": now,
        }


def _events(connection: Connection, chance: random.Random, first: int) -> Iterator[dict]:
    """Spread evenly over the office hours of four fiscal years."""
    venues = connection.execute(select(Venue.id)).scalars().all()
    today, now = clock.today(), clock.now()
    begin = date(dates.fiscal_year(today) - YEARS + 1, 4, 1)
    days = (date(begin.year + YEARS, 4, 1) - begin).days
    for number in range(EVENTS):
        day = begin + timedelta(days=number * days // EVENTS)
        hour = chance.choice((9, 10, 11, 13, 14, 15))
        starts = datetime.combine(day, time(hour, 30), clock.JST)
        over = day < today
        yield {
            "id": first + number,
            "public_id": f"B{number:09}",
            "idem_key": f"bench-{number}",
            "format": Format.COURSE,
            "venue_id": chance.choice(venues),
            "title": "スマホ教室",
            "status": EventStatus.REPORTED if over else EventStatus.PUBLISHED,
            "starts_at": starts,
            "ends_at": starts + timedelta(minutes=90),
            "local_date": day,
            "fiscal_year": dates.fiscal_year(day),
            "capacity": 100 if over else SEATS,
            "helpers_needed": 3,
            "created_at": now,
            "updated_at": now,
        } | _plain_columns()


def _plain_columns() -> dict:
    """The columns of an event that Core has no default for."""
    return {
        "audience": "everyone",
        "admission": "first_come",
        "fee": 0,
        "draw_seed": "",
        "notice": 0,
    } | dict.fromkeys(("helpers_reason", "funding", "host", "note", "notice_text", "incident"), "")


def _volunteers(connection: Connection) -> list[int]:
    """As many as hold so many classes, besides the demo town's."""
    now = clock.now()
    stamps = {"password_hash": "none", "created_at": now, "updated_at": now}
    names = [f"bench-{number}" for number in range(VOLUNTEERS)]
    rows = [{"login": one, "name": one, "role": Role.VOLUNTEER, **stamps} for one in names]
    connection.execute(insert(Staff.__table__), rows)
    wanted = select(Staff.id).where(Staff.role == Role.VOLUNTEER).order_by(Staff.id)
    return list(connection.execute(wanted).scalars())


def _shifts(connection: Connection, events: list[dict]) -> Iterator[dict]:
    """A lecturer and two helpers a class."""
    staff, now = _volunteers(connection), clock.now()
    for number, event in enumerate(events):
        for place, duty in enumerate((Duty.LECTURER, Duty.HELPER, Duty.HELPER)):
            yield {
                "event_id": event["id"],
                "staff_id": staff[(3 * number + place) % len(staff)],
                "duty": duty,
                "is_published": True,
                "created_at": now,
                "updated_at": now,
            }


def _bookings(
    chance: random.Random, events: list[dict], first: int, first_person: int
) -> Iterator[dict]:
    """A few more than fit are cancelled again, as in life."""
    today = clock.today()
    coming = [SEATS * 3 // 4 if event["local_date"] >= today else 0 for event in events]
    over = coming.count(0)
    each, more = divmod(BOOKINGS - sum(coming), over)
    number = first
    for event, count in zip(events, coming, strict=True):
        if count == 0:
            count, more = each + (more > 0), more - 1
        start = chance.randrange(PEOPLE)
        for seq in range(1, count + 1):
            yield _booking(event, number, seq, first_person + (start + seq * 7) % PEOPLE)
            number += 1


def _booking(event: dict, number: int, seq: int, person_id: int) -> dict:
    cancelled = seq % 10 == 0
    return {
        "id": number,
        "event_id": event["id"],
        "person_id": person_id,
        "status": BookingStatus.CANCELLED if cancelled else BookingStatus.CONFIRMED,
        "seq": seq,
        "rank": seq,
        "party": f"bench-{number}",
        "idem_key": f"bench-{number}",
        "channel": Channel.PHONE,
        "cancelled_at": event["created_at"] if cancelled else None,
        "cancel_reason": "",
        "absence": "none",
        "created_at": event["created_at"] - timedelta(days=30),
        "updated_at": event["updated_at"],
    }


def _attendance(chance: random.Random, events: list[dict], bookings: list[dict]) -> Iterator[dict]:
    by_id = {event["id"]: event for event in events}
    today = clock.today()
    for row in bookings:
        event = by_id[row["event_id"]]
        if event["local_date"] >= today or row["status"] is BookingStatus.CANCELLED:
            continue
        day = event["local_date"]
        yield {
            "event_id": event["id"],
            "person_id": row["person_id"],
            "booking_id": row["id"],
            "idem_key": row["idem_key"],
            "checked_in_at": event["starts_at"],
            "local_date": day,
            "month": day.year * 100 + day.month,
            "fiscal_year": event["fiscal_year"],
            "district_id": 1 + row["person_id"] % 9,
            "age_band": chance.choice(SENIOR),
            "sex": Sex.FEMALE,
            "is_resident": True,
            "is_late": False,
            "way": Way.NAME,
        }
