"""Statistics as open data: what the check finds, one departure each."""

import csv
import io

import pytest

from exchange import figure_check, figure_list
from exchange.writer import csv_bytes
from models import OutgoingTable
from models import outgoing as told
from tests.publication import YEAR


@pytest.fixture
def lines():
    town = OutgoingTable(
        told.TOWNS,
        ("町", told.PEOPLE, told.VISITS, told.NEW, told.LIVING, told.RATE),
        (("若葉町", "10未満", "非公表", 0, 900, "―"), ("市全体", 68, 80, 60, 1_000, "6.8")),
        ("市全体",),
    )
    ages = OutgoingTable(told.AGES, ("町", "75〜79歳", *told.SUMS), (("市全体", 68, 68, 70),))
    course = OutgoingTable(
        told.COURSE_FORMATS,
        ("講座", "講座", "相談会", told.VISITS),
        (("写真", 60, "10未満", "非公表"), (told.WHOLE, 75, 15, 90)),
        (told.WHOLE,),
    )
    cases = OutgoingTable(told.ASKED, ("種類", told.COUNT, told.SOLVED), (("質問", 25, 21),))
    header = ("住んでいる町", told.COUNT, told.SOLVED)
    cards = OutgoingTable(told.CARDS, header, (("若葉町", "10未満", 0),))
    year = YEAR._replace(
        population_as_of=None,
        tables=(town, ages, course, cases, cards),
    )
    data = figure_list.as_csv([year], code="990001")
    assert figure_check.check(data) == []
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))


def test_each_number_stands_once_with_its_reason_when_it_is_hidden(lines):
    told_of = [tuple(row[6:15]) for row in lines[1:]]

    assert told_of == [
        ("若葉町", "65歳以上", "総数", "総数", "総数", "実人数", "人", "", "10未満"),
        ("若葉町", "65歳以上", "総数", "総数", "総数", "延べ", "回", "", "非公表"),
        ("若葉町", "65歳以上", "総数", "総数", "総数", "初めての人", "人", "0", ""),
        ("若葉町", "65歳以上", "総数", "総数", "総数", "人口", "人", "900", ""),
        ("若葉町", "65歳以上", "総数", "総数", "総数", "到達率", "%", "", "―"),
        ("市全体", "65歳以上", "総数", "総数", "総数", "実人数", "人", "68", ""),
        ("市全体", "65歳以上", "総数", "総数", "総数", "延べ", "回", "80", ""),
        ("市全体", "65歳以上", "総数", "総数", "総数", "初めての人", "人", "60", ""),
        ("市全体", "65歳以上", "総数", "総数", "総数", "人口", "人", "1000", ""),
        ("市全体", "65歳以上", "総数", "総数", "総数", "到達率", "%", "6.8", ""),
        ("市全体", "75〜79歳", "総数", "総数", "総数", "実人数", "人", "68", ""),
        ("市全体", "総数", "総数", "総数", "総数", "実人数", "人", "70", ""),
        ("市全体", "総数", "総数", "写真", "講座", "延べ", "回", "60", ""),
        ("市全体", "総数", "総数", "写真", "相談会", "延べ", "回", "", "10未満"),
        ("市全体", "総数", "総数", "写真", "総数", "延べ", "回", "", "非公表"),
        ("市全体", "総数", "総数", "総数", "講座", "延べ", "回", "75", ""),
        ("市全体", "総数", "総数", "総数", "相談会", "延べ", "回", "15", ""),
        ("市全体", "総数", "総数", "総数", "総数", "延べ", "回", "90", ""),
        ("市全体", "総数", "総数", "総数", "総数", "質問", "件", "25", ""),
        ("市全体", "総数", "総数", "総数", "総数", "質問の解決", "件", "21", ""),
        ("若葉町", "総数", "総数", "総数", "総数", "カード相談", "件", "", "10未満"),
        ("若葉町", "総数", "総数", "総数", "総数", "カード相談の解決", "件", "0", ""),
    ]


@pytest.mark.parametrize(
    ("heading", "value", "said"),
    [
        ("値", "3", "2行目「値」と「注記」は、どちらか1つだけに書きます。"),
        ("注記", "", "2行目「値」と「注記」は、どちらか1つだけに書きます。"),
        ("注記", "少ない", "2行目「注記」の「少ない」が、決められた形ではありません。"),
        ("公表日", "R8.4.20", "2行目「公表日」の「R8.4.20」が、決められた形ではありません。"),
        ("町", "", "2行目「町」が空です。"),
        (
            "項目",
            "延べ",
            "同じ数が2回あります: 990001、2025、若葉町、65歳以上、総数、総数、総数、延べ",
        ),
    ],
)
def test_departure_is_found(lines, heading, value, said):
    header, first, *rest = lines
    first = [value if name == heading else cell for name, cell in zip(header, first, strict=True)]

    assert figure_check.check(csv_bytes(header, [first, *rest])) == [said]


def test_other_headings_and_a_missing_mark_are_found(lines):
    header, *rest = lines

    assert figure_check.check(csv_bytes([*header[:-1], "メモ"], rest)) == [
        "見出しが定義と違います。"
    ]
    assert figure_check.check(csv_bytes(header, rest)[3:]) == ["先頭にBOMがありません。"]
