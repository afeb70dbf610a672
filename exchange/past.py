"""A table of past classes in whatever form a desk kept it: a person says which column is what."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from exchange import days, figures, table
from exchange.age_column import AgeColumn, age_columns
from exchange.problem import quoted
from japanese.dates import parse_birth_year
from models.age import Sex

# What is asked for, and the headings under which it usually stands.
FIELDS = {
    "day": ("開催日", "実施日", "日付", "年月日", "日にち", "開催年月日", "実施年月日"),
    "visits": ("受講者数", "参加者数", "参加人数", "延べ人数", "受講者", "参加者", "人数"),
    "title": ("教室名", "講座名", "イベント名", "名称", "内容", "講座", "テーマ"),
    "place": ("会場", "会場名", "開催場所", "場所", "実施場所"),
    "town": ("町", "地区", "地区名", "町名"),
    "format": ("形式", "実施形態", "形態", "種別"),
    "seats": ("定員", "募集人数"),
    "year": ("年度", "会計年度"),
}
NEEDED = ("day", "visits")
LONGEST = 80
_TOTAL = re.compile("(?:総|小|合)?計|.*(?:合計|小計)")
_DECADE = re.compile(r"(?P<low>\d0)(?:歳)?代(?P<open>以上)?")
_UNIT = re.compile(r"\((?:人|名|延べ|のべ|実績)\)$")
_YEAR = re.compile(r"(?:令和|平成|[RH])(?:元|\d{1,2})")
DITTO = {"〃", "々", "同上", "″", "''", '"'}  # as above
LEAP = 2000
_MONTH_DAY = re.compile(r"(\d{1,2})[月/.](\d{1,2})日?(?:\(.\))?")


class Count(NamedTuple):
    """A part of the visits; sex unknown: of both; both ages none: of any age."""

    sex: Sex
    age_from: int | None
    age_to: int | None
    visits: int


class PastRow(NamedTuple):
    """One class. `problems` forbid the import; each names the cell and what stands in it."""

    line: int
    day: date | None
    title: str
    place: str
    town: str
    format: str
    seats: int | None
    visits: int | None
    counts: tuple[Count, ...] = ()
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def guess(header: Sequence[str]) -> dict[str, str]:
    """The heading of each field, as far as it has one of its usual names."""
    bare = {_UNIT.sub("", name): name for name in reversed(header)}
    found = {
        field: next((bare[name] for name in names if name in bare), None)
        for field, names in FIELDS.items()
    }
    return {field: name for field, name in found.items() if name}


def year_of(words: Sequence[str]) -> int | None:
    """The year that a title, a sheet's name or a file's tells: R5実績, 令和5年度; the first."""
    for text in words:
        if found := _YEAR.search("".join(unicodedata.normalize("NFKC", text).split())):
            return parse_birth_year(found[0])
    return None


def read(
    rows: table.Table, columns: Mapping[str, str], *, fiscal_year: int | None = None
) -> list[PastRow]:
    """Every class of the table; totals and rows without any of its columns are left out.

    columns: the heading of a field. fiscal_year: of days without a year.
    """
    counted = count_columns([name for name in rows.header if name not in columns.values()])
    return [
        _row(row, columns, counted, fiscal_year)
        for row in _written_out(rows.rows, columns)
        if not _is_total(row, columns) and any(map(row.cells.get, columns.values()))
    ]


def _written_out(rows: Sequence[table.Row], columns: Mapping[str, str]) -> Iterator[table.Row]:
    """With 〃 as what stands above it."""
    above: dict[str, str] = {}
    for row in rows:
        above = {
            name: above.get(name, "") if text.strip() in DITTO else text
            for name, text in row.cells.items()
        }
        yield replace(row, cells=above)


def count_columns(header: Sequence[str]) -> dict[str, AgeColumn]:
    """The headings that split the visits by sex, by age, or by both: 男性, 70代, 80代以上の女性."""
    found = age_columns(header)
    for name in header:
        column = _of_decade(name)
        if column and name not in found:
            found[name] = column
    return found


def _of_decade(heading: str) -> AgeColumn | None:
    sexes = {"男": Sex.MALE, "女": Sex.FEMALE}
    sex = next((kind for letter, kind in sexes.items() if letter in heading), Sex.UNKNOWN)
    bare = re.sub("[男女]性?|[の()人数]|うち", "", heading)
    if not bare:
        return AgeColumn(sex, None, None) if sex is not Sex.UNKNOWN else None
    if under := re.fullmatch(r"(\d0)(?:歳)?代?未満", bare):
        return AgeColumn(sex, 0, int(under[1]) - 1)
    decade = _DECADE.fullmatch(bare)
    if not decade:
        return None
    low = int(decade["low"])
    return AgeColumn(sex, low, None if decade["open"] else low + 9)


def _is_total(row: table.Row, columns: Mapping[str, str]) -> bool:
    first = next((text for text in row.cells.values() if text), "")
    named = row.cells.get(columns.get("day", ""), "") or first
    return bool(_TOTAL.fullmatch("".join(named.split())))


def _row(
    row: table.Row,
    columns: Mapping[str, str],
    counted: Mapping[str, AgeColumn],
    fiscal_year: int | None,
) -> PastRow:
    told = {field: row.cells.get(name, "") for field, name in columns.items()}
    problems: list[str] = []
    day = _day(told, columns["day"], fiscal_year, problems)
    visits = _number(row, columns["visits"], problems, needed=True)
    seats = _number(row, columns["seats"], problems) if "seats" in columns else None
    counts = []
    for name, column in counted.items():
        number = _number(row, name, problems)
        if number is not None:
            counts.append(Count(column.sex, column.low, column.high, number))
    texts = {name: told.get(name, "") for name in ("title", "place", "town", "format")}
    problems += [
        f"「{columns[name]}」が長すぎます（{LONGEST}文字まで）。"
        for name, text in texts.items()
        if len(text) > LONGEST
    ]
    problems += [] if visits is None else _too_many(counts, visits)
    notes = () if visits is None or problems else tuple(_too_few(counts, visits))
    return PastRow(
        row.line,
        day,
        seats=seats or None,
        visits=visits,
        counts=tuple(counts),
        problems=tuple(problems),
        notes=notes,
        **texts,
    )


def _day(
    told: Mapping[str, str], heading: str, fiscal_year: int | None, problems: list[str]
) -> date | None:
    text, year = told["day"], told.get("year", "")
    if not text:
        problems.append(f"「{heading}」が空です。日付を書いてください。")
        return None
    try:
        return days.read(text)[0]
    except ValueError:
        pass
    try:
        began = parse_birth_year(year.strip().removesuffix("度")) if year else fiscal_year
        return _in_fiscal_year(text, began)
    except ValueError:
        problems.append(f"「{heading}」の{quoted(text)}を日付として読めません。")
    except LookupError:
        problems.append(f"「{heading}」の{quoted(text)}に年がありません。年度を選んでください。")
    return None


def _in_fiscal_year(text: str, began: int | None) -> date:
    """6月13日 of 令和5年度. Raises ValueError; LookupError when only the year is missing."""
    found = _MONTH_DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if not found:
        raise ValueError("not a day of a year")
    month, day = map(int, found.groups())
    date(LEAP, month, day)
    if began is None:
        raise LookupError("a day of any year")
    return date(began + (month < 4), month, day)


def _number(
    row: table.Row, heading: str, problems: list[str], *, needed: bool = False
) -> int | None:
    text = row.cells.get(heading, "")
    try:
        found = figures.number(text.removesuffix("名"))
    except ValueError:
        problems.append(f"「{heading}」の{quoted(text)}を人数として読めません。")
        return None
    if found is None and needed:
        problems.append(f"「{heading}」に人数が書かれていません。")
    return found


def _sums(counts: Sequence[Count]) -> Iterator[tuple[str, int, bool]]:
    """Each way of splitting that the row has, its sum, and whether it should be all."""
    by_sex = [one for one in counts if one.sex is not Sex.UNKNOWN and _is_any_age(one)]
    by_age = [one for one in counts if one.sex is Sex.UNKNOWN]
    if by_sex:
        yield "男性と女性", sum(one.visits for one in by_sex), len(by_sex) == 2
    if by_age:
        yield "年代ごとの人数", sum(one.visits for one in by_age), len(by_age) > 2


def _is_any_age(count: Count) -> bool:
    return count.age_from is None and count.age_to is None


def _too_many(counts: Sequence[Count], visits: int) -> list[str]:
    return [
        f"{what}を足すと{total}人で、受講者数の{visits}人より多いです。"
        for what, total, _ in _sums(counts)
        if total > visits
    ]


def _too_few(counts: Sequence[Count], visits: int) -> Iterator[str]:
    for what, total, is_all in _sums(counts):
        if is_all and total < visits:
            yield f"{what}を足すと{total}人です。受講者数{visits}人との差は、不明とします。"
