"""The tables of a publication: as outsiders read them, or with the real numbers for inside."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from models import AgeBand, Format, Mark, OutgoingTable, Sex, What
from models import outgoing as told
from models.outgoing import FEW, KEPT, NOTHING
from services.figure_keys import (
    ALL,
    CARDS,
    CITY,
    COURSE,
    DESK,
    FORMAT,
    JOIN,
    OLD,
    OUTSIDE,
    PEOPLE,
    QUESTIONS,
    SEXES,
    SOLVED,
    VISITS,
    Key,
    Number,
    is_place,
)
from services.figure_merges import band_name

TOTALS = dict(zip((OLD, ALL), told.SUMS, strict=True))


class Row(Protocol):
    code: str
    name: str
    seniors: int | None


def tables(
    rows: Sequence[Row], numbers: Mapping[Key, Number], *, threshold: int
) -> tuple[OutgoingTable, ...]:
    """By district; a year by age and by sex as well. A number without a mark is told as it is."""
    columns = dict.fromkeys(key.column for key in numbers if key.row == CITY)
    bands = [column for column in columns if column not in (ALL, OLD, *SEXES)]
    people = [row for row in rows if is_place(row.code)]
    found = [_by_district(people, numbers, threshold)]
    if bands:
        found.append(_cross(told.AGES, [*bands, OLD, ALL], people, numbers, threshold))
        found.append(_cross(told.SEXES, [*SEXES, ALL], people, numbers, threshold))
    courses = [row for row in rows if row.code.startswith(COURSE)]
    formats = [row for row in rows if row.code.startswith(FORMAT)]
    if courses:
        found.append(_by_class(told.COURSES, "講座名", courses, numbers, threshold))
        found.append(_by_class(told.FORMATS, "開き方", formats, numbers, threshold))
        found.append(_course_by_format(courses, formats, numbers, threshold))
    found.append(_outside(people, numbers, threshold))
    if Key(VISITS, CARDS, ALL) in numbers:
        found += _of_desk(rows, numbers, threshold)
    return tuple(found)


def text(number: Number, threshold: int) -> str | int:
    """What is read in place of a number."""
    words = {Mark.SMALL: f"{threshold}{FEW}", Mark.KEPT: KEPT}
    return words.get(number.mark, number.value)


def column_name(column: str) -> str:
    """75〜79歳, 80歳以上, 女性, 全員."""
    if column in TOTALS:
        return TOTALS[column]
    if column.startswith(FORMAT):
        return Format(column.removeprefix(FORMAT)).label
    if column in SEXES:
        return Sex(column).label
    return band_name([AgeBand(band) for band in column.split(JOIN)])


def number_name(key: Key) -> str:
    """What a number counts: 実人数　65歳以上, カード相談　うち解決."""
    if not key.row.startswith(DESK):
        return f"{key.what.label}　{column_name(key.column)}"
    kind = "カード相談" if key.row.startswith(CARDS) else "質問"
    return f"{kind}　{told.SOLVED if key.column == SOLVED else told.COUNT}"


def _by_district(
    rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int
) -> OutgoingTable:
    lines = []
    for row in rows:
        if row.code == OUTSIDE:
            continue
        people, visits, new = (numbers[Key(what, row.code, OLD)] for what in What)
        lines.append(
            (
                row.name,
                *(text(number, threshold) for number in (people, visits, new)),
                NOTHING if row.seniors is None else row.seniors,
                _rate(people, row.seniors),
            )
        )
    header = ("町", told.PEOPLE, told.VISITS, told.NEW, told.LIVING, told.RATE)
    return OutgoingTable(told.TOWNS, header, _last(lines), (lines[0][0],))


def _rate(people: Number, seniors: int | None) -> str:
    """Population is public: a rate would tell the count that is not told."""
    if not seniors or people.mark not in (Mark.SHOWN, None):
        return NOTHING
    return f"{100 * people.value / seniors:.1f}"


def _cross(
    title: str,
    columns: Sequence[str],
    rows: Sequence[Row],
    numbers: Mapping[Key, Number],
    threshold: int,
) -> OutgoingTable:
    lines = [
        (row.name, *(text(numbers[Key(What.PEOPLE, row.code, one)], threshold) for one in columns))
        for row in rows
        if row.code != OUTSIDE
    ]
    header = ("町", *(column_name(one) for one in columns))
    return OutgoingTable(title, header, _last(lines), (lines[0][0],))


def _by_class(
    title: str, first: str, rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int
) -> OutgoingTable:
    """People of a course or a format do not add up: who came to two of them is one of each."""
    whole = Key(What.PEOPLE, CITY, ALL), Key(What.VISITS, CITY, ALL)
    lines = [
        (row.name, *(text(numbers[Key(one, row.code, ALL)], threshold) for one in (PEOPLE, VISITS)))
        for row in rows
    ]
    total = (told.WHOLE, *(text(numbers[key], threshold) for key in whole))
    return OutgoingTable(title, (first, told.PEOPLE, told.VISITS), (*lines, total), (told.WHOLE,))


def _course_by_format(
    courses: Sequence[Row],
    formats: Sequence[Row],
    numbers: Mapping[Key, Number],
    threshold: int,
) -> OutgoingTable:
    """Where a course was never held that way, 0."""
    lines = [
        (
            row.name,
            *(
                text(numbers.get(Key(VISITS, row.code, one.code), Number(0)), threshold)
                for one in formats
            ),
            text(numbers[Key(VISITS, row.code, ALL)], threshold),
        )
        for row in courses
    ]
    sums = [text(numbers[Key(VISITS, one.code, ALL)], threshold) for one in formats]
    total = (told.WHOLE, *sums, text(numbers[Key(VISITS, CITY, ALL)], threshold))
    header = ("講座名", *(one.name for one in formats), told.VISITS)
    return OutgoingTable(told.COURSE_FORMATS, header, (*lines, total), (told.WHOLE,))


def _outside(rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int) -> OutgoingTable:
    names = [row.name for row in rows if row.code == OUTSIDE]
    people, visits = (numbers[Key(what, OUTSIDE, ALL)] for what in (What.PEOPLE, What.VISITS))
    line = (*names, text(people, threshold), text(visits, threshold))
    return OutgoingTable(told.OUTSIDE, ("", told.PEOPLE, told.VISITS), (line,))


def _of_desk(
    rows: Sequence[Row], numbers: Mapping[Key, Number], threshold: int
) -> Iterator[OutgoingTable]:
    """What was asked, and the consultations by where people live."""
    lines = {
        row.code: tuple(
            text(numbers[Key(VISITS, row.code, column)], threshold) for column in (ALL, SOLVED)
        )
        for row in rows
        if row.code.startswith(DESK)
    }
    header = (told.COUNT, told.SOLVED)
    names = {row.code: row.name for row in rows}
    whole = tuple((names[code], *lines[code]) for code in (QUESTIONS, CARDS))
    yield OutgoingTable(told.ASKED, ("種類", *header), whole)
    towns = tuple(
        (names[code], *cells) for code, cells in lines.items() if code.startswith(f"{CARDS}:")
    )
    total = (names[CITY], *lines[CARDS])
    yield OutgoingTable(told.CARDS, ("住んでいる町", *header), (*towns, total), (total[0],))


def _last(lines: list[tuple[str | int, ...]]) -> tuple[tuple[str | int, ...], ...]:
    """The city, which comes first, under the districts that it adds up."""
    return (*lines[1:], lines[0])
