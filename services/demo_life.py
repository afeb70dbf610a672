"""What makes the screens of the day live: one example of everything somebody has to see to."""

from datetime import date, timedelta

from sqlmodel import col, select

import clock
from models import (
    Admission,
    Attendance,
    Booking,
    BookingStatus,
    Channel,
    Device,
    Event,
    EventStatus,
    Municipality,
    Offer,
    Person,
    Survey,
)
from services import changes, office_days, questions
from services.demo_town import Town, visit, weekday

SATISFACTION = (1, 2, 1, 2, 1, 3, 2, 1, 2, 4, 2)  # とても満足 … 不満, as sheets come in
APPLIED, CONFIRMED, OFFERED, WAITING, CANCELLED = BookingStatus


def seed(town: Town) -> None:
    """Calls to make, a couple that waits, a held seat, a lottery, a postponed class."""
    _tomorrow(town)
    _full_with_a_couple(town)
    _held_seat(town)
    _lottery(town)
    _postponed(town)
    _not_reported_yet(town)
    _call_back(town)
    _sheets(town)
    town.db.flush()


def _tomorrow(town: Town) -> None:
    """The next office day's class, so that today's call list has reminders; a couple comes."""
    people = town.people["wakaba"]
    event = _event(town, "wakaba", office_days.add(clock.today(), 1), "B01")
    _book(town, event, people[:8], CONFIRMED)
    _book_together(town, event, people[8:10], CONFIRMED, first=9, phone="0000098765")
    people[0].call_note = "夕方にかけてください"


def _full_with_a_couple(town: Town) -> None:
    people = town.people["chuo"]
    event = _event(town, "chuo", _in(6), "B02", capacity=8)
    _book(town, event, people[:8], CONFIRMED)
    _book_together(town, event, people[8:10], WAITING, first=9, phone="0000056789")


def _held_seat(town: Town) -> None:
    """A seat came free: who waited first is to be called, the next one still waits."""
    people = town.people["umenoki"]
    event = _event(town, "umenoki", _in(8), "B07", capacity=8)
    _book(town, event, people[:7], CONFIRMED)
    (held,) = _book(town, event, people[7:8], OFFERED, first=8)
    _book(town, event, people[8:9], WAITING, first=9)
    city = town.db.get_one(Municipality, 1)
    last = office_days.closing(clock.today(), city.offer_days, closes=city.closes)
    town.db.add(
        Offer(
            event_id=event.id,
            party=held.party,
            seats=1,
            made_at=clock.now(),
            expires_at=min(last, event.starts_at),
        )
    )


def _lottery(town: Town) -> None:
    """More applications than seats, and the last day for them is over: to be drawn."""
    rules = {"admission": Admission.LOTTERY, "closes_on": clock.today() - timedelta(days=1)}
    event = _event(town, "asagiri", _in(12), "A05", capacity=8, **rules)
    _book(town, event, town.people["asagiri"][:11], APPLIED)


def _postponed(town: Town) -> None:
    event = _event(town, "kitahara", _in(5), "B06")
    _book(town, event, town.people["kitahara"][:5], CONFIRMED)
    town.db.flush()
    changes.postpone(town.db, events=[event], reason="講師の都合のため", by=town.staff["sato"])


def _not_reported_yet(town: Town) -> None:
    """Held last week; nobody has closed it yet."""
    day = weekday(clock.today() - timedelta(days=6))
    event = _event(town, "takenouchi", day, "B10")
    people = town.people["takenouchi"][:6]
    bookings = _book(town, event, people, CONFIRMED)
    town.db.flush()
    town.db.add_all(visit(event, *pair) for pair in zip(people[:5], bookings, strict=False))


def _call_back(town: Town) -> None:
    questions.ask(
        town.db,
        category_code="basics",
        body="電話の音が小さくて聞こえません。大きくする方法を教えてください。",
        device=Device.ANDROID,
        idem_key="demo-call-back",
        asker="松尾 久子",
        asker_phone="000-001-2399",
        consent=True,
    )


def _sheets(town: Town) -> None:
    """Two of three who came to a class that is reported have filled in the アンケート."""
    came = select(Attendance.event_id).join(Event, col(Event.id) == Attendance.event_id)
    reported = came.where(Event.status == EventStatus.REPORTED).order_by(col(Attendance.id))
    for number, event_id in enumerate(town.db.exec(reported)):
        if number % 3:
            town.db.add(
                Survey(
                    idem_key=f"demo-{number}",
                    event_id=event_id,
                    channel=Channel.COUNTER,
                    satisfaction=SATISFACTION[number % len(SATISFACTION)],
                    recommend=1 + number % 2,
                )
            )


def _in(days: int) -> date:
    return weekday(clock.today() + timedelta(days=days))


def _event(town: Town, code: str, day: date, course: str, **columns: object) -> Event:
    return town.event(code, day, course, status=EventStatus.PUBLISHED, **columns)


def _book(
    town: Town, event: Event, people: list[Person], status: BookingStatus, *, first: int = 1
) -> list[Booking]:
    """`first`: the number in the line of the first of them."""
    return [town.book(event, one, seq, status) for seq, one in enumerate(people, start=first)]


def _book_together(
    town: Town, event: Event, people: list[Person], status: BookingStatus, *, first: int, phone: str
) -> None:
    """One party; they share a telephone."""
    bookings = _book(town, event, people, status, first=first)
    for booking, person in zip(bookings, people, strict=True):
        booking.party, person.phone = bookings[0].party, phone
