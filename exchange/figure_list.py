"""到達の統計 as open data: every published number of every fiscal year, one a line.

Long instead of wide: a year with other towns together, or with another threshold, has the same
columns. A number that is not told leaves `値` empty, and `注記` says why.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from exchange.event_list import LICENCE, LICENCE_URL
from exchange.writer import csv_bytes
from models import Outgoing, OutgoingTable
from models import outgoing as told

CITY, TOTAL = "市全体", "総数"
SENIORS = told.SUMS[0]
CASES = ("質問", "質問の解決", "カード相談", "カード相談の解決")
UNITS = {
    told.PEOPLE: "人",
    told.VISITS: "回",
    told.NEW: "人",
    told.LIVING: "人",
    told.RATE: "%",
    **dict.fromkeys(CASES, "件"),
}
# Each heading with what stands under it, as the page tells it.
COLUMNS = {
    "全国地方公共団体コード": "市区町村の6桁の番号",
    "地方公共団体名": "市区町村の名前",
    "年度": "会計年度（4月から翌年3月まで）が始まる年。西暦",
    "版": "その年度の何回目の公表か。直すと1つ増えます",
    "公表日": "その版を公表した日",
    "人口基準日": "人口がいつの数か。人口がわからない年度は空です",
    "町": "来た日に住んでいた町。「市全体」は合計です",
    "年代": "来た日の年代。「総数」と「65歳以上」は合計です",
    "性別": "「総数」は合計です",
    "講座": "どの講座に来たか。「総数」は合計です",
    "開き方": "講座、相談会など。「総数」は合計です",
    "項目": "実人数、延べ、初めての人、人口、到達率、質問とカード相談の数",
    "単位": "人、回、%、件",
    "値": "数。出さない数は空です。0は、だれも来ていないことです",
    "注記": "値が空のわけ。「10未満」「非公表」「―」",
    "備考": "利用の条件と出典",
}
HEADER = tuple(COLUMNS)


def rows(years: Sequence[Outgoing], *, code: str) -> list[list[str | float]]:
    """One line a number, year by year; code: of the municipality."""
    return [line for one in years for line in _of_year(one, code)]


def as_csv(years: Sequence[Outgoing], *, code: str) -> bytes:
    return csv_bytes(HEADER, rows(years, code=code))


def as_json(years: Sequence[Outgoing], *, code: str, city: str, url: str) -> bytes:
    """The same cells; what is empty in the CSV is null. url: where the newest is always found."""
    return json.dumps(
        {
            "title": f"{city} スマホ教室・相談会の到達",
            "url": url,
            "licence": LICENCE,
            "licence_url": LICENCE_URL,
            "credit": city,
            "columns": COLUMNS,
            "notes": {name: words for one in years[-1:] for name, words in one.notes},
            "figures": [
                dict(zip(HEADER, map(_plain, row), strict=True)) for row in rows(years, code=code)
            ],
        },
        ensure_ascii=False,
        indent=1,
    ).encode()


def _of_year(found: Outgoing, code: str) -> Iterator[list[str | float]]:
    begin = [code, found.city, found.since // 100, found.edition, found.published_on.isoformat()]
    begin.append(_day(found.population_as_of))
    made_up = "架空の見本。" if found.is_fictional else ""
    for names, cell in _numbers(found).items():
        value, note = _value(cell)
        yield [*begin, *names, value, note, f"{made_up}{LICENCE} {found.city}"]


def _numbers(found: Outgoing) -> dict[tuple[str, ...], str | int]:
    """Each number once, by town, ages, sex, course, format, what is counted and its unit: the
    tables share their sums."""
    return {
        _named(table, row[0], name): cell
        for table in found.tables
        for row in table.rows
        for name, cell in zip(table.header[1:], row[1:], strict=True)
    }


def _named(table: OutgoingTable, row: str, column: str) -> tuple[str, ...]:
    """Whose number this is: every table says two of these, the rest are sums."""
    town, ages, sex, course, form, what = CITY, *[TOTAL] * 4, column
    if table.title in (told.TOWNS, told.OUTSIDE, told.AGES, told.SEXES):
        town, ages = row, SENIORS if table.title == told.TOWNS else TOTAL
    if table.title in (told.COURSES, told.COURSE_FORMATS):
        course = _sum(row)
    if table.title == told.FORMATS:
        form = _sum(row)
    if table.title == told.AGES:
        ages, what = _sum(column), told.PEOPLE
    if table.title == told.SEXES:
        sex, what = _sum(column), told.PEOPLE
    if table.title == told.COURSE_FORMATS and column != told.VISITS:
        form, what = column, told.VISITS
    if table.title in (told.ASKED, told.CARDS):
        town, what = _case(table, row, column)
    return town, ages, sex, course, form, what.removesuffix("(%)"), UNITS[what]


def _case(table: OutgoingTable, row: str, column: str) -> tuple[str, str]:
    """The town, and which of CASES."""
    town, kind = (CITY, row) if table.title == told.ASKED else (row, CASES[2])
    return town, CASES[CASES.index(kind) + (column == told.SOLVED)]


def _sum(name: str) -> str:
    return TOTAL if name in (told.SUMS[1], told.WHOLE) else name


def _value(cell: str | int) -> tuple[str | float, str]:
    """The number, or why there is none."""
    try:
        return (cell if isinstance(cell, int) else float(cell)), ""
    except ValueError:
        return "", cell


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(cell: str | float) -> str | float | None:
    return None if cell == "" else cell
