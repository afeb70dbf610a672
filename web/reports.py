"""報告書: a report written into a file while a page in a frame tells how far it is (web/runs.py).

The figures are read while the file is written, line by line. Who leaves the page ends it, and
nothing is left behind; who gets the file is written down.
"""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NamedTuple

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from database import Db, reading, writing
from exchange import in_house, public_report
from models import Staff
from models.in_house import InHouse
from refusal import Refusal
from services import periods, reports
from services.periods import Period
from services.permissions import NotPermitted
from services.reports import Kind, Public
from web import pictures, runs
from web.rendering import draw
from web.sign_in import staff_of

WRITERS = {
    "xlsx": (in_house.workbook, public_report.workbook),
    "csv": (in_house.table, public_report.table),
    "zip": (in_house.tables, public_report.tables),
}


NOT_NOW = "いまはつくれません。"


class _Asked(NamedTuple):
    """Which report, of when, as which file, for whom."""

    kind: Kind
    period: Period
    ending: str
    staff: Staff


async def run(request: Request) -> Response:
    """/staff/runs/reports/results/2026q3.xlsx: its page, growing."""
    try:
        asked, saved_as, total = await run_in_threadpool(_asked, request)
    except Refusal as no:
        status = 403 if isinstance(no, NotPermitted) else 400
        return await run_in_threadpool(pictures.told, str(no), status, NOT_NOW)
    steps = _steps(asked, saved_as, total)
    return StreamingResponse(steps, media_type="text/html; charset=utf-8", headers=runs.HEADERS)


def _asked(request: Request) -> tuple[_Asked, str, int]:
    """What is wanted, how the file is called, and how many classes there are."""
    asked = request.path_params
    period = periods.read(asked["period"])
    if asked["kind"] not in list(Kind) or period is None or asked["ending"] not in WRITERS:
        raise HTTPException(404)
    with reading() as db:
        one = _Asked(Kind(asked["kind"]), period, asked["ending"], staff_of(db, request))
        found = _found(db, one)
        if isinstance(found, Public):
            return one, public_report.name(found.figures), found.total
        return one, in_house.name(found), found.total


def _found(db: Db, asked: _Asked) -> Public | InHouse:
    if asked.kind is Kind.PUBLIC:
        return reports.public(db, period=asked.period, by=asked.staff)
    return reports.made(db, kind=asked.kind, period=asked.period, by=asked.staff)


async def _steps(asked: _Asked, saved_as: str, total: int) -> AsyncIterator[str]:
    """The page, growing; the file is removed unless all of it was written."""
    yield await run_in_threadpool(draw, "run.html", title=saved_as)
    yield runs.step(0, total, "教室を読んでいます…")
    path = runs.place(asked.staff, ending=asked.ending, saved_as=saved_as)
    is_done, written = False, _written(asked, path)
    try:
        async for lines in iterate_in_threadpool(written):
            so_far = min(lines, total)
            yield runs.step(so_far, total, f"{so_far:,}／{total:,}")
        await run_in_threadpool(_note, asked, lines)
        is_done = True
    finally:
        written.close()
        if not is_done:
            path.unlink()
    runs.forget_later(path)
    size = f"{path.stat().st_size // 1000 + 1:,}KB"
    link = runs.linked(path, "受け取る（ファイルを保存する）")
    yield runs.done(f"<p><b>できました。</b>{lines:,}行、{size}です。</p>{link}")


def _written(asked: _Asked, path: Path) -> Iterator[int]:
    with reading() as db:
        found = _found(db, asked)
        inside, outside = WRITERS[asked.ending]
        if isinstance(found, Public):
            yield from outside(found.figures, found.classes, path)
        else:
            yield from inside(found, path)


def _note(asked: _Asked, lines: int) -> None:
    with writing() as db:
        reports.taken(
            db,
            kind=asked.kind,
            period=asked.period,
            ending=asked.ending,
            rows=lines,
            by=asked.staff,
        )
