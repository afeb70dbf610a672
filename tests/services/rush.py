"""Many desks booking the same class at the same moment, from several processes."""

import multiprocessing
import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from sqlmodel import select

from database import Db, engine, reading, writing
from models import Booking, BookingStatus, Event, Person, Staff, audit
from refusal import Refusal
from services import bookings, offers

PROCESSES, THREADS = 4, 8
_APPLIED, CONFIRMED, _OFFERED, WAITING, CANCELLED = BookingStatus


class Call(NamedTuple):
    event_id: int
    person_id: int
    staff_id: int
    idem_key: str


class Answer(NamedTuple):
    """What a desk was told: the bookings it holds, or why it holds none."""

    call: Call
    booking_ids: tuple[int, ...] = ()
    refusal: str = ""
    error: str = ""


def calls(event: Event, people: list[Person], staff: Staff) -> list[Call]:
    """Everybody once; every third request sent twice, every fifth person at two desks."""
    first = [Call(event.id, one.id, staff.id, f"first-{one.id}") for one in people]
    second_desk = [call._replace(idem_key=f"second-{call.person_id}") for call in first[::5]]
    every = first + first[::3] + second_desk
    random.Random(20).shuffle(every)
    return every


def rush(every: list[Call], *, locked: bool = True) -> list[Answer]:
    """Let all desks loose at once."""
    context = multiprocessing.get_context("spawn")
    start, answers = context.Barrier(PROCESSES), context.Queue()
    desks = [
        context.Process(target=_desk, args=(every[one::PROCESSES], locked, start, answers))
        for one in range(PROCESSES)
    ]
    for desk in desks:
        desk.start()
    told = [answer for _ in desks for answer in answers.get(timeout=60)]
    for desk in desks:
        desk.join()
    return told


def _desk(every: list[Call], locked: bool, start, answers) -> None:
    if not locked:
        offers.lock = lambda db, event: None
    opening = writing if locked else _unlocked
    with reading() as db:
        db.get(Event, every[0].event_id)  # connect before the rush, not in it
    start.wait()
    with ThreadPoolExecutor(THREADS) as threads:
        answers.put(list(threads.map(lambda call: _ask(call, opening), every)))
    engine().dispose()


@contextmanager
def _unlocked():
    """A transaction as it is commonly opened: it counts first and writes later."""
    with audit.nobody_yet(), Db(engine(), expire_on_commit=False) as db, db.begin():
        yield db


def _ask(call: Call, opening) -> Answer:
    try:
        with opening() as db:
            rows = bookings.book(
                db,
                event=db.get_one(Event, call.event_id),
                people=[db.get_one(Person, call.person_id)],
                idem_key=call.idem_key,
                by=db.get_one(Staff, call.staff_id),
            )
        return Answer(call, tuple(row.id for row in rows))
    except Refusal as no:
        return Answer(call, refusal=str(no))
    except Exception as error:
        return Answer(call, error=type(error).__name__)


def faults(event: Event, answers: list[Answer]) -> list[str]:
    """Everything that went wrong."""
    with reading() as db:
        rows = db.exec(select(Booking).where(Booking.event_id == event.id)).all()
    confirmed = [row.seq for row in rows if row.status is CONFIRMED]
    waiting = [row.seq for row in rows if row.status is WAITING]
    found = [answer.error for answer in answers if answer.error]
    if len(confirmed) > event.capacity:
        found.append(f"{len(confirmed)} people on {event.capacity} seats")
    if waiting and len(confirmed) < event.capacity:
        found.append("somebody waits beside a free seat")
    if waiting and max(confirmed) > min(waiting):
        found.append("somebody was passed in the queue")
    if any(count > 1 for count in Counter(row.person_id for row in rows).values()):
        found.append("somebody is booked twice")
    if {id for answer in answers for id in answer.booking_ids} != {row.id for row in rows}:
        found.append("what the desks were told is not what is stored")
    return found
