"""Long tables: typed, told whose they are on every sheet; nothing runs or is left behind."""

import os
from datetime import date, time
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.worksheet import _writer

from exchange import in_house, public_report, sheets
from models import Outgoing, OutgoingTable
from models.in_house import NOTICE, InHouse, Sheet
from tests.publication import YEAR

HEADER = ("町", "開催日", "開始", "人", "比", "だれ")
LINE = ("架空町", date(2026, 12, 4), time(10, 30), 3, 1.25, "=1+1")


def report(*found: Sheet) -> InHouse:
    day = date(2026, 12, 4)
    return InHouse("実績報告", "となり市", "令和8年度", day, iter(found), 2, is_fictional=False)


def written(steps) -> list[int]:
    return list(steps)


def test_every_sheet_and_page_says_that_it_stays_inside(tmp_path):
    two = [Sheet(name, HEADER, [LINE], wide=("だれ",)) for name in ("教室", "人")]
    lines = written(in_house.workbook(report(*two), tmp_path / "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    assert (lines, book.sheetnames) == ([2], ["教室", "人"])
    for sheet in book:
        assert (sheet["A1"].value, sheet.oddHeader.center.text) == (NOTICE, NOTICE)


def test_cells_keep_their_kinds_and_nothing_runs(tmp_path):
    written(in_house.workbook(report(Sheet("教室", HEADER, [LINE])), tmp_path / "a.xlsx"))
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cells = sheet[4]

    assert tuple(cell.value for cell in sheet[3]) == HEADER
    assert [cell.data_type for cell in cells] == ["s", "d", "d", "n", "n", "s"]
    assert (cells[1].value.date(), *(cell.value for cell in cells[2:])) == LINE[1:]
    assert cells[5].quotePrefix is True
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:F4")
    assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$3:$3")


def test_csv_has_the_first_sheet_under_the_same_words(tmp_path):
    written(in_house.table(report(Sheet("教室", HEADER, [LINE])), tmp_path / "a.csv"))

    assert (tmp_path / "a.csv").read_bytes().decode("utf-8-sig").split("\r\n") == [
        NOTICE,
        "となり市　実績報告　令和8年度　作成 令和8年12月4日(金)",
        "町,開催日,開始,人,比,だれ",
        "架空町,2026-12-04,10:30,3,1.25,'=1+1",
        "",
    ]


def test_who_stops_midway_leaves_no_temporary_file(tmp_path):
    kept = list(_writer.ALL_TEMP_FILES)
    long = Sheet("教室", ("n",), ((number,) for number in range(3 * sheets.STEP)))
    steps = in_house.workbook(report(long), tmp_path / "a.xlsx")

    assert next(steps) == sheets.STEP
    (spool,) = set(_writer.ALL_TEMP_FILES) - set(kept)
    steps.close()
    assert (os.path.exists(spool), kept) == (False, _writer.ALL_TEMP_FILES)
    assert not Path(tmp_path / "a.xlsx").exists()


@pytest.fixture
def published() -> Outgoing:
    return YEAR._replace(
        population_as_of=None,
        tables=(OutgoingTable("講座ごとの数（全部の年代）", ("講座", "実人数"), (("B01", 12),)),),
        notes=(("実人数", "来た人の数です。"),),
    )


def test_version_for_outside_says_so_and_has_the_published_tables(published, tmp_path):
    classes = Sheet("教室の一覧", ("講座",), [("B01",)])
    written(public_report.workbook(published, classes, tmp_path / "a.xlsx"))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")

    assert book.sheetnames == ["教室の一覧", "講座ごとの数", "言葉の説明"]
    assert {sheet["A1"].value for sheet in book} == {public_report.NOTICE}
    assert [cell.value for cell in tuple(book["講座ごとの数"].rows)[-1]] == ["B01", 12]


def test_all_tables_are_packed_under_names_that_windows_reads(tmp_path):
    two = [Sheet(name, HEADER, [LINE], notes=("数え方",)) for name in ("教室", "人")]
    lines = written(in_house.tables(report(*two), tmp_path / "a.zip"))
    with ZipFile(tmp_path / "a.zip") as packed:
        names = {one.filename: bool(one.flag_bits & 0x800) for one in packed.infolist()}
        second = packed.read("2 人.csv").decode("utf-8-sig").split("\r\n")

    assert (lines, names) == ([2], {"1 教室.csv": True, "2 人.csv": True})
    assert (second[0], second[2:]) == (NOTICE, ["数え方", ",".join(HEADER), second[4], ""])
