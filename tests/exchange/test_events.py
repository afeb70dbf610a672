"""Small invented files (架空) with the headings of the three published generations."""

from contextlib import suppress
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exchange import events
from exchange.event_row import EventRow
from exchange.problem import doubt
from exchange.writer import csv_bytes
from refusal import Refusal

TODAY = date(2026, 11, 24)
OLD = {
    "都道府県コード又は市区町村コード": "412,066",
    "NO": "1",
    "イベント名": "はじめてのスマホ教室",
    "イベント名_カナ": "ハジメテノスマホキョウシツ",
    "イベント名_英語": "",
    "開始日": "2026-12-04",
    "終了日": "2026-12-04",
    "開始時間": "10:00",
    "終了時間": "11:30",
    "開始日時特記事項": "受付は9時30分から",
    "説明": "電源の入れ方から\n始めます。",
    "料金（基本）": "0",
    "料金（詳細）": "教材費を含む",
    "連絡先名称": "架空課",
    "連絡先電話番号": "0000-00-0000",
    "場所名称": "架空公民館",
    "住所": "架空市甲町1-1",
    "方書": "2階",
    "緯度": "33.19",
    "経度": "130.02",
    "定員": "12",
    "参加申込終了日": "2026-12-01",
    "参加申込方法": "電話",
    "URL": "https://example.jp/1",
    "備考": "スマホをお持ちください",
    "公開日": "2026-11-01",
}
RENAMED = {
    "都道府県コード又は市区町村コード": "全国地方公共団体コード",
    "NO": "ID",
    "イベント名_英語": "イベント名_英字",
    "住所": "所在地_連結表記",
    "方書": "建物名等(方書)",
    "URL": "コンテンツURL",
}
STANDARD = {RENAMED.get(name, name): text for name, text in OLD.items()}
CATALOGUE_NAMES = {
    "イベント名": "名称",
    "イベント名_カナ": "名称(カナ)",
    "イベント名_英語": "名称(英字)",
    "開始時間": "開始時刻",
    "終了時間": "終了時刻",
    "開始日時特記事項": "日時備考",
    "住所": "住所市区町村",
    "方書": "建物名等",
    "参加申込終了日": "申込期限日",
    "参加申込方法": "申込方法",
}
CATALOGUE = {CATALOGUE_NAMES.get(name, name): text for name, text in OLD.items()}
UNDERSTOOD = EventRow(
    line=2,
    code="412066",
    name="はじめてのスマホ教室",
    kana="ハジメテノスマホキョウシツ",
    starts_on=date(2026, 12, 4),
    ends_on=date(2026, 12, 4),
    start_time=time(10),
    end_time=time(11, 30),
    time_note="受付は9時30分から",
    description="電源の入れ方から\n始めます。",
    fee="無料 教材費を含む",
    venue_name="架空公民館",
    address="架空市甲町1-1 2階",
    latitude=33.19,
    longitude=130.02,
    capacity=12,
    contact_name="架空課",
    contact_phone="0000-00-0000",
    apply_by=date(2026, 12, 1),
    how_to_apply="電話",
    url="https://example.jp/1",
    remarks="スマホをお持ちください",
)


def draft(*rows: dict[str, str]) -> events.EventDraft:
    data = csv_bytes(list(rows[0]), [row.values() for row in rows])
    return events.read(data, today=TODAY)


def event(**changed: str) -> EventRow:
    return draft({**OLD, **changed}).rows[0]


def texts(row: EventRow) -> list[str]:
    return [problem.text for problem in row.problems]


@pytest.mark.parametrize("row", [OLD, STANDARD, CATALOGUE])
def test_event_is_the_same_in_every_published_generation(row):
    assert draft(row).rows == [UNDERSTOOD]


def test_columns_may_stand_in_any_order():
    assert draft(dict(reversed(OLD.items()))).rows == [UNDERSTOOD]


def test_address_is_joined_from_its_parts():
    parts = {
        "住所都道府県": "架空県",
        "住所市区町村": "架空市",
        "住所町名": "甲町",
        "建物名等": "2階",
    }
    row = {name: text for name, text in CATALOGUE.items() if name != "住所市区町村"}

    assert draft({**row, **parts}).rows[0].address == "架空県架空市甲町 2階"


def test_summary_stands_in_for_the_description():
    assert draft({**OLD, "説明": "", "概要": "短い説明"}).rows[0].description == "短い説明"


def test_line_is_that_of_the_file():
    assert [row.line for row in draft(OLD, {**OLD, "開始日": "2026-12-05"}).rows] == [2, 4]


@pytest.mark.parametrize("day", ["2026/12/4", "令和8年12月4日(金)", "R8.12.4", "２０２６/１２/４"])
def test_day_is_read_in_any_spelling(day):
    assert event(開始日=day, 終了日=day) == UNDERSTOOD


def test_event_of_several_days_is_a_doubt():
    row = event(終了日="2026-12-06")

    assert (row.starts_on, row.ends_on) == (date(2026, 12, 4), date(2026, 12, 6))
    assert texts(row) == ["3日間にわたる催しです。教室にするときは、1日ずつ登録してください。"]


def test_event_in_the_past_is_a_doubt():
    row = event(開始日="2026-11-23", 終了日="2026-11-23")

    assert row.problems == [doubt("令和8年(2026年)11月23日(月)に終わった催しです。")]
    assert event(開始日="2026-11-24", 終了日="2026-11-24").problems == []


def test_missing_last_day_is_the_first_with_a_doubt():
    row = event(終了日="")

    assert row.ends_on == date(2026, 12, 4)
    assert texts(row) == ["終了日が分からないので、開始日と同じ日としました。"]


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"イベント名": ""}, ["催しの名前がありません。"]),
        ({"開始日": ""}, ["開始日が分かりません。"]),
        ({"開始日": "12月4日"}, ["開始日が分かりません。"]),
        ({"終了日": "2026-12-03"}, ["終了日が開始日より前です。"]),
        ({"終了時間": "09:00"}, ["終了時刻が開始時刻より前です。"]),
        ({"終了時間": "10:00"}, ["終了時刻が開始時刻より前です。"]),
    ],
)
def test_event_that_cannot_be_is_an_error(changed, errors):
    found = [text for level, text in event(**changed).problems if level == "error"]

    assert [text.partition("。")[0] + "。" for text in found] == errors


@pytest.mark.parametrize(
    ("note", "start", "end", "doubts"),
    [
        (
            "午後1時から午後4時まで",
            time(13),
            time(16),
            ["日時備考の「午後1時から午後4時」を午後1時〜4時と読みました。確かめてください。"],
        ),
        (
            "各日12時~16時 ただし20日は9時~12時",
            time(12),
            time(16),
            [
                "日時備考の「12時~16時」を正午〜午後4時と読みました。"
                "ほかの時刻も書かれています。確かめてください。"
            ],
        ),
        (
            "午後2時半より",
            time(14, 30),
            None,
            [
                "日時備考の「午後2時半」を午後2時30分からと読みました。確かめてください。",
                "終了時刻が書かれていません。登録するときに入れてください。",
            ],
        ),
        (
            "長期間イベント",
            None,
            None,
            ["開始・終了時刻が書かれていません。登録するときに入れてください。"],
        ),
    ],
)
def test_time_in_the_note_is_proposed_with_a_doubt(note, start, end, doubts):
    row = event(開始時間="", 終了時間="", 開始日時特記事項=note)

    assert (row.start_time, row.end_time) == (start, end)
    assert row.problems == [doubt(text) for text in doubts]


def test_end_in_the_note_is_proposed_when_its_start_is_that_of_the_column():
    note = "土曜日: 9時から17時、平日: 10時から20時30分"

    assert event(終了時間="", 開始日時特記事項=note).end_time == time(20, 30)
    assert event(終了時間="", 開始日時特記事項="9時から17時").end_time is None


def test_start_in_the_note_is_proposed_when_it_comes_before_the_end_of_the_column():
    assert event(開始時間="", 開始日時特記事項="9時集合").start_time == time(9)
    assert event(開始時間="", 開始日時特記事項="15時集合").start_time is None


def test_time_that_cannot_be_read_is_a_doubt_and_left_open():
    row = event(開始時間="朝")

    assert (row.start_time, row.end_time) == (time(9, 30), time(11, 30))
    assert texts(row)[0] == "開始時刻「朝」を時刻として読めませんでした。"


def test_missing_venue_is_a_doubt():
    assert texts(event(場所名称="")) == ["会場が書かれていません。登録するときに選んでください。"]


def test_venue_is_the_meeting_place_or_told_in_the_description():
    assert draft({**OLD, "場所名称": "", "集合場所": "駅前"}).rows[0].venue_name == "駅前"

    row = event(場所名称="", 説明="会場：架空公民館 2階")
    assert row.venue_name == "架空公民館 2階"
    assert texts(row) == ["説明の文から、会場を「架空公民館 2階」と読みました。"]


def test_deadline_in_how_to_apply_is_proposed_with_a_doubt():
    row = event(参加申込終了日="", 参加申込方法="電話\n申込期限日: 2026/12/1")

    assert row.apply_by == date(2026, 12, 1)
    assert texts(row) == ["申込方法の文から、申込期限を令和8年(2026年)12月1日(火)と読みました。"]


def test_two_deadlines_are_a_doubt_only_when_they_differ():
    assert event(参加申込方法="申込期限日: 2026/12/1").problems == []

    row = event(参加申込方法="申込期限日: 2026/12/2")
    assert row.apply_by == date(2026, 12, 1)
    assert [text[:12] for text in texts(row)] == ["申込方法の文では、申込期"]


@pytest.mark.parametrize(
    ("text", "seats", "doubts"),
    [
        ("12", 12, []),
        ("12人", 12, []),
        ("", None, []),
        ("0", None, []),
        ("先着15名", 15, ["定員「先着15名」を15人と読みました。"]),
        ("各回10組20人", 10, ["定員「各回10組20人」を10人と読みました。"]),
        ("若干", None, ["定員「若干」を人数として読めませんでした。"]),
    ],
)
def test_capacity_is_read_as_people(text, seats, doubts):
    row = event(定員=text)

    assert (row.capacity, texts(row)) == (seats, doubts)


@pytest.mark.parametrize(
    ("basic", "detail", "fee"),
    [
        ("0", "", "無料"),
        ("500", "教材費", "500円 教材費"),
        ("1,000円", "", "1000円"),
        ("実費", "要相談", "実費 要相談"),
        ("", "", ""),
    ],
)
def test_fee_is_one_text(basic, detail, fee):
    assert draft({**OLD, "料金（基本）": basic, "料金（詳細）": detail}).rows[0].fee == fee


def test_swapped_position_is_put_right_with_a_doubt():
    row = event(緯度="130.02", 経度="33.19")

    assert (row.latitude, row.longitude) == (33.19, 130.02)
    assert texts(row) == ["緯度と経度が逆のようです。入れ替えて読みました。"]


@pytest.mark.parametrize(
    ("latitude", "longitude"), [("0", "0"), ("33.19", ""), ("北", "東"), ("nan", "1")]
)
def test_position_outside_japan_is_dropped_with_a_doubt(latitude, longitude):
    row = event(緯度=latitude, 経度=longitude)

    assert (row.latitude, row.longitude) == (None, None)
    assert texts(row) == ["緯度・経度が日本の中ではないので、除きました。"]


def test_no_position_is_no_problem():
    assert event(緯度="", 経度="").problems == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.example.jp", "data:text/html,x"])
def test_link_that_is_no_web_address_is_dropped_with_a_doubt(url):
    row = event(URL=url)

    assert row.url == ""
    assert texts(row) == [f"「{url}」はホームページの番地ではないので、除きました。"]


@pytest.mark.parametrize("changed", [{"状態": "中止"}, {"イベント名": "【中止】スマホ教室"}])
def test_event_called_off_is_a_doubt(changed):
    row = draft({**OLD, **changed}).rows[0]

    assert texts(row) == ["「中止」と書かれています。開かれるかどうか確かめてください。"]


def test_same_event_twice_is_a_doubt_naming_the_first_line():
    other_time = {**OLD, "開始時間": "09:00"}

    assert [texts(row) for row in draft(OLD, other_time, OLD).rows] == [
        [],
        [],
        ["2行目と同じ催しのようです。"],
    ]


def test_shape_of_the_row_is_told_first():
    data = "名称,開始日,終了日,開始時刻,終了時刻\n教室,2026-12-04,2026-12-04\n"
    row = events.read(data.encode(), today=TODAY).rows[0]

    assert texts(row)[0] == "見出しより列が少ない行です。足りない列は空欄として読みました。"


def test_today_is_japans_unless_told(monkeypatch):
    monkeypatch.setattr("clock.today", lambda: date(2026, 12, 5))

    row = events.read(csv_bytes(list(OLD), [OLD.values()])).rows[0]

    assert texts(row) == ["令和8年(2026年)12月4日(金)に終わった催しです。"]


@pytest.mark.parametrize("text", ["調査年月日,地域名\n2026-04-01,甲町\n", "イベント名\n教室\n"])
def test_other_table_is_refused_with_the_headings_it_needs(text):
    with pytest.raises(Refusal, match="「イベント名」"):
        events.read(text.encode())


CELL = (
    st.sampled_from(["", "2026-12-04", "10:00", "25:99", "午後1時から", "期限 2026/2/30"])
    | st.text()
)
HEADING = st.sampled_from([name for names in events.COLUMNS.values() for name in names])


@settings(deadline=None)
@given(st.binary() | st.builds("名称,開始日,{}\n甲,{}".format, CELL, CELL).map(str.encode))
def test_nothing_but_refusal_is_ever_raised(data):
    with suppress(Refusal):
        events.read(data, today=TODAY)


@settings(deadline=None)
@given(st.lists(HEADING), st.lists(st.lists(CELL, max_size=12), max_size=4))
def test_row_that_is_not_understood_says_so_whatever_its_cells(header, rows):
    data = csv_bytes(["イベント名", "開始日", *header], [["教室", "2026-12-04"], *rows])
    with suppress(Refusal):
        read = events.read(data, today=TODAY).rows

        missing = [row for row in read if not (row.name and row.starts_on and row.start_time)]
        assert [row.line for row in missing if not row.problems] == []
