"""Held seats go on by themselves: nobody opens a page in these tests."""

import asyncio
import time
from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import AuditLine, Booking, BookingStatus, Event, Offer, OfferOutcome
from services import bookings, offers
from tests.classes import a_class, crowd
from tests.conftest import NOON
from web import by_itself

LATER = NOON + timedelta(days=2)
PATIENCE = 20  # seconds


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.fixture
def line(sato):
    """A full class of one: the first who waits holds its seat, the second is next."""
    event, people = a_class(capacity=1), crowd(3)
    with writing() as db:
        row = db.get_one(Event, event.id)
        seated, *waiting = [
            bookings.book(db, event=row, people=[one], idem_key=str(one.id), by=sato)[0]
            for one in people
        ]
        bookings.cancel(db, booking=seated, by=sato)
    return waiting


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr(by_itself, "EVERY", 0.05)


def statuses(rows: list[Booking]) -> list[BookingStatus]:
    with reading() as db:
        return [db.get_one(Booking, row.id).status for row in rows]


def run_until(done) -> None:
    """The server's own task, until something has come of it."""

    async def serve() -> None:
        end = time.monotonic() + PATIENCE
        async with by_itself.settling():
            while not await asyncio.to_thread(done) and time.monotonic() < end:
                await asyncio.sleep(0.02)

    asyncio.run(serve())


def test_seat_goes_on_when_the_time_is_up(line, soon, stopped_clock):
    assert statuses(line) == [BookingStatus.OFFERED, BookingStatus.WAITING]
    stopped_clock(LATER)

    run_until(lambda: statuses(line)[1] is BookingStatus.OFFERED)

    assert statuses(line) == [BookingStatus.WAITING, BookingStatus.OFFERED]
    with reading() as db:
        outcomes = db.exec(select(Offer.outcome).order_by(Offer.id)).all()
        last = db.exec(select(AuditLine).order_by(AuditLine.id)).all()[-1]
    assert outcomes == [OfferOutcome.EXPIRED, OfferOutcome.OPEN]
    assert last.actor_id is None  # nobody did it


def test_seat_stays_while_there_is_time(line, soon):
    for _ in range(3):
        by_itself.settle()

    assert statuses(line) == [BookingStatus.OFFERED, BookingStatus.WAITING]


def test_fault_is_written_down_and_the_next_minute_tries_again(
    line, soon, stopped_clock, monkeypatch, caplog
):
    stopped_clock(LATER)
    sweep, faults = offers.sweep, iter([ValueError("トメさん"), ConnectionError()])

    def broken(db):
        if fault := next(faults, None):
            raise fault
        return sweep(db)

    monkeypatch.setattr(offers, "sweep", broken)
    run_until(lambda: statuses(line)[1] is BookingStatus.OFFERED)

    assert statuses(line) == [BookingStatus.WAITING, BookingStatus.OFFERED]
    assert caplog.text.count("ERROR    tonari.errors") == 2
    assert "トメさん" not in caplog.text


def test_several_servers_at_once_offer_the_seat_once(line, stopped_clock):
    stopped_clock(LATER)

    async def three() -> None:
        await asyncio.gather(*(asyncio.to_thread(by_itself.settle) for _ in range(3)))

    asyncio.run(three())

    with reading() as db:
        open_ones = db.exec(select(Offer).where(Offer.outcome == OfferOutcome.OPEN)).all()
    assert len(open_ones) == 1


def test_end_waits_for_what_has_begun(soon, monkeypatch):
    finished = []

    def slow(db):
        time.sleep(0.2)
        finished.append(True)

    monkeypatch.setattr(offers, "sweep", slow)

    async def serve() -> None:
        async with by_itself.settling():
            await asyncio.sleep(0.05)

    asyncio.run(serve())

    assert finished == [True]
