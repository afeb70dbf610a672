"""A spreadsheet must show what a stranger typed, never run it."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange.writer import csv_bytes


def cells_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_file_opens_in_excel():
    assert csv_bytes(["町", "人数"], [["架空町", 3], ["例町", None]]) == (
        b"\xef\xbb\xbf" + "町,人数\r\n架空町,3\r\n例町,\r\n".encode()
    )


def test_cell_with_comma_quote_and_line_break_is_quoted():
    assert cells_of(csv_bytes(["備考"], [['甲,"乙"\n丙']])) == [["備考"], ['甲,"乙"\n丙']]


@pytest.mark.parametrize(
    "text", ["=1+1", "+81 954", "-1", "@SUM(A1)", "\tx", "\r=x", "\n=x", "  =1+1", "＝1+1", "－1"]
)
def test_text_that_would_run_gets_an_apostrophe(text):
    assert cells_of(csv_bytes([text], [[text]])) == [[f"'{text}"], [f"'{text}"]]


@pytest.mark.parametrize(
    ("cell", "written"),
    [(-5, "-5"), (-0.5, "-0.5"), (date(2026, 12, 4), "2026-12-04"), ("a-b", "a-b")],
)
def test_number_date_and_harmless_text_stay(cell, written):
    assert cells_of(csv_bytes(["値"], [[cell]])) == [["値"], [written]]


@settings(deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_ever_written_as_a_formula(text):
    written = cells_of(csv_bytes(["値"], [[text, ""]]))[1][0]

    assert written.removeprefix("'") == text.removeprefix("'")
    assert written.lstrip(" ")[:1] not in set("=+-@\t\r\n")
