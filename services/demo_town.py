"""The classes of the demo town: what was held, and two coming ones a district."""

import random
from datetime import date, datetime, time, timedelta

from sqlmodel import select

import clock
from japanese import dates
from models import (
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    Course,
    Duty,
    Event,
    EventStatus,
    Format,
    Person,
    Photos,
    Shift,
    Venue,
)

CONFIRMED = BookingStatus.CONFIRMED
# People met and classes held per district: the hill town hardly reached, one never visited.
MET = {
    "chuo": (90, 14),
    "umenoki": (34, 6),
    "asagiri": (46, 8),
    "wakaba": (52, 9),
    "takenouchi": (16, 4),
    "higashikawa": (27, 5),
    "nishikawa": (4, 0),
    "yamazato": (12, 3),
    "kitahara": (31, 6),
}


# From where else people come to a hall, those on the way to the shops first.
NEAR = {
    "chuo": ("higashikawa", "wakaba", "asagiri", "umenoki", "takenouchi"),
    "umenoki": ("kitahara", "asagiri"),
    "asagiri": ("umenoki", "wakaba"),
    "wakaba": ("takenouchi", "asagiri"),
    "takenouchi": ("wakaba",),
    "higashikawa": ("chuo",),
    "kitahara": ("umenoki",),
}


class Town:
    """What the seeding functions share."""

    def __init__(self, db, chance, districts, people, staff):
        self.db, self.chance, self.people, self.staff = db, chance, people, staff
        self.districts = districts
        self.venues = {v.district_id: v for v in db.exec(select(Venue).order_by(Venue.id))}
        self.courses = {c.code: c for c in db.exec(select(Course))}

    def event(self, code: str, day: date, course: str, **columns: object) -> Event:
        """A class of 90 minutes in this district, morning or afternoon."""
        starts = datetime.combine(day, self.chance.choice([time(10), time(13, 30)]), clock.JST)
        district = self.districts[code]
        event = Event(
            format=Format.COURSE,
            course_id=self.courses[course].id,
            venue_id=self.venues[district.id].id,
            title=self.courses[course].title,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=90),
            local_date=day,
            fiscal_year=dates.fiscal_year(day),
            **{"capacity": 12, "helpers_needed": 3} | columns,
        )
        if event.status is EventStatus.REPORTED:
            event.reported_at, event.reported_by_id = event.ends_at, self.staff["sato"].id
            event.minutes_held = 90
        self.db.add(event)
        self.db.flush()
        teacher = "suzuki" if code in ("higashikawa", "takenouchi") else "tanaka"
        self.db.add(
            Shift(
                event_id=event.id,
                staff_id=self.staff[teacher].id,
                duty=Duty.LECTURER,
                is_published=True,
                updated_at=clock.now() - timedelta(days=30),
            )
        )
        return event

    def book(self, event: Event, person: Person, seq: int, status: BookingStatus) -> Booking:
        booking = Booking(
            event_id=event.id,
            person_id=person.id,
            status=status,
            seq=seq,
            rank=seq,
            party=f"demo-{event.id}-{seq}",
            idem_key=f"demo-{event.id}-{person.id}",
            channel=Channel.PHONE,
        )
        self.db.add(booking)
        return booking


PAST_COURSES = ("B01", "B02", "B10", "B07", "B06", "B04", "B09", "A02", "K02")
COMING_COURSES = ("B01", "B07", "B10", "B06", "B09", "A05", "B02", "A02", "B04")


def seed_past(town: Town) -> None:
    """What was held and reported in the last months."""
    today, far = clock.today(), random.Random(9)  # its own: the rest of the town stays as it is
    year, _ = dates.fiscal_year_days(dates.fiscal_year(today))
    for code, (_, held) in MET.items():
        for number in range(held):
            day = weekday(today - timedelta(days=20 + 37 * number + town.chance.randrange(12)))
            course = PAST_COURSES[number % len(PAST_COURSES)]
            event = town.event(code, day, course, status=EventStatus.REPORTED, **noted(number))
            guests = _guests(town, code, 0 if code == "yamazato" else 12)
            if guests and day >= year:
                guests += _from_other_towns(town, code, far, guests)
            for seq, person in enumerate(guests, start=1):
                town.db.add(visit(event, person, town.book(event, person, seq, CONFIRMED)))
            town.db.flush()


def noted(number: int) -> dict[str, object]:
    """What the reports of classes say of money and photographs: of every third one nothing."""
    cost = (1200, None, 3500, 800, None, 2400)[number % 6]
    photos = Photos.UNKNOWN if cost is None else (Photos.TAKEN, Photos.NONE)[number % 2]
    return {"cost": cost, "photos": photos}


def _guests(town: Town, code: str, seats: int) -> list[Person]:
    """Mostly neighbours, a few from the next district: nobody comes to the hill town's class."""
    neighbours = town.people[code]
    guests = town.chance.sample(
        neighbours, min(len(neighbours), seats, 5 + town.chance.randrange(6))
    )
    if seats and town.chance.random() < 0.5:
        guests += town.chance.sample(town.people["yamazato"][:5] + town.people["nishikawa"][:2], 1)
    return guests[:seats]


def _from_other_towns(
    town: Town, code: str, chance: random.Random, guests: list[Person]
) -> list[Person]:
    """Some come from a neighbouring town, and to the middle of the city from nearly everywhere."""
    come = []
    for home in NEAR[code]:
        met = [one for one in town.people[home] if one not in guests]
        come += chance.sample(met, min(chance.randrange(3), len(met)))
    return come[: max(12 - len(guests), 0)]


def visit(event: Event, person: Person, booking: Booking) -> Attendance:
    """Somebody with a seat came."""
    return Attendance(
        event_id=event.id,
        person_id=person.id,
        booking_id=booking.id,
        checked_in_at=event.starts_at,
        local_date=event.local_date,
        month=event.local_date.year * 100 + event.local_date.month,
        fiscal_year=event.fiscal_year,
        district_id=person.district_id,
        age_band=person.age_band,
        sex=person.sex,
        is_resident=person.is_resident,
    )


def seed_coming(town: Town) -> None:
    """Two classes a district in the next weeks; the first ones are well booked, one is full."""
    today = clock.today()
    for number, code in enumerate(MET):
        for turn in range(2):
            day = weekday(today + timedelta(days=4 + number * 2 + turn * 21))
            course = COMING_COURSES[(number + turn * 4) % len(COMING_COURSES)]
            event = town.event(code, day, course, status=EventStatus.PUBLISHED)
            booked = min(len(town.people[code]), 12 if (number, turn) == (0, 0) else 9 - turn * 5)
            guests = town.chance.sample(town.people[code], max(booked - number // 2, 0))
            for seq, person in enumerate(guests, start=1):
                town.book(event, person, seq, CONFIRMED)
    town.event("asagiri", weekday(today + timedelta(days=30)), "B03", status=EventStatus.DRAFT)
    town.db.flush()


def weekday(day: date) -> date:
    """This day or the next from Tuesday to Friday: on Mondays the demo's halls are closed."""
    while day.isoweekday() not in (2, 3, 4, 5):
        day += timedelta(days=1)
    return day
