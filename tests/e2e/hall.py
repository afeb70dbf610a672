"""A class that is being held right now, written into a server's data: 14 people on its list."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlmodel import create_engine, select

import clock
from database import Db
from japanese import kana
from models import (
    AgeBand,
    Booking,
    BookingStatus,
    District,
    Duty,
    Event,
    EventStatus,
    Format,
    Person,
    Shift,
    Staff,
    Venue,
)
from tests.e2e.server import Server

READINGS = (
    "あおき いち", "いのうえ ふみ", "うえだ みつ", "えんどう しげ", "おかだ いつこ", "かとう むつ",
    "きむら ななえ", "くどう はち", "こばやし くみ", "さかい とおる", "しみず じゅん", 
    "たかぎ つぎ", "なかじま みえ", "はやし よし",
)  # fmt: skip
LAST_WAITS = READINGS[-1]


@contextmanager
def data_of(server: Server) -> Iterator[Db]:
    """The server's own database, looked into or written to from outside."""
    engine = create_engine(f"sqlite:///{server.data / 'tonari.sqlite3'}")
    try:
        with Db(engine, expire_on_commit=False) as db:
            yield db
            db.commit()
    finally:
        engine.dispose()


def hold_a_class(server: Server, *, by: str) -> str:
    """The public number of a class of 13 seats that began just now; the 14th person waits."""
    now = clock.now()
    starts = max(now - timedelta(minutes=1), now.replace(hour=0, minute=0, second=0, microsecond=0))
    with data_of(server) as db:
        staff = db.exec(select(Staff).where(Staff.login == by)).one()
        town = db.exec(select(District).order_by(District.position)).first()
        venue = db.exec(select(Venue).where(Venue.district_id == town.id)).first()
        event = Event(
            title="はじめてのスマートフォン",
            format=Format.COURSE,
            status=EventStatus.PUBLISHED,
            venue_id=venue.id,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=90),
            local_date=starts.date(),
            fiscal_year=starts.year if starts.month >= 4 else starts.year - 1,
            capacity=13,
            helpers_needed=1,
        )
        db.add(event)
        db.flush()
        db.add(Shift(event_id=event.id, staff_id=staff.id, duty=Duty.LECTURER, is_published=True))
        for number, reading in enumerate(READINGS, start=1):
            _book(db, event, reading, number, town)
        return event.public_id


def _book(db: Db, event: Event, reading: str, number: int, town: District) -> None:
    person = Person(
        name=f"架空 {reading.split()[1]}",
        kana=reading,
        kana_key=kana.fold(reading),
        age_band=AgeBand.A75,
        district_id=town.id,
        phone=f"0000000{number:04}",
    )
    db.add(person)
    db.flush()
    waits = reading == LAST_WAITS
    db.add(
        Booking(
            event_id=event.id,
            person_id=person.id,
            status=BookingStatus.WAITING if waits else BookingStatus.CONFIRMED,
            seq=number,
            rank=number,
            party=f"p{number}",
            idem_key=f"hall-{event.id}-{number}",
            roster_row=number,
        )
    )
