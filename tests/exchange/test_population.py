"""Small invented files (架空) of the shape municipalities publish."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange import population
from exchange.population import Cell, area_key
from exchange.problem import Level, doubt, error, worst
from exchange.writer import csv_bytes
from refusal import Refusal

AGES = [*(f"{low}-{low + 4}歳" for low in range(0, 85, 5)), "85歳以上"]
BY_AGE = [f"{age}の{sex}" for age in AGES for sex in ("男性", "女性")]
FIGURES = ["総人口", "男性", "女性", *BY_AGE, "世帯数"]
OLD = ["都道府県コード又は市区町村コード", "地域コード", "都道府県名", "市区町村名"]
NEW = ["全国地方公共団体コード", "地域コード", "地方公共団体名"]
CODE = "131148"


def people(men: int = 1, women: int = 2) -> dict[str, str]:
    """A row that adds up: so many men and women in each of the 18 age columns."""
    by_age = {name: str(men if name.endswith("男性") else women) for name in BY_AGE}
    totals = {"男性": str(18 * men), "女性": str(18 * women), "総人口": str(18 * (men + women))}
    return {**by_age, **totals, "世帯数": "20"}


def row(area: str, *, day: str = "2026-04-01", **changed: str) -> dict[str, str]:
    place = {"地域名": area, "調査年月日": day, "市区町村名": "架空市", NEW[0]: CODE, OLD[0]: CODE}
    return {**people(), **place, "地方公共団体名": "架空市", **changed}


def draft(*rows: dict[str, str], head: list[str] = OLD, extra: list[str] = ()):
    header = [*head, "調査年月日", "地域名", *FIGURES, *extra, "備考"]
    lines = [header, *([f'"{cells.get(name, "")}"' for name in header] for cells in rows)]
    return population.read("\r\n".join(map(",".join, lines)).encode("cp932"))


def problems_of(*rows: dict[str, str], **options) -> list:
    return [problem for row in draft(*rows, **options).rows for problem in row.problems]


@pytest.mark.parametrize("head", [OLD, NEW])
def test_row_is_understood_in_both_published_generations(head):
    read = draft(row("甲町"), head=head)

    understood = read.rows[0]
    assert (understood.line, understood.code, understood.municipality) == (2, CODE, "架空市")
    assert (understood.area, understood.as_of) == ("甲町", date(2026, 4, 1))
    assert (understood.total, understood.male, understood.female) == (54, 18, 36)
    assert understood.households == 20
    assert understood.cells[:2] == [Cell("m", 0, 4, 1), Cell("f", 0, 4, 2)]
    assert understood.cells[-2:] == [Cell("m", 85, None, 1), Cell("f", 85, None, 2)]
    assert len(understood.cells) == 36
    assert read.problems == understood.problems == []


def test_older_ages_and_unknown_age_have_their_own_cells():
    older = ["85-89歳", "90-94歳", "95-99歳", "100歳以上", "年齢不詳"]
    ages = [*AGES[:-1], *older]
    header = [
        "調査年月日",
        "地域名",
        "総人口",
        *(f"{a}の{s}" for a in ages for s in ("男性", "女性")),
    ]
    cells = ["2025/1/1", "", "44", *["1"] * 44]

    read = population.read("\n".join([",".join(header), ",".join(cells)]).encode())

    assert read.rows[0].cells[-4:] == [
        Cell("m", 100, None, 1),
        Cell("f", 100, None, 1),
        Cell("m", None, None, 1),
        Cell("f", None, None, 1),
    ]
    assert read.rows[0].problems == read.problems == []


def test_empty_unknown_age_and_households_are_no_problem():
    extra = ["年齢不詳の男性", "年齢不詳の女性"]

    assert problems_of(row("甲町", 世帯数=""), extra=extra) == []


def test_unknown_age_may_be_told_for_both_sexes_together():
    read = draft(row("甲町", 男性="19", 女性="37", 総人口="56", 年齢不詳="2"), extra=["年齢不詳"])

    assert read.rows[0].cells[-1] == Cell("x", None, None, 2)
    assert read.rows[0].problems == []


@pytest.mark.parametrize(
    "day", ["2026/4/1", "2026-04-01", "令和8年4月1日", "R8.4.1", "令和８年４月１日現在"]
)
def test_day_is_read_in_any_spelling(day):
    read = draft(row("甲町", day=day)).rows[0]

    assert (read.as_of, read.problems) == (date(2026, 4, 1), [])


@pytest.mark.parametrize("day", ["", "令和8年4月", "4月1日", "2026/2/30"])
def test_day_that_is_none_is_an_error(day):
    read = draft(row("甲町", day=day)).rows[0]

    assert (read.as_of, worst(read.problems)) == (None, Level.ERROR)


def test_row_without_area_is_the_whole_municipality():
    read = [
        draft(row(area)).rows[0] for area in ("", "全体", "合計", "架空市", "架空市全体", "市計")
    ]

    assert [(row.whole, row.left_out) for row in read] == [(True, False)] * 5 + [(False, True)]


def test_monthly_rows_stand_side_by_side():
    read = draft(row("", day="2026/4/1"), row("", day="2026/5/1"))

    assert [row.as_of for row in read.rows] == [date(2026, 4, 1), date(2026, 5, 1)]
    assert [(row.left_out, row.problems) for row in read.rows] == [(False, [])] * 2


def test_total_row_beside_districts_is_left_out():
    read = draft(row("甲町"), row("乙町"), row("合計", **people(2, 4)))

    assert [row.left_out for row in read.rows] == [False, False, True]
    assert [row.problems for row in read.rows] == [[], [], []]


def test_subtotal_is_left_out_with_a_doubt():
    read = draft(row("甲町"), row("乙町"), row("北部小計", **people(2, 4)), row("", **people(2, 4)))

    assert [row.left_out for row in read.rows] == [False, False, True, True]
    assert [len(row.problems) for row in read.rows] == [0, 0, 1, 0]


def test_districts_that_do_not_add_up_to_the_total_row_are_a_doubt():
    assert problems_of(row("甲町"), row("全体", **people(2, 4))) == [
        doubt(
            "地域の人口を足すと54人ですが、全体の行では108人です。"
            "足りない地域がないか確かめてください。"
        )
    ]


def test_total_row_is_compared_with_its_own_day_only():
    other_day = [row("甲町", day="2026-05-01"), row("乙町", day="2026-05-01")]

    assert problems_of(row("", **people(2, 4)), *other_day) == []


def test_ages_that_do_not_add_up_are_an_error():
    levels = [problem.level for problem in problems_of(row("甲町", **{"65-69歳の男性": "9"}))]

    assert levels == [Level.ERROR, Level.ERROR]  # against 総人口 and against 男性


def test_sexes_that_do_not_add_up_are_an_error():
    assert [problem.text[:18] for problem in problems_of(row("甲町", 総人口="55"))] == [
        "男性と女性を足すと54人ですが、「総",
        "年齢ごとの人数を足すと54人ですが、",
    ]


@pytest.mark.parametrize("value", ["-3", "三人", "1.5", "#REF!"])
def test_value_that_counts_no_people_is_an_error(value):
    problems = problems_of(row("甲町", **{"70-74歳の女性": value}))

    assert problems[0] == error(f"人数として読めない値があります: 70-74歳の女性「{value}」。")


@pytest.mark.parametrize("value", ["", "X", "*", "…"])
def test_figure_kept_back_is_a_doubt_and_no_cell(value):
    read = draft(row("甲町", **{"70-74歳の女性": value})).rows[0]

    assert len(read.cells) == 35
    assert worst(read.problems) is Level.DOUBT


def test_dash_is_nobody():
    changed = {"70-74歳の女性": "-", "女性": "34", "総人口": "52"}
    read = draft(row("甲町", **changed)).rows[0]

    assert Cell("f", 70, 74, 0) in read.cells
    assert read.problems == []


def test_comma_and_blank_belong_to_the_number():
    assert draft(row("甲町", 世帯数="4,315 ")).rows[0].households == 4315


def test_same_area_twice_is_an_error_naming_the_first_line():
    read = draft(row("甲町大字中"), row("乙町"), row("架空市 甲町　中"))

    assert read.rows[2].problems == [
        error(
            "2行目と同じ地域・同じ日付です。1つに直すか、"
            "同じ名前の地域なら町の名前を付けてください。"
        )
    ]


def test_three_groups_are_understood_and_stopped_with_the_reason():
    header = "調査年月日,地域名,総人口,年少人口,生産年齢人口,老年人口"
    read = population.read(f"{header}\n2026-04-01,甲町,60,10,20,30\n".encode())

    assert read.rows[0].cells == [
        Cell("x", 0, 14, 10),
        Cell("x", 15, 64, 20),
        Cell("x", 65, None, 30),
    ]
    assert read.rows[0].problems == []
    assert worst(read.problems) is Level.ERROR


def test_file_without_totals_is_a_doubt():
    header = ["調査年月日", "地域名", *BY_AGE]
    cells = ["2026-04-01", "甲町", *["1"] * 36]

    read = population.read("\n".join([",".join(header), ",".join(cells)]).encode())

    assert read.problems == [doubt("「総人口」の列がないので、足し算の確かめはしていません。")]


def test_wrong_code_is_a_doubt():
    assert worst(problems_of(row("甲町", **{OLD[0]: "131149"}))) is Level.DOUBT


@pytest.mark.parametrize(
    "text",
    [
        "名称,開始日\n講座,2026-12-04\n",
        "地域名,総人口\n甲町,5\n",
        "調査年月日,地域名\n2026-04-01,甲町\n",
    ],
)
def test_other_table_is_refused_with_the_headings_it_needs(text):
    with pytest.raises(Refusal, match="「調査年月日」「地域名」「総人口」"):
        population.read(text.encode())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("甲町", "甲町"),
        (" 甲　町 ", "甲町"),
        ("架空市甲町", "甲町"),
        ("架空市 甲町 大字中", "甲町中"),
        ("ＡＢ１丁目", "AB1丁目"),
        ("鷹ヶ丘", "鷹ケ丘"),
        ("架空市", ""),
    ],
)
def test_area_key_is_one_for_all_spellings(name, key):
    assert area_key(name, "架空市") == key


def test_area_key_keeps_what_only_looks_like_a_city():
    assert area_key("四日市町") == "四日市町"


CELL = st.sampled_from(["", "1", "-1", "X", "2026-04-01", "甲町", "合計", '"', "\n"]) | st.text()
HEADING = st.sampled_from([*OLD, *NEW, *FIGURES, "年少人口", "0歳の男性"]) | CELL


@settings(deadline=None)
@given(
    st.binary()
    | st.builds("{},調査年月日,0歳の男性\n{}".format, CELL, CELL).map(
        lambda text: text.encode("utf-8", "replace")
    )
)
def test_nothing_but_refusal_is_ever_raised(data):
    with suppress(Refusal):
        population.read(data)


@settings(deadline=None)
@given(st.lists(HEADING), st.lists(st.lists(CELL, max_size=8), max_size=4))
def test_row_that_is_not_understood_says_so_whatever_its_cells(header, rows):
    data = csv_bytes(
        ["調査年月日", "地域名", "85歳以上の男性", *header], [["?", "甲町", "1"], *rows]
    )
    with suppress(Refusal):
        read = population.read(data).rows

        assert [row.line for row in read if row.as_of is None and not row.problems] == []
        assert [cell for row in read for cell in row.cells if cell.people < 0] == []
