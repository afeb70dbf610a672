"""What publishers really write into the remarks beside a date."""

from datetime import date, time

import pytest

from exchange.prose import deadline, place, time_spans


@pytest.mark.parametrize(
    ("note", "start", "end"),
    [
        ("午後1時から午後4時まで", time(13), time(16)),
        ("各日12時~16時", time(12), time(16)),
        ("各日１２時～１６時　雨天中止", time(12), time(16)),
        ("午後2時30分~4時45分", time(14, 30), time(16, 45)),
        ("午前10時〜3時", time(10), time(15)),
        ("10時から3時", time(10), time(15)),
        ("正午から2時", time(12), time(14)),
        ("午前9時から正午まで", time(9), time(12)),
        ("13:00-15:30", time(13), time(15, 30)),
        ("午後1時半〜", time(13, 30), None),
        ("開始日: 2022/1/12\n開始時刻: 9:00", time(9), None),
    ],
)
def test_time_is_found_in_the_sentence(note, start, end):
    found = time_spans(note)

    assert [(told.start, told.end) for told in found] == [(start, end)]


def test_every_time_is_found_in_order():
    found = time_spans("第1部 13時15分から14時15分、第2部 14時40分から15時40分")

    assert [(told.start, told.end, told.written) for told in found] == [
        (time(13, 15), time(14, 15), "13時15分から14時15分"),
        (time(14, 40), time(15, 40), "14時40分から15時40分"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "",
        "長期間イベント\n終了日: 2022/2/13",
        "2021年12月21日(火曜日)から2022年2月13日(日曜日)",
        "所要1時間、全3回",
        "25時から26時",
        "午前12時から",
        "比率は3:100",
    ],
)
def test_note_without_time_of_day_tells_none(note):
    assert time_spans(note) == []


def test_endless_note_is_searched_at_its_beginning_only():
    assert time_spans("長い説明。" * 1_000 + "午後1時から") == []


def test_end_that_cannot_follow_its_start_is_not_told():
    assert [told.end for told in time_spans("午後3時から午後1時")] == [None]


@pytest.mark.parametrize(
    "note",
    [
        "電話でお申込みください。\n申込期限日: 2022/1/21",
        "締切:令和4年1月21日(金)",
        "申込期限は 2022年1月21日 です",
        "〆切 R4.1.21",
    ],
)
def test_deadline_is_found_in_how_to_apply(note):
    assert deadline(note) == date(2022, 1, 21)


@pytest.mark.parametrize(
    "note", ["", "1月27日(木曜日)まで", "期限: 2022/2/30", "受付 2022/1/5から"]
)
def test_deadline_needs_its_word_and_a_full_date(note):
    assert deadline(note) is None


def test_place_is_what_follows_its_label():
    assert place("どなたでも。\n会場：架空公民館 2階、駐車場あり") == "架空公民館 2階"
    assert place("架空公民館で開きます") == ""
