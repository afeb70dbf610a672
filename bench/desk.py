"""A telephone desk that never stops booking: four clerks, and a line for every booking committed.

`python -m bench.desk [SYNCHRONOUS]` books in TONARI_DATA as the product does, or with another
setting of SQLite's synchronous.
"""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import product

from sqlmodel import select

import clock
import database
import start
from database import engine, migrate, reading, writing
from models import Event, EventStatus, Person, Staff
from refusal import Refusal
from services import bookings
from settings import SETTINGS

CLERKS = 4


def main(*synchronous: str) -> None:
    """Print the id of each booking, once it is committed."""
    SETTINGS.data.mkdir(parents=True, exist_ok=True)
    migrate()
    start.fill()
    engine().dispose()
    pragmas = (f"synchronous = {one}" for one in synchronous)
    database.SQLITE_PRAGMAS = (*database.SQLITE_PRAGMAS, *pragmas)
    with ThreadPoolExecutor(CLERKS) as clerks:
        list(clerks.map(lambda wish: book(*wish), wishes()))


def wishes() -> list[tuple[int, int]]:
    """Everybody wants every class to come: pairs of event and person."""
    coming = select(Event.id).where(
        Event.status == EventStatus.PUBLISHED, Event.starts_at > clock.now()
    )
    with reading() as db:
        return list(product(db.exec(coming).all(), db.exec(select(Person.id)).all()))


def book(event_id: int, person_id: int) -> None:
    try:
        with writing() as db:
            (row,) = bookings.book(
                db,
                event=db.get_one(Event, event_id),
                people=[db.get_one(Person, person_id)],
                idem_key=f"{event_id}-{person_id}",
                by=db.exec(select(Staff).where(Staff.login == "sato")).one(),
            )
    except Refusal:  # the demo town has booked this person already
        return
    os.write(sys.stdout.fileno(), f"{row.id}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
