"""到達の状況: the newest publication for everybody, and every publication as a file."""

import re
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from database import reading
from exchange import published
from exchange.workbook import KIND
from japanese import dates, romaji
from models import Outgoing
from services import outgoing, places, published_tables
from web import english, view
from web.keeping import kept
from web.rendering import draw

_NUMBER = re.compile("[0-9]{1,9}")


@kept
def newest(_request: Request) -> str:
    """The last year that was published, or that there is none yet."""
    with reading() as db:
        found = outgoing.newest(db)
        readings = {one.name: one.kana for one in places.districts(db)}
    return draw(
        "figures.html",
        figures=found,
        place=lambda name: _place(name, readings),
        word=_word,
        on=lambda day: english.day(day) if view.current().english else dates.with_era(day),
        span=_span(found) if found else "",
        notes=_notes(found.threshold) if found else (),
    )


def as_csv(request: Request) -> Response:
    found = _found(request)
    return _file(published.csv(found), found, "csv", "text/csv; charset=utf-8")


def as_workbook(request: Request) -> Response:
    found = _found(request)
    return _file(published.workbook(found), found, "xlsx", KIND)


def _found(request: Request) -> Outgoing:
    number = request.path_params["number"]
    with reading() as db:
        found = outgoing.outgoing(db, number=int(number)) if _NUMBER.fullmatch(number) else None
    if found is None:
        raise HTTPException(404)
    return found


def _file(content: bytes, found: Outgoing, ending: str, kind: str) -> Response:
    """To be saved, under a Japanese name (RFC 6266)."""
    name = quote(published.name(found, ending))
    kept_as = f"filename=\"figures.{ending}\"; filename*=UTF-8''{name}"
    return Response(
        content, media_type=kind, headers={"Content-Disposition": f"attachment; {kept_as}"}
    )


def _place(name: str, readings: dict[str, str]) -> str:
    """A heading in English: towns in Latin letters, also those that are counted together; the
    title of a course stays as it is."""
    if not view.current().english:
        return name
    towns = name.split("・")
    if set(towns) <= set(readings):
        return " + ".join(romaji.of(readings[town]) or town for town in towns)
    told = english.translated(name)
    return english.native(name) if told == name else told


def _word(cell: str) -> str:
    """What stands in place of a number: 10未満, 非公表; a rate stays as it is."""
    threshold = cell.removesuffix(published_tables.FEW)
    if threshold != cell:
        return english.translated(outgoing.FEW).format(threshold=threshold)
    return english.translated(cell)


def _notes(threshold: int) -> list[tuple[str, str]]:
    return [
        (
            english.translated(name).format(threshold=threshold),
            english.translated(words).format(threshold=threshold),
        )
        for name, words in outgoing.NOTES
    ]


def _span(found: Outgoing) -> str:
    """令和7年度, or April 2025 to March 2026."""
    return english.months(found.since, found.until) if view.current().english else found.period
