"""A workbook must show what a stranger typed, never run it."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from exchange.workbook import xlsx_bytes


def sheet_of(data: bytes):
    return openpyxl.load_workbook(io.BytesIO(data)).active


def test_rows_come_back_with_their_kinds():
    rows = [["架空町", 3, date(2026, 12, 4)], ["例町", None, None]]
    sheet = sheet_of(xlsx_bytes("質問", ["町", "件数", "期限"], rows))

    assert sheet.title == "質問"
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert values == [["架空町", 3, values[0][2]], ["例町", None, None]]
    assert values[0][2].date() == date(2026, 12, 4)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:C3")


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "+81 954", "-1", "@SUM(A1)"])
def test_text_that_would_run_stays_a_text(text):
    data = xlsx_bytes("質問", [text], [[text]])
    cells = [row[0] for row in sheet_of(data).iter_rows()]
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")

    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        (text, "s", True),
        (text, "s", True),
    ]
    assert b"<f>" not in xml


def test_harmless_text_is_not_marked():
    (_, cell) = (row[0] for row in sheet_of(xlsx_bytes("質問", ["値"], [["a-b"]])).iter_rows())

    assert (cell.value, cell.quotePrefix) == ("a-b", False)


def test_control_characters_do_not_break_the_file():
    sheet = sheet_of(xlsx_bytes("質問", ["値"], [["a\x00\x1fb"]]))

    assert sheet["A2"].value == "ab"


def test_empty_table_has_its_headings():
    sheet = sheet_of(xlsx_bytes("質問", ["値", "期限"], [], wide=["値"]))

    assert [cell.value for cell in sheet[1]] == ["値", "期限"]
    assert sheet.column_dimensions["A"].width > sheet.column_dimensions["B"].width
