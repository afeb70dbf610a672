"""Many sheets in one file: drawn one after another while a page in a frame tells how far it is.

Nothing but the connection holds a run together: who leaves the page (やめる, or closes the browser)
ends it, and nothing is left behind. No script, no list of jobs (docs/decisions/0017).
"""

import asyncio
import os
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from functools import lru_cache
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

import clock
from database import Db, reading
from exchange import workbook
from models import Staff
from refusal import Refusal
from services import calendar, places
from services.notices import ANNOUNCED
from services.permissions import NotPermitted, Permission, require
from web import announcing, flyers, pdf, pictures
from web.rendering import draw
from web.sign_in import staff_of

WEEK = timedelta(days=6)
KEPT = 15 * 60  # seconds until a file that was not opened, or was, is gone
NOTHING = "まとめる紙がありません。教室を登録するか、別の月を選んでください。"
GONE = "このファイルは、もう消しました。もう一度まとめてください。"
STOPPED = "やめました。ファイルは残っていません。"
TYPES = {".pdf": pdf.TYPE, ".xlsx": workbook.KIND, ".csv": "text/csv; charset=utf-8"}
TYPES |= {".zip": "application/zip"}
HEADERS = {
    "Content-Security-Policy": pictures.POLICY,
    "Cache-Control": "private, no-store",
    "Content-Encoding": "identity",  # packed, the steps would arrive all at once at the end
    "X-Accel-Buffering": "no",
}


class Job(NamedTuple):
    """One sheet of a run: how it is called, and its address below /staff/files."""

    label: str
    name: str


def of(files: Sequence[Route]) -> Callable:
    """The endpoint for runs over the sheets these routes draw: /staff/runs/lessons, …/2026-12."""

    async def run(request: Request) -> Response:
        try:
            staff, jobs = await run_in_threadpool(_jobs, request)
        except Refusal as no:
            status = 403 if isinstance(no, NotPermitted) else 400
            return await run_in_threadpool(pictures.told, str(no), status)
        steps = _steps(files, request, staff, jobs)
        return StreamingResponse(steps, media_type="text/html; charset=utf-8", headers=HEADERS)

    return run


def _jobs(request: Request) -> tuple[Staff, list[Job]]:
    what = request.path_params["what"]
    with reading() as db:
        staff = staff_of(db, request)
        require(staff, Permission.SHEET_PRINT)
        jobs = _lessons(db, staff) if what == "lessons" else _months(db, what)
    if not jobs:
        raise Refusal(NOTHING)
    return staff, jobs


def _lessons(db: Db, staff: Staff) -> list[Job]:
    """Of the classes of the coming week; a volunteer's: the own ones."""
    today = clock.today()
    cards = calendar.listed(db, since=today, until=today + WEEK, by=staff)
    on = [card for card in cards if card.event.status in ANNOUNCED]
    return [Job(f"{card.day} {card.event.title}", f"lesson/{card.event.public_id}") for card in on]


def _months(db: Db, month: str) -> list[Job]:
    """All towns together, then each one."""
    announcing.days_of(month)  # not found? Now, and not in the middle of the page
    towns = [
        (flyers.EVERYWHERE, announcing.ALL_TOWNS),
        *((one.name, one.code) for one in places.districts(db)),
    ]
    return [Job(f"予定表 {name}", f"month/{code}/{month}") for name, code in towns]


async def _steps(
    files: Sequence[Route], request: Request, staff: Staff, jobs: list[Job]
) -> AsyncIterator[str]:
    """The page, growing by one step a sheet; the newest step hides those before it."""
    yield await run_in_threadpool(draw, "run.html", title="まとめて印刷")
    joined, left_out = pdf.Joined(), []
    try:
        for number, job in enumerate(jobs):
            yield step(number, len(jobs), f"{number + 1}／{len(jobs)}　{job.label}")
            try:
                sheet = await run_in_threadpool(pictures.drawn, files, request, f"{job.name}.pdf")
                await run_in_threadpool(joined.add, sheet)
            except Refusal as no:
                left_out.append(f"{job.label}: {no}")
        path = await run_in_threadpool(_keep, joined, staff) if joined.pages else None
    finally:
        joined.close()
    missing = "".join(f"<li>{escape(one)}</li>" for one in left_out)
    told = f"<p>入らなかった紙:</p><ul>{missing}</ul>" if missing else ""
    if path is None:
        yield done(f"<p>まとめられる紙がありませんでした。</p>{told}")
        return
    forget_later(path)
    words = f"{len(jobs) - len(left_out)}種類、{joined.pages}ページです。"
    link = linked(path, "印刷する（PDFを開く）")
    yield done(f"<p><b>できました。</b>{words}</p>{link}{told}")


def step(number: int, total: int, words: str) -> str:
    """How far a run is, as a piece of its page."""
    return (
        f'<div class="step"><progress value="{number}" max="{total}" aria-label="進みぐあい">'
        f"</progress><p>{escape(words)}</p></div>\n"
    )


def done(markup: str) -> str:
    """The end of the page."""
    return (
        "<style>.stop { display: none; }</style>"
        f'<div class="step">{markup}</div></main></body></html>'
    )


def linked(path: Path, words: str) -> str:
    """The way to a finished file."""
    address = f"/staff/runs/files/{quote(path.name)}"
    return f'<p><a href="{address}" target="_blank">{escape(words)}</a></p>'


@lru_cache(maxsize=1)
def _folder() -> TemporaryDirectory:
    """Only for this account of the machine (0700); emptied when the process ends."""
    return TemporaryDirectory(prefix="tonari-runs-")


def place(staff: Staff, *, ending: str, saved_as: str = "") -> Path:
    """A new and empty file, for this person only. saved_as: its name when it is downloaded."""
    name = f"{staff.id}-{secrets.token_urlsafe(16)}{f' {saved_as}' if saved_as else ''}.{ending}"
    path = Path(_folder().name) / name
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return path


def forget_later(path: Path) -> None:
    """Remove a finished file after a while, whether it was opened or not."""
    asyncio.get_running_loop().call_later(KEPT, path.unlink, True)


def _keep(joined: pdf.Joined, staff: Staff) -> Path:
    path = place(staff, ending="pdf")
    with path.open("wb") as file:
        joined.save(file)
    return path


def file(request: Request) -> Response:
    """A finished run, for whoever made it: a PDF is shown, anything else is saved."""
    with reading() as db:
        staff = staff_of(db, request)
    name = request.path_params["name"]
    path = Path(_folder().name) / name
    own = name.startswith(f"{staff.id}-") and path.is_file()
    if not own:
        return pictures.told(GONE, 404)
    headers = {"Content-Security-Policy": pdf.POLICY, "Cache-Control": "private, no-store"}
    saved_as = name.partition(" ")[2] or None
    return FileResponse(path, media_type=TYPES[path.suffix], headers=headers, filename=saved_as)


def stopped(request: Request) -> Response:
    """Where やめる leads: leaving the page of a run ends it."""
    with reading() as db:
        require(staff_of(db, request), Permission.SHEET_PRINT)
    return pictures.told(STOPPED, 200)
