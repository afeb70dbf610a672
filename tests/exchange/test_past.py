"""Invented tables (架空) as desks keep them."""

from datetime import date

import pytest

from exchange import past, table
from exchange.past import Count
from models.age import Sex
from tests.exchange.awkward import tables

HEADER = "年度,開催日,教室名,会場,定員,受講者数,男性,女性,60代未満,60代,70代,80代以上,備考"


def read(*lines: str, header: str = HEADER) -> list[past.PastRow]:
    found = table.read("\n".join([header, *lines]).encode())
    return past.read(found, past.guess(found.header))


def test_class_is_read_with_its_counts():
    (row,) = read("令和5年度,R5.6.13,スマホ入門,中央公民館,12,8,3,5,0,1,4,3,")

    assert (row.day, row.title, row.seats, row.visits) == (date(2023, 6, 13), "スマホ入門", 12, 8)
    assert row.counts == (
        Count(Sex.MALE, None, None, 3),
        Count(Sex.FEMALE, None, None, 5),
        Count(Sex.UNKNOWN, 0, 59, 0),
        Count(Sex.UNKNOWN, 60, 69, 1),
        Count(Sex.UNKNOWN, 70, 79, 4),
        Count(Sex.UNKNOWN, 80, None, 3),
    )
    assert (row.problems, row.notes) == ((), ())


@pytest.mark.parametrize(
    ("day", "read_as"), [("6月13日", date(2023, 6, 13)), ("2/7", date(2024, 2, 7))]
)
def test_day_without_a_year_is_of_its_fiscal_year(day, read_as):
    (row,) = read(f"令和5年度,{day},甲,乙,12,8,,,,,,,")

    assert row.day == read_as


@pytest.mark.parametrize("line", ["合計,,,,,80,,,,,,,", "令和5年度,小計,,,,80,,,,,,,"])
def test_total_is_left_out(line):
    assert read("令和5年度,R5.6.13,甲,乙,12,8,,,,,,,", line)[0].visits == 8
    assert len(read("令和5年度,R5.6.13,甲,乙,12,8,,,,,,,", line)) == 1


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (",6月31日,甲,乙,12,8,,,,,,,", "「開催日」の「6月31日」を日付として読めません。"),
        (",,甲,乙,12,8,,,,,,,", "「開催日」が空です。日付を書いてください。"),
        (",R5.6.1,甲,乙,12,多数,,,,,,,", "「受講者数」の「多数」を人数として読めません。"),
        (",R5.6.1,甲,乙,12,,,,,,,,", "「受講者数」に人数が書かれていません。"),
        (",R5.6.1,甲,乙,12,8,5,4,,,,,", "男性と女性を足すと9人で、受講者数の8人より多いです。"),
        (",R5.6.1,甲,乙,12,8,,,,,9,,", "年代ごとの人数を足すと9人で、受講者数の8人より多いです。"),
        (",R5.6.1," + "あ" * 81 + ",乙,12,8,,,,,,,", "「教室名」が長すぎます（80文字まで）。"),
    ],
)
def test_wrong_cell_is_named(line, problem):
    (row,) = read(line)

    assert row.problems == (problem,)


def test_sum_that_is_too_small_is_a_note():
    (row,) = read(",R5.6.1,甲,乙,12,8,3,4,,,,,")

    assert row.notes == ("男性と女性を足すと7人です。受講者数8人との差は、不明とします。",)


def test_workbook_with_a_title_and_dates_of_excel():
    records = table.sheets(tables.past_workbook())["令和5年度"]
    at = table.heading_row(records)
    found = table.under_headings(records, at=at, ragged=True)

    rows = past.read(found, past.guess(found.header))

    assert at == 2
    assert [(row.day, row.visits) for row in rows] == [
        (date(2023, 6, 13), 8),
        (date(2023, 7, 4), 11),
    ]


def test_day_without_a_year_is_of_the_year_of_the_sheet():
    found = table.read("開催日,受講者数\n7月3日（月）,8\n2/7,9\n".encode())
    columns = past.guess(found.header)

    assert past.read(found, columns)[0].problems == (
        "「開催日」の「7月3日（月）」に年がありません。年度を選んでください。",
    )
    rows = past.read(found, columns, fiscal_year=2023)
    assert [row.day for row in rows] == [date(2023, 7, 3), date(2024, 2, 7)]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        (["令和５年度　スマホ教室", "R6"], 2023),
        (["", "R6実績"], 2024),
        (["教室", "平成 31 年度.xlsx"], 2019),
        (["令和元年度"], 2019),
        (["実績.csv"], None),
    ],
)
def test_year_is_told_by_the_title_the_sheet_or_the_file(words, year):
    assert past.year_of(words) == year


def test_ditto_is_what_stands_above_and_a_second_row_of_headings_is_no_class():
    _, row = read(
        ",,,,,,男,女,,,,,",
        "令和5年度,R5.6.13,スマホ入門,中央公民館,12,8,3,5,,,,,",
        "〃,6月20日,同上,〃,12,7,3,4,,,,,",
    )

    assert (row.day, row.title, row.place) == (date(2023, 6, 20), "スマホ入門", "中央公民館")


def test_headings_with_their_unit_are_known():
    assert past.guess(["実施年月日", "テーマ", "参加人数(人)"]) == {
        "day": "実施年月日",
        "visits": "参加人数(人)",
        "title": "テーマ",
    }
