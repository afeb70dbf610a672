"""地域・年齢別人口 as municipalities publish it: bytes in, a draft to look at before saving."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from exchange import days, figures, municipality, table
from exchange.age_column import AgeColumn, age_columns, column_problems
from exchange.problem import Problem, doubt, error, quoted
from models.age import Sex
from refusal import Refusal

COLUMNS = {
    "code": municipality.HEADINGS,
    "municipality": ("地方公共団体名", "市区町村名", "市町村名"),
    "as_of": ("調査年月日", "調査日", "基準日", "年月日"),
    "area": ("地域名", "地区名", "町名", "町丁名", "大字名"),
    "total": ("総人口", "人口総数", "人口", "総数"),
    "male": ("男性", "男", "男性人口", "男人口"),
    "female": ("女性", "女", "女性人口", "女人口"),
    "households": ("世帯数", "世帯"),
}
FIGURES = ("total", "male", "female", "households")
_WHOLE = re.compile("(?:[市区町村]?全[体域]|全[市区町村]|総数|総計|合計|計)?")
_SUBTOTAL = re.compile(".+(?:小計|合計|計)")


class Cell(NamedTuple):
    """People of one sex and age span. `age_to` none: and over. Both none: age not known."""

    sex: Sex
    age_from: int | None
    age_to: int | None
    people: int


@dataclass
class PopulationRow:
    """One area on one day. Figures are those written, none where the file tells none.

    `whole` marks a row of the whole municipality. `left_out` says that the row repeats people of
    other rows of its day, so that it must not be saved beside them.
    """

    line: int
    code: str
    municipality: str
    area: str
    as_of: date | None
    total: int | None
    male: int | None
    female: int | None
    households: int | None
    cells: list[Cell]
    whole: bool = False
    left_out: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def key(self) -> str:
        return area_key(self.area, self.municipality)


@dataclass
class PopulationDraft:
    """What was understood. `problems` concern the whole file; an error there stops the import."""

    rows: list[PopulationRow]
    problems: list[Problem]


def read(data: bytes) -> PopulationDraft:
    """The draft of a population file of any published generation.

    Raises Refusal, and nothing else, when the bytes are no table or not one of population.
    """
    uploaded = table.read(data)
    columns, ages = uploaded.columns(COLUMNS), age_columns(uploaded.header)
    if "as_of" not in columns or not ages:
        raise Refusal(
            "人口の表として読み取れません。1行目に「調査年月日」「地域名」「総人口」と、"
            "「65-69歳の男性」のような年齢ごとの見出しがある表をお選びください。"
        )
    rows = [_row(row, columns, ages) for row in uploaded.rows]
    for same_day in _by_day(rows):
        _compare(same_day)
        _refuse_duplicates(same_day)
    problems = [*uploaded.problems, *column_problems(ages.values())]
    if "total" not in columns:
        problems.append(doubt("「総人口」の列がないので、足し算の確かめはしていません。"))
    return PopulationDraft(rows, problems)


def area_key(name: str, city: str = "") -> str:
    """The name of an area for comparing: half-width, no blanks, no 大字, no name of the city."""
    plain = "".join(unicodedata.normalize("NFKC", name).split()).replace("ヶ", "ケ")
    return plain.removeprefix(city).replace("大字", "")


def _row(
    row: table.Row, columns: Mapping[str, str], ages: Mapping[str, AgeColumn]
) -> PopulationRow:
    written = {field: row.cells[name] for field, name in columns.items()}
    code, code_problems = municipality.read_code(written.get("code", ""))
    as_of, day_problems = _day(written["as_of"])
    stated = [columns[field] for field in FIGURES if field in columns]
    optional = {name for name, column in ages.items() if column.low is None}
    optional.add(columns.get("households", ""))
    people, figure_problems = figures.read(row.cells, [*stated, *ages], may_be_blank=optional)
    understood = PopulationRow(
        line=row.line,
        code=code,
        municipality=written.get("municipality", ""),
        area=written.get("area", ""),
        as_of=as_of,
        **{field: people.get(columns.get(field, "")) for field in FIGURES},
        cells=[Cell(*ages[name], people[name]) for name in ages if people[name] is not None],
        problems=[*row.problems, *code_problems, *day_problems, *figure_problems],
    )
    understood.whole = bool(_WHOLE.fullmatch(understood.key))
    understood.problems += _sum_problems(understood, is_complete=not figure_problems)
    return understood


def _day(text: str) -> tuple[date | None, list[Problem]]:
    try:
        day, assumed = days.read(text.removesuffix("現在"))
        return day, [doubt(assumed)] if assumed else []
    except ValueError:
        advice = "2026-04-01 のように直してから、もう一度お選びください。"
        return None, [error(f"調査年月日{quoted(text)}を日付として読めません。{advice}")]


def _sum_problems(row: PopulationRow, *, is_complete: bool) -> Iterator[Problem]:
    """Parts against totals; a row with figures kept back may well add up to less."""
    people = {sex: [cell.people for cell in row.cells if cell.sex is sex] for sex in Sex}
    by_sex = not people[Sex.UNKNOWN]
    for what, column, stated, parts in (
        ("男性と女性", "総人口", row.total, [row.male, row.female]),
        ("年齢ごとの人数", "総人口", row.total, [cell.people for cell in row.cells]),
        ("年齢ごとの男性", "男性", row.male if by_sex else None, people[Sex.MALE]),
        ("年齢ごとの女性", "女性", row.female if by_sex else None, people[Sex.FEMALE]),
    ):
        if stated is None or not parts or None in parts or sum(parts) == stated:
            continue
        text = f"{what}を足すと{sum(parts):,}人ですが、「{column}」は{stated:,}人です。"
        if is_complete or sum(parts) > stated:
            advice = "元の表を確かめてください。年齢の分からない人は「年齢不詳」の列に入れます。"
            yield error(text + advice)
        else:
            yield doubt(f"{text}書かれていない人数の分だけ少なくなります。")


def _by_day(rows: Iterable[PopulationRow]) -> Iterable[list[PopulationRow]]:
    days: dict[tuple, list[PopulationRow]] = {}
    for row in rows:
        if row.as_of:
            days.setdefault((row.code, row.as_of), []).append(row)
    return days.values()


def _compare(same_day: list[PopulationRow]) -> None:
    """Leave out what repeats the districts, and see whether the districts add up to it."""
    for row in same_day:
        row.left_out = not row.whole and bool(_SUBTOTAL.fullmatch(row.key))
        if row.left_out:
            row.problems.append(doubt("小計の行と読み、二重に数えないように除きました。"))
    districts = [row.total for row in same_day if not row.whole and not row.left_out]
    for row in same_day:
        if not row.whole or not districts:
            continue
        row.left_out = True
        if row.total is not None and None not in districts and sum(districts) != row.total:
            row.problems.append(
                doubt(
                    f"地域の人口を足すと{sum(districts):,}人ですが、全体の行では{row.total:,}人です。"
                    "足りない地域がないか確かめてください。"
                )
            )


def _refuse_duplicates(same_day: list[PopulationRow]) -> None:
    first: dict[str, int] = {}
    for row in same_day:
        if row.left_out:
            continue
        if row.key in first:
            row.problems.append(
                error(
                    f"{first[row.key]}行目と同じ地域・同じ日付です。1つに直すか、"
                    "同じ名前の地域なら町の名前を付けてください。"
                )
            )
        first.setdefault(row.key, row.line)
