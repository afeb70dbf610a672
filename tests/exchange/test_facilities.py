"""Small invented lists (架空) with the headings of both published generations."""

from datetime import time

import pytest

from exchange import facilities
from exchange.writer import csv_bytes
from refusal import Refusal

OLD = {
    "都道府県コード又は市区町村コード": "412066",
    "NO": "1",
    "名称": "架空公民館",
    "名称_カナ": "カクウコウミンカン",
    "POIコード": "",
    "住所": "架空県架空市甲町1-1",
    "方書": "2階",
    "緯度": "130.02",
    "経度": "33.19",
    "電話番号": "0000-00-0000",
    "利用可能曜日": "火水木金土日",
    "開始時間": "9:00",
    "終了時間": "21時30分",
    "バリアフリー情報(「;」区切り)": "スロープあり;車いす用トイレ",
    "収容人数": "４０名",
}
RENAMED = {"都道府県コード又は市区町村コード": "全国地方公共団体コード", "NO": "ID"}
RENAMED |= {"方書": "建物名等（方書）", "住所": "所在地_連結表記"}
RENAMED |= {"バリアフリー情報(「;」区切り)": "バリアフリー情報"}
NEW = {RENAMED.get(name, name): text for name, text in OLD.items()}


def the_row(cells: dict) -> facilities.FacilityRow:
    (row,) = facilities.read(csv_bytes(list(cells), [list(cells.values())])).rows
    return row


@pytest.mark.parametrize("generation", [OLD, NEW])
def test_facility_is_the_same_in_both_generations(generation):
    row = the_row(generation)

    assert (row.name, row.kana, row.code) == ("架空公民館", "カクウコウミンカン", "412066")
    assert (row.address, row.phone) == ("架空県架空市甲町1-1 2階", "0000-00-0000")
    assert (row.latitude, row.longitude) == (33.19, 130.02)
    assert (row.opens, row.closes, row.closed_weekdays) == (time(9), time(21, 30), "月")
    assert (row.step_free, row.capacity) == (True, 40)
    assert [one.text for one in row.problems] == [
        "緯度と経度が逆のようです。入れ替えて読みました。"
    ]


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("月火水木金", "土日"),
        ("月;火;水", "木金土日"),
        ("火曜日〜日曜日", "月"),
        ("土-月", "火水木金"),
        ("毎日", ""),
        ("", None),
        ("第3日曜を除く", None),
    ],
)
def test_closed_weekdays_are_those_it_is_not_open(text, closed):
    assert the_row(OLD | {"利用可能曜日": text}).closed_weekdays == closed


@pytest.mark.parametrize(
    ("text", "free"),
    [("段差なし", True), ("入口に段差あり", False), ("車椅子不可", False), ("点字ブロック", None)],
)
def test_step_free_only_when_it_is_said(text, free):
    assert the_row(OLD | {"バリアフリー情報(「;」区切り)": text}).step_free is free


def test_cell_that_cannot_be_read_is_named_with_its_column():
    row = the_row(OLD | {"開始時間": "朝から", "収容人数": "多数", "緯度": ""})

    assert [one.text for one in row.problems] == [
        "緯度・経度が日本の中ではないので、除きました。",
        "開始時間「朝から」を時刻として読めませんでした。",
        "定員「多数」を人数として読めませんでした。",
    ]


def test_list_of_something_else_is_refused():
    with pytest.raises(Refusal, match="公共施設の表として"):
        facilities.read("名称,開始日\n甲,2026-12-01\n".encode())
