"""A publication as a file: everything that has to stand beside the numbers."""

import io

import pytest
from openpyxl import load_workbook

from exchange import published
from models import OutgoingTable
from tests.publication import YEAR


@pytest.fixture
def figures():
    table = OutgoingTable(
        "町ごとの数（65歳以上）",
        ("町", "実人数", "到達率(%)"),
        (("若葉町", "10未満", "―"), ("市全体", 68, "1.2")),
        ("市全体",),
    )
    return YEAR._replace(
        edition=2,
        reason="=1+1",
        tables=(table,),
        notes=(("10未満", "1人以上10人未満です。"),),
    )


def test_csv_opens_in_excel_and_says_what_it_is(figures):
    content = published.csv(figures)

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").split("\r\n") == [
        "スマホ教室・相談会の到達",
        "作成,となり市",
        "期間,令和7年度",
        "公表した日,令和8年4月20日(月)（第2版）",
        "直した理由,'=1+1",
        "人口の基準日,令和8年3月31日(火)",
        "出さない数,10人未満の数と、それが計算できる数",
        "利用の条件,CC BY 4.0",
        "",
        "町ごとの数（65歳以上）",
        "町,実人数,到達率(%)",
        "若葉町,10未満,―",
        "市全体,68,1.2",
        "",
        "言葉の説明",
        "10未満,1人以上10人未満です。",
        "",
    ]


def test_workbook_has_a_sheet_a_table_and_runs_nothing(figures):
    book = load_workbook(io.BytesIO(published.workbook(figures)))
    sheet = book["町ごとの数"]
    rows = [[cell.value for cell in row if cell.value is not None] for row in sheet.iter_rows()]

    assert book.sheetnames == ["町ごとの数", "言葉の説明"]
    assert rows[-2:] == [["若葉町", "10未満", "―"], ["市全体", 68, "1.2"]]
    assert [cell.data_type for row in sheet for cell in row if cell.value == "=1+1"] == ["s"]


def test_file_is_called_by_its_period_and_edition(figures):
    assert published.name(figures, "csv") == "スマホ教室の到達 令和7年度 第2版.csv"
