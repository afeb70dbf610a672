"""Awkward files: the right sums, or a sentence that says which cell is wrong.

After what real files do: three generations of headings, monthly rows, totals beside districts,
years of the era, commas, wide digits, cp932, positions changed over.
"""

from collections.abc import Callable
from datetime import date, time

import pytest

from exchange import events, facilities, population
from exchange.problem import Level
from refusal import Refusal
from tests.exchange.awkward.tables import AGES, classes, people, places, text, workbook

TODAY = date(2026, 11, 24)
DAY = date(2026, 9, 30)
TWO = ("若葉町", "西川町")


def errors(rows) -> list[tuple[int, str]]:
    return [
        (row.line, one.text) for row in rows for one in row.problems if one.level is Level.ERROR
    ]


def renamed(cells: list[list[str]], **names: str) -> list[list[str]]:
    return [[names.get(name, name) for name in cells[0]], *cells[1:]]


def without(cells: list[list[str]], *names: str) -> list[list[str]]:
    kept = [at for at, name in enumerate(cells[0]) if name not in names]
    return [[row[at] for at in kept] for row in cells]


def older() -> list[list[str]]:
    """昭島市's way: 85歳以上 in four columns, and 年齢不詳."""
    cells = without(people(*TWO), "85歳以上の男性", "85歳以上の女性")
    more = ["85-89歳の男性", "85-89歳の女性", "90歳以上の男性", "90歳以上の女性"]
    more += ["年齢不詳の男性", "年齢不詳の女性"]
    return [cells[0] + more, *(row + ["4", "4", "5", "5", "1", "1"] for row in cells[1:])]


POPULATION: dict[str, Callable[[], bytes]] = {
    "old headings": lambda: text(people(*TWO)),
    "new headings": lambda: text(people(*TWO, new=True)),
    "cp932": lambda: text(people(*TWO), encoding="cp932"),
    "UTF-16 with tabs": lambda: text(people(*TWO), encoding="utf-16", mark="\t"),
    "no mark, LF": lambda: text(people(*TWO), encoding="utf-8", end="\n"),
    "year of the era": lambda: text(people(*TWO, day="令和8年9月30日現在")),
    "number of Excel": lambda: text(people(*TWO, day="46295")),
    "commas and blanks": lambda: text(people(*TWO, 総人口="360 ", 世帯数="1,315 ")),
    "wide digits": lambda: text(people(*TWO, 総人口="３６０", 男性="１８０人")),
    "a total beside": lambda: text([*people(*TWO), *people("合計", each=20)[1:]]),
    "more spans": lambda: text(older()),
    "workbook with a title": lambda: workbook(people(*TWO), above=2),
}


@pytest.mark.parametrize("name", POPULATION)
def test_population_has_the_right_sums(name):
    rows = [row for row in population.read(POPULATION[name]()).rows if not row.left_out]

    assert errors(rows) == []
    assert [(row.as_of, sum(cell.people for cell in row.cells)) for row in rows] == [
        (DAY, 360),
        (DAY, 360),
    ]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"総人口": "361"},
            "年齢ごとの人数を足すと360人ですが、「総人口」は361人です。",
        ),
        ({"男性": "170"}, "男性と女性を足すと350人ですが、「総人口」は360人です。"),
        ({AGES[4]: "十人"}, f"人数として読めない値があります: {AGES[4]}「十人」。"),
        ({"調査年月日": "令和8年13月1日"}, "調査年月日「令和8年13月1日」を日付として読めません。"),
    ],
)
def test_population_names_the_cell_that_is_wrong(changes, sentence):
    found = errors(population.read(text(people("若葉町", **changes))).rows)

    assert [(line, sentence in said) for line, said in found if sentence in said] == [(2, True)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            lambda: text(without(people("若葉町"), "70-74歳の男性")),
            "男性の70〜74歳の列が見つかりません。",
        ),
        (
            lambda: text(
                [["調査年月日", "地域名", "年少人口", "生産年齢人口", "老年人口"]]
                + [["2026-09-30", "若葉町", "1", "2", "3"]]
            ),
            "年齢の区切りが粗い列があります",
        ),
    ],
)
def test_population_without_its_spans_is_told(data, sentence):
    problems = population.read(data()).problems

    assert any(sentence in one.text for one in problems if one.level is Level.ERROR)


def test_population_of_months_has_a_day_each():
    months = [people("若葉町", day=f"2026/{month}/1")[1] for month in (1, 2, 3)]

    rows = population.read(text([people()[0], *months])).rows

    assert [(row.as_of.month, sum(cell.people for cell in row.cells)) for row in rows] == [
        (1, 360),
        (2, 360),
        (3, 360),
    ]


def test_population_of_one_district_twice_is_told_by_its_line():
    assert errors(population.read(text(people("若葉町", "若葉町"))).rows) == [
        (
            3,
            "2行目と同じ地域・同じ日付です。1つに直すか、同じ名前の地域なら町の名前を付けてください。",
        )
    ]


EVENTS: dict[str, Callable[[], bytes]] = {
    "old headings": lambda: text(classes({})),
    "new headings": lambda: text(classes({}, form="new")),
    "catalogue": lambda: text(classes({}, form="catalogue")),
    "cp932 and columns of its own": lambda: text(
        [row + ["子育て" if at else "カテゴリー"] for at, row in enumerate(classes({}))],
        encoding="cp932",
    ),
    "years of the era": lambda: text(classes({"day": "令和8年12月4日(金)", "end": "R8.12.4"})),
    "times as people say them": lambda: text(classes({"start": "午前10時", "until": "11時半"})),
    "wide digits": lambda: text(classes({"start": "１０：００", "seats": "１２名"})),
    "line breaks in a cell": lambda: text(classes({"text": "練習\r\nします"})),
    "workbook": lambda: workbook(classes({}), above=1),
    "number of Excel": lambda: text(classes({"day": "46360", "end": "46360"})),
}


@pytest.mark.parametrize("name", EVENTS)
def test_class_is_read_as_it_is(name):
    (row,) = events.read(EVENTS[name](), today=TODAY).rows

    assert errors([row]) == []
    assert (row.name, row.starts_on, row.start_time, row.end_time) == (
        "スマホ教室",
        date(2026, 12, 4),
        time(10),
        time(11, 30),
    )
    assert (row.venue_name, row.capacity) == ("若葉公民館", 12)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "12/4"}, "開始日「12/4」を日付として読めませんでした。"),
        ({"start": "朝"}, "開始時刻「朝」を時刻として読めませんでした。"),
        ({"end": "2026-12-03"}, "終了日が開始日より前です。"),
        ({"seats": "若干"}, "定員「若干」を人数として読めませんでした。"),
        ({"name": ""}, "催しの名前がありません。"),
    ],
)
def test_class_names_the_cell_that_is_odd(changes, sentence):
    (row,) = events.read(text(classes(changes)), today=TODAY).rows

    assert any(sentence in one.text for one in row.problems)


def test_formula_in_a_class_is_a_text():
    (row,) = events.read(workbook(classes({"name": "=1+1"})), today=TODAY).rows
    (plain,) = events.read(text(classes({"name": "=1+1"})), today=TODAY).rows

    assert plain.name == "=1+1"
    assert (row.name, errors([row])[0][1][:9]) == ("", "催しの名前がありま")  # Excel saw no value


FACILITIES: dict[str, Callable[[], bytes]] = {
    "old headings": lambda: text(places({})),
    "new headings": lambda: text(places({}, form="new")),
    "cp932": lambda: text(places({}), encoding="cp932"),
    "a code without its check": lambda: text(places({"code": "99000"})),
    "a code as a number": lambda: text(places({"code": "990,001.0"})),
    "position changed over": lambda: text(places({"lat": "130.02", "lon": "33.19"})),
    "days with marks": lambda: text(places({"days": "月;火;水;木;金;土;日"})),
    "workbook": lambda: workbook(places({})),
}


@pytest.mark.parametrize("name", FACILITIES)
def test_facility_is_read_as_it_is(name):
    (row,) = facilities.read(FACILITIES[name]()).rows

    assert (row.code, row.name, row.address) == ("990001", "若葉公民館", "若葉町1")
    assert (row.latitude, row.longitude) == (33.19, 130.02)
    assert (row.opens, row.closes, row.closed_weekdays) == (time(9), time(21), "")


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (population.read, lambda: text(classes({}))),
        (events.read, lambda: text(people("若葉町"))),
        (facilities.read, lambda: text(people("若葉町"))),
    ],
)
def test_file_of_another_kind_is_refused_with_the_headings_it_needs(read, data):
    with pytest.raises(Refusal, match="読み取れません。1行目に「"):
        read(data())
