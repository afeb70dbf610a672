"""Files as they come out of a spreadsheet, an e-mail or a catalogue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange import table
from exchange.problem import Level
from refusal import Refusal

TEXT = "名称,備考\r\n初級講座,はじめて\r\n"


def refusal_of(data: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        table.read(data)
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932"])
def test_table_is_the_same_in_every_encoding(encoding):
    read = table.read(TEXT.encode(encoding))

    assert read.header == ("名称", "備考")
    assert read.rows == (table.Row(2, {"名称": "初級講座", "備考": "はじめて"}),)
    assert read.problems == ()


def test_tabs_separate_cells_when_they_are_more():
    read = table.read("名称\t備考\n10,11日\tあり\n".encode())

    assert read.rows[0].cells == {"名称": "10,11日", "備考": "あり"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_is_that_of_the_file_when_cells_hold_line_breaks(end):
    text = f'名称,備考{end}甲,"一{end}二{end}三"{end}{end}乙,{end},{end}丙,四{end}{end}'

    read = table.read(text.encode())

    assert [(row.line, row.cells["名称"]) for row in read.rows] == [(2, "甲"), (6, "乙"), (8, "丙")]
    assert read.rows[0].cells["備考"] == "一\n二\n三"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\ufeff 料金（基本） ", "料金(基本)"),
        ("料金［基本］", "料金(基本)"),
        ("ＵＲＬ", "URL"),
        ("定　員", "定員"),
        ("開始\n時間", "開始時間"),
    ],
)
def test_heading_is_one_whatever_its_width_blanks_and_brackets(written, read):
    assert table.heading(written) == read


def test_columns_are_found_by_any_of_their_names_and_never_by_position():
    read = table.read("備考,名称\n,甲\n".encode())

    found = read.columns({"name": ("イベント名", "名称"), "remarks": ("備考",), "url": ("URL",)})

    assert found == {"name": "名称", "remarks": "備考"}


def test_heading_row_may_follow_empty_lines():
    assert table.read("\n,\n名称\n甲\n".encode()).rows[0].line == 4


def test_row_longer_than_the_headings_is_an_error():
    row = table.read("名称,定員\n甲,1,234\n".encode()).rows[0]

    assert [problem.level for problem in row.problems] == [Level.ERROR]


def test_row_shorter_than_the_headings_is_a_doubt():
    row = table.read("名称,定員\n甲\n".encode()).rows[0]

    assert row.cells == {"名称": "甲", "定員": ""}
    assert [problem.level for problem in row.problems] == [Level.DOUBT]


def test_empty_cells_behind_the_headings_are_no_problem():
    assert table.read("名称\n甲,,\n".encode()).rows[0].problems == ()


def test_column_without_heading_is_not_read():
    assert table.read("名称,\n甲,乙\n".encode()).rows[0].cells == {"名称": "甲"}


def test_repeated_heading_is_a_doubt_and_the_left_column_counts():
    read = table.read("名称,備考,備考\n甲,左,右\n".encode())

    assert read.rows[0].cells["備考"] == "左"
    assert [problem.level for problem in read.problems] == [Level.DOUBT]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"PK\x03\x04....", "CSV UTF-8"),
        (b"\xd0\xcf\x11\xe0....", "CSV UTF-8"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "画像"),
        (b"\xff\xd8\xff\xe0", "写真"),
        (b"  <!DOCTYPE html><html>", "ホームページ"),
        (b"a,b\n1,\x002\n", "CSV UTF-8"),
        (b"a\n\x81", "CSV UTF-8"),
        ("名称\n甲".encode("utf-16-le"), "CSV UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(data, word):
    assert word in refusal_of(data)


@pytest.mark.parametrize("data", [b"", b"\n\n", "名称\n".encode(), "名称\n,\n\n".encode()])
def test_table_without_rows_is_refused(data):
    assert refusal_of(data).startswith("中身の行がありません。")


@pytest.mark.parametrize("text", ['名称\n甲\n"乙\n丙\n丁\n', '名称\n甲\n"乙"丙\n'])
def test_quote_that_is_not_closed_is_refused_naming_its_line(text):
    assert refusal_of(text.encode()).startswith("3行目")


def test_too_much_is_refused():
    assert "MB" in refusal_of(b"a" * (table.MAX_BYTES + 1))
    assert "行が多すぎます" in refusal_of(b"a\n" * (table.MAX_ROWS + 2))
    assert "列が多すぎます" in refusal_of(b"a," * table.MAX_COLUMNS + b"a\n1\n")
    assert len(table.read(b"a\n" * (table.MAX_ROWS + 1)).rows) == table.MAX_ROWS


@settings(deadline=None)
@given(st.binary() | st.text().map(str.encode))
def test_nothing_but_refusal_is_ever_raised(data):
    try:
        rows = table.read(data).rows
    except Refusal:
        return

    assert all(any(row.cells.values()) or row.problems for row in rows)
