"""What happens without anybody opening a page: held seats go on when their time is up, what was
scanned is written down, and the figures of who was reached are counted anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic

from database import reading, writing
from services import merge_records, offers, upkeep
from web import errors, scans

EVERY = 60  # seconds
COUNTING = 20  # seconds; what is left then is counted in the next minute


@asynccontextmanager
async def settling() -> AsyncIterator[None]:
    """Settle once a minute as long as the server runs; what has begun is finished at the end."""
    over = asyncio.Event()
    task = asyncio.create_task(_go_on(over))
    try:
        yield
    finally:
        over.set()
        await task
        await asyncio.to_thread(scans.write_down)


async def _go_on(over: asyncio.Event) -> None:
    while not over.is_set():
        await asyncio.to_thread(settle)
        with suppress(TimeoutError):
            await asyncio.wait_for(over.wait(), EVERY)


def settle() -> None:
    """Safe in several processes: each event is settled under its lock. A fault waits a minute."""
    for act in (_sweep, scans.write_down, _count):
        try:
            act()
        except Exception as error:
            errors.write_down(error)


def _sweep() -> None:
    with writing() as db:
        offers.sweep(db)
        merge_records.forget_old(db)


def _count() -> None:
    """Nobody waits for it: the long part only reads."""
    with reading() as db:
        if upkeep.is_settled(db):
            return
    with writing() as db:
        upkeep.spread(db)
    until = monotonic() + COUNTING
    while monotonic() < until:
        with reading() as db:
            counted = upkeep.next_changed(db)
        if counted is None:
            return
        with writing() as db:
            upkeep.keep(db, counted=counted)
