"""The published list against its definition, in both generations."""

import json
from datetime import date, time

import pytest

from exchange import event_check, event_list, events
from exchange.event_list import Published
from models import EventList

EVENT = Published(
    code="412066",
    number="ABC",
    city="架空市",
    name="=はじめてのスマホ",
    kana="ハジメテノスマホ",
    day=date(2026, 12, 4),
    start=time(10),
    end=time(11, 30),
    description="電源の入れ方\nから",
    fee=0,
    desk="架空課",
    phone="0000-00-0000",
    host="架空市",
    place="架空公民館",
    address="架空市甲町1-1",
    town="甲町",
    capacity=12,
    kind="講座",
    url="https://example.jp/events/1",
)


@pytest.mark.parametrize("form", EventList)
def test_list_is_as_defined_and_read_back_as_it_was(form):
    data = event_list.as_csv([EVENT], form)

    (row,) = events.read(data, today=date(2026, 11, 24)).rows
    assert event_check.check(data, form) == []
    assert (row.code, row.name, row.starts_on, row.start_time, row.end_time) == (
        "412066",
        "'=はじめてのスマホ",  # a spreadsheet must not run it
        date(2026, 12, 4),
        time(10),
        time(11, 30),
    )
    assert (row.venue_name, row.capacity, row.fee, row.url) == (
        "架空公民館",
        12,
        "無料",
        "https://example.jp/events/1",
    )


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"kana": ""}, "イベント名_カナ"),
        ({"kana": "はじめて"}, "イベント名_カナ"),
        ({"description": ""}, "説明"),
        ({"address": ""}, "住所"),
        ({"code": "412067"}, "都道府県コード又は市区町村コード"),
        ({"url": "example.jp"}, "URL"),
        ({"phone": "090"}, "連絡先電話番号"),
        ({"capacity": 0}, "定員"),
        ({"latitude": 130.0}, "緯度"),
        ({"end": time(9)}, "終了日"),
        ({"access": "あ" * 1_001}, "アクセス方法"),
    ],
)
def test_check_names_the_cell_that_departs(changes, column):
    data = event_list.as_csv([EVENT._replace(**changes)], EventList.RECOMMENDED)

    (said,) = event_check.check(data, EventList.RECOMMENDED)
    assert said.startswith(f"2行目「{column}」")


def test_check_of_the_other_generation_names_its_headings():
    data = event_list.as_csv([EVENT], EventList.STANDARD)

    assert event_check.check(data, EventList.RECOMMENDED)[0] == "見出しが定義と違います。"


def test_json_has_the_cells_and_the_licence():
    told = json.loads(event_list.as_json([EVENT], EventList.RECOMMENDED, city="架空市"))

    assert (told["licence"], told["credit"]) == ("CC BY 4.0", "架空市")
    assert told["events"][0]["開始時間"] == "10:00"
    assert list(told["events"][0]) == event_list.header(EventList.RECOMMENDED)
