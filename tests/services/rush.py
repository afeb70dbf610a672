"""Many desks busy with the same class at the same moment, from several processes."""

import multiprocessing
import random
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import NamedTuple
from unittest.mock import patch

from sqlmodel import select

from database import Db, engine, reading, writing
from models import Booking, BookingStatus, Event, Offer, OfferOutcome, Person, Staff, audit
from refusal import Refusal
from services import bookings, offers, online
from services.online import Wanted
from tests.services.season_faults import wrong_rows

PROCESSES, THREADS = 4, 8
CANCELLED, CONFIRMED = BookingStatus.CANCELLED, BookingStatus.CONFIRMED
ACCEPTED, DECLINED = OfferOutcome.ACCEPTED, OfferOutcome.DECLINED


class Call(NamedTuple):
    """What one desk does, and with which row; `key` is the request's, or the outcome told."""

    act: Callable
    staff_id: int
    row_id: int
    event_id: int
    key: str = ""


class Answer(NamedTuple):
    """What a desk was told: the rows it has changed, or why it has not."""

    call: Call
    row_ids: tuple[int, ...] = ()
    refusal: str = ""
    error: str = ""


def book(db: Db, call: Call, by: Staff) -> list[Booking]:
    event, person = db.get_one(Event, call.event_id), db.get_one(Person, call.row_id)
    return bookings.book(db, event=event, people=[person], idem_key=call.key, by=by)


def cancel(db: Db, call: Call, by: Staff) -> list[Booking]:
    booking = db.get_one(Booking, call.row_id)
    bookings.cancel(db, booking=booking, by=by)
    return [booking]


def answer(db: Db, call: Call, by: Staff) -> list[Offer]:
    offer = db.get_one(Offer, call.row_id)
    offers.answer(db, offer=offer, outcome=OfferOutcome(call.key), by=by)
    return [offer]


def visit(db: Db, call: Call, _by: Staff) -> list[Booking]:
    """Somebody at home, who presses the button again when told that the seats are gone."""
    event = db.get_one(Event, call.event_id)
    wanted = Wanted(kana=f"みほん {'あいうえおかきくけこ'[call.row_id % 10]}", town="chuo")
    try:
        told = CONFIRMED
        return online.book(db, event=event, wanted=wanted, told=told, idem_key=call.key)
    except online.Changed as no:
        return online.book(db, event=event, wanted=wanted, told=no.status, idem_key=call.key)


def strangers(event: Event, count: int, staff: Staff) -> list[Call]:
    """So many people at home, every third of whom presses twice."""
    first = [Call(visit, staff.id, one, event.id, f"home-{one}") for one in range(count)]
    return _shuffled(first + first[::3])


def bookers(event: Event, people: list[Person], staff: Staff) -> list[Call]:
    """Everybody once; every third request sent twice, every fifth person at two desks."""
    first = [Call(book, staff.id, one.id, event.id, f"first-{one.id}") for one in people]
    second_desk = [call._replace(key=f"second-{call.row_id}") for call in first[::5]]
    return _shuffled(first + first[::3] + second_desk)


def answerers(event: Event, people: list[Person], staff: Staff) -> list[Call]:
    """Each open offer is accepted at one desk and declined at another, every fourth seat is given
    back at two, and new people book meanwhile."""
    with reading() as db:
        mine = select(Offer.id).where(Offer.event_id == event.id)
        held = db.exec(mine.where(Offer.outcome == OfferOutcome.OPEN)).all()
        seated = db.exec(
            select(Booking.id)
            .where(Booking.event_id == event.id, Booking.status == CONFIRMED)
            .order_by(Booking.seq)
        ).all()
    both = (ACCEPTED.value, DECLINED.value)
    every = [Call(answer, staff.id, one, event.id, told) for one in held for told in both]
    every += 2 * [Call(cancel, staff.id, one, event.id) for one in seated[::4]]
    return _shuffled(every + bookers(event, people, staff))


def _shuffled(every: list[Call]) -> list[Call]:
    random.Random(20).shuffle(every)
    return every


class Desks:
    """The desks' processes, ready to be let loose any number of times."""

    def __init__(self, pool: ProcessPoolExecutor):
        self._pool = pool

    def rush(self, every: list[Call], *, locked: bool = True) -> list[Answer]:
        """Let all of them loose at once."""
        shares = [every[one::PROCESSES] for one in range(PROCESSES)]
        told = self._pool.map(_desk, shares, [locked] * PROCESSES, timeout=300)
        return [answer for share in told for answer in share]


@contextmanager
def desks() -> Iterator[Desks]:
    context = multiprocessing.get_context("spawn")
    start = (context.Barrier(PROCESSES),)
    with ProcessPoolExecutor(PROCESSES, context, initializer=_stand, initargs=start) as pool:
        yield Desks(pool)


def _stand(start) -> None:
    global _start
    _start = start


def _desk(every: list[Call], locked: bool) -> list[Answer]:
    opening = writing if locked else _unlocked
    with reading() as db:
        db.get(Event, every[0].event_id)  # connect before the rush, not in it
    _start.wait()  # each process takes one share: it waits here for the others
    free = nullcontext() if locked else patch.object(offers, "lock", lambda db, event: None)
    with free, ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(lambda call: _ask(call, opening), every))


@contextmanager
def _unlocked():
    """A transaction as it is commonly opened: it counts first and writes later."""
    with audit.nobody_yet(), Db(engine(), expire_on_commit=False) as db, db.begin():
        yield db


def _ask(call: Call, opening) -> Answer:
    try:
        with opening() as db:
            rows = call.act(db, call, db.get_one(Staff, call.staff_id))
        return Answer(call, tuple(row.id for row in rows))
    except Refusal as no:
        return Answer(call, refusal=str(no))
    except Exception as error:
        return Answer(call, error=type(error).__name__)


def faults(event: Event, answers: list[Answer]) -> list[str]:
    """Everything that went wrong: in the rows, and between them and what the desks were told."""
    with reading() as db:
        found = wrong_rows(db, event.id)
        rows = db.exec(select(Booking).where(Booking.event_id == event.id)).all()
        held = db.exec(select(Offer).where(Offer.event_id == event.id)).all()
    found += [one.error for one in answers if one.error]
    if {row.id for row in rows} != _told(answers, book) | _told(answers, visit):
        found.append("who was told of a booking is not who has one")
    given_up = {row.id for row in rows if row.status is CANCELLED}
    if _told(answers, cancel) - given_up:
        found.append("a booking given back is still there")
    for outcome in (ACCEPTED, DECLINED):
        if {one.id for one in held if one.outcome is outcome} != _told(answers, answer, outcome):
            found.append(f"not every offer told to be {outcome.value} is, or the other way round")
    return found


def _told(answers: list[Answer], act: Callable, key: str | None = None) -> set[int]:
    mine = [one for one in answers if one.call.act is act and key in (None, one.call.key)]
    return {id for one in mine for id in one.row_ids}
