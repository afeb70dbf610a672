"""Published files, as the services take them: what the reader understood becomes their rows.

These rows are kept in a cache: a number that must not be kept is blotted out before.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from exchange import events, facilities, past, population, table
from exchange.problem import Level, Problem
from models import masking
from refusal import Refusal
from services import facility_import, past_years
from services.event_import import Line
from services.population_plan import Area, Cell

# The services say what a row still lacks, also after it was filled in on the screen.
LATER = ("登録するときに入れてください。", "登録するときに選んでください。")


class Areas(NamedTuple):
    """The rows of a population file, and what there is to say about the file as a whole."""

    rows: list[Area]
    remarks: list[str]


class Lines(NamedTuple):
    """The rows of an event list, and what there is to say about the file as a whole."""

    rows: list[Line]
    remarks: list[str]


class Places(NamedTuple):
    """The rows of a list of facilities, and what there is to say about the file as a whole."""

    rows: list[facility_import.Line]
    remarks: list[str]


def areas(data: bytes) -> Areas:
    """Read 地域・年齢別人口. Raises Refusal when the file as a whole cannot be taken in."""
    draft = population.read(data)
    rows = [
        Area(
            line=row.line,
            code=masking.shown(row.code),
            city=masking.shown(row.municipality),
            name=masking.shown(row.area),
            as_of=row.as_of,
            cells=tuple(Cell(*cell) for cell in row.cells),
            whole=row.whole,
            left_out=row.left_out,
            problems=_texts(row.problems, Level.ERROR),
            doubts=_texts(row.problems, Level.DOUBT),
        )
        for row in draft.rows
    ]
    return Areas(rows, _remarks(draft.problems))


def lines(data: bytes) -> Lines:
    """Read an イベント一覧. Raises Refusal when the file as a whole cannot be taken in."""
    draft = events.read(data)
    rows = [
        Line(
            line=row.line,
            title=masking.shown(row.name),
            day=row.starts_on,
            start=row.start_time,
            end=row.end_time,
            place=masking.shown(row.venue_name),
            capacity=row.capacity,
            kind=masking.shown(row.category),
            code=masking.shown(row.code),
            notes=tuple(
                masking.shown(one.text) for one in row.problems if not one.text.endswith(LATER)
            ),
        )
        for row in draft.rows
    ]
    return Lines(rows, _remarks(draft.problems))


def places(data: bytes) -> Places:
    """Read a 公共施設一覧. Raises Refusal when the file as a whole cannot be taken in."""
    draft = facilities.read(data)
    rows = [
        facility_import.Line(
            line=row.line,
            name=masking.shown(row.name),
            area=masking.shown(row.area),
            values={name: _blotted(getattr(row, name)) for name in facility_import.FIELDS},
            code=masking.shown(row.code),
            notes=_texts(row.problems, Level.ERROR) + _texts(row.problems, Level.DOUBT),
        )
        for row in draft.rows
    ]
    return Places(rows, _remarks(draft.problems))


class Sheets(NamedTuple):
    """The rows of every sheet as they stand there, by the sheet's name."""

    rows: dict[str, list[table.Record]]
    remarks: list[str]


def sheets(data: bytes) -> Sheets:
    """Read a workbook or a CSV of any kind. Raises Refusal when it is no table."""
    found = {
        name: [(line, [masking.shown(cell) for cell in cells]) for line, cells in records]
        for name, records in table.sheets(data).items()
        if records
    }
    if not found:
        raise Refusal("中身のある表がありません。別のファイルを選んでください。")
    return Sheets(found, [])


def past_classes(
    records: list[table.Record], at: int, columns: dict[str, str], fiscal_year: int | None
) -> list[past_years.Line]:
    """The classes below the headings `at` this place, with the columns as a person named them."""
    found = table.under_headings(records, at=at, ragged=True)
    rows = past.read(found, columns, fiscal_year=fiscal_year)
    return [
        past_years.Line(
            **row._asdict()
            | {
                "counts": tuple(past_years.Count(*one) for one in row.counts),
                "problems": tuple(map(masking.shown, row.problems)),
            }
        )
        for row in rows
    ]


def _blotted(value: Any) -> Any:
    return masking.shown(value) if isinstance(value, str) else value


def _texts(problems: Iterable[Problem], level: Level) -> tuple[str, ...]:
    return tuple(masking.shown(problem.text) for problem in problems if problem.level is level)


def _remarks(problems: list[Problem]) -> list[str]:
    if errors := _texts(problems, Level.ERROR):
        raise Refusal("".join(errors))
    return list(_texts(problems, Level.DOUBT))
