"""到達の状況: the newest publication for everybody, and every publication as a file."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from charts import published_bars
from charts.published_bars import Bar
from database import reading
from exchange import published
from exchange.workbook import KIND
from japanese import dates, romaji
from models import Outgoing, OutgoingTable
from models import outgoing as told
from services import outgoing, places
from web import english, view
from web.keeping import kept
from web.rendering import draw

_NUMBER = re.compile("[0-9]{1,9}")


@kept
def newest(_request: Request) -> str:
    """The last year that was published, or that there is none yet."""
    with reading() as db:
        figures, years = outgoing.newest(db), outgoing.every_year(db)
        readings = {one.name: one.kana for one in places.districts(db)}
    if figures is None:
        return draw("figures.html", figures=None)
    return draw(
        "figures.html",
        figures=figures,
        by_rate=published_bars.has_rates(figures),
        reach_title=published_bars.reach_title(figures),
        reach=published_bars.reach_bars(figures),
        years=_by_year(years),
        by_age=figures.table(told.AGES) is not None,
        shade=_shade,
        place=lambda name: _place(name, readings),
        word=_word,
        on=lambda day: english.day(day) if view.current().english else dates.with_era(day),
        span=_span(figures),
        notes=_notes(figures.threshold),
    )


def as_csv(request: Request) -> Response:
    figures = found(request)
    return _file(published.csv(figures), figures, "csv", "text/csv; charset=utf-8")


def as_workbook(request: Request) -> Response:
    figures = found(request)
    return _file(published.workbook(figures), figures, "xlsx", KIND)


def found(request: Request) -> Outgoing:
    """The publication whose number stands in the address, or a 404."""
    number = request.path_params["number"]
    with reading() as db:
        figures = outgoing.outgoing(db, number=int(number)) if _NUMBER.fullmatch(number) else None
    if figures is None:
        raise HTTPException(404)
    return figures


def _file(content: bytes, figures: Outgoing, ending: str, kind: str) -> Response:
    kept_as = saved(published.name(figures, ending), ending)
    return Response(content, media_type=kind, headers={"Content-Disposition": kept_as})


def saved(name: str, ending: str) -> str:
    """To be saved, under a Japanese name (RFC 6266)."""
    return f"attachment; filename=\"figures.{ending}\"; filename*=UTF-8''{quote(name)}"


def _by_year(years: Sequence[Outgoing]) -> list[Bar]:
    """Nothing while there is a single year."""
    bars = published_bars.year_bars(years) if len(years) > 1 else []
    return [
        bar._replace(name=_span(figures)) for bar, figures in zip(bars, years, strict=bool(bars))
    ]


def _shade(table: OutgoingTable, row: tuple[str | int, ...], at: int) -> dict[str, str]:
    """What a cell of the table by age is drawn with: the more people, the darker."""
    if table.title != told.AGES or row[0] in table.totals or table.header[at] in told.SUMS:
        return {}
    shade = published_bars.shade(row[at], published_bars.most(table))
    return {"class": "few" if shade is None else f"s{shade}"}


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
    threshold = cell.removesuffix(told.FEW)
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
