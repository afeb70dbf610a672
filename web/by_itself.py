"""What happens without anybody opening a page: held seats go on when their time is up, and what was
counted is written down."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from database import writing
from services import offers
from web import errors, scans

EVERY = 60  # seconds


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
    for act in (_sweep, scans.write_down):
        try:
            act()
        except Exception as error:
            errors.write_down(error)


def _sweep() -> None:
    with writing() as db:
        offers.sweep(db)
