"""Every form a date takes on paper, on the telephone and in other people's files."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clock import JST
from japanese import dates

FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 12, 4), "令和8年"),
        (date(2019, 5, 1), "令和元年"),
        (date(2019, 4, 30), "平成31年"),
        (date(1989, 1, 8), "平成元年"),
        (date(1989, 1, 7), "昭和64年"),
        (date(1926, 12, 25), "昭和元年"),
        (date(1926, 12, 24), "大正15年"),
        (date(1912, 7, 30), "大正元年"),
        (date(1912, 7, 29), "明治45年"),
        (date(1868, 10, 22), "1868年"),
    ],
)
def test_wareki_year_changes_on_the_first_day_of_an_era(day, year):
    assert dates.wareki_year(day) == year


def test_date_is_written_in_three_lengths():
    assert dates.full(FRIDAY) == "令和8年(2026年)12月4日(金)"
    assert dates.with_era(FRIDAY) == "令和8年12月4日(金)"
    assert dates.short(FRIDAY) == "12月4日(金)"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (time(0, 0), "午前0時"),
        (time(9, 5), "午前9時5分"),
        (time(11, 59), "午前11時59分"),
        (time(12, 0), "正午"),
        (time(12, 30), "午後0時30分"),
        (time(13, 30), "午後1時30分"),
        (time(20, 0), "午後8時"),
    ],
)
def test_clock_time_is_said_as_broadcasters_say_it(at, said):
    assert dates.clock_time(at) == said


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(10), time(11, 30), "午前10時〜11時30分"),
        (time(13), time(15), "午後1時〜3時"),
        (time(10), time(15), "午前10時〜午後3時"),
        (time(10), time(12), "午前10時〜正午"),
        (time(12), time(13, 30), "正午〜午後1時30分"),
        (time(12, 30), time(14), "午後0時30分〜2時"),
    ],
)
def test_span_says_the_half_of_the_day_when_it_changes(start, end, said):
    assert dates.span(start, end) == said


def test_spoken_tells_japanese_time_whatever_the_zone():
    assert dates.spoken(datetime(2026, 12, 4, 10, tzinfo=JST)) == "12月4日、金曜日、午前10時"
    assert dates.spoken(datetime(2026, 12, 3, 15, tzinfo=UTC)) == "12月4日、金曜日、午前0時"


def test_fiscal_year_begins_in_april():
    assert dates.fiscal_year(date(2026, 4, 1)) == 2026
    assert dates.fiscal_year(date(2027, 3, 31)) == 2026


@pytest.mark.parametrize(
    ("year", "name"),
    [(2026, "令和8年度"), (2019, "令和元年度"), (2018, "平成30年度"), (1988, "昭和63年度")],
)
def test_fiscal_year_name_is_that_of_its_december(year, name):
    assert dates.fiscal_year_name(year) == name


@pytest.mark.parametrize(
    "text",
    [
        "2026/12/4",
        "2026-12-04",
        "2026.12.4",
        "2026年12月4日",
        "20261204",
        "2026-12-04 00:00:00",
        "2026/12/4 0:00",
        "令和8年12月4日",
        "令和8年12月4日(金曜日)",
        "令和 8年 12月 4日 （金）",
        "令和八年十二月四日",
        "令8.12.4",
        "R8.12.4",
        "r8/12/4",
        "R08-12-04",
        "㋿8年12月4日",
        "２０２６／１２／４",
        "2026−12−04",
        "　2026/12/4 ",
    ],
)
def test_date_is_read_in_any_spelling(text):
    assert dates.parse_date(text) == FRIDAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("S64.1.7", date(1989, 1, 7)),
        ("昭和二十年八月三十一日", date(1945, 8, 31)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("明治45年7月29日", date(1912, 7, 29)),
    ],
)
def test_date_is_read_in_every_era(text, day):
    assert dates.parse_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12月4日",
        "26/12/4",
        "2026/2/30",
        "2026/13/1",
        "2026-12/4",
        "2026年12年4日",
        "昭和65年1月1日",
        "平成0年1月1日",
        "2026/12/4 10:00",
        "46360",
        "来週",
    ],
)
def test_date_that_is_not_one_day_is_refused(text):
    with pytest.raises(ValueError, match="not a date|out of range|month must|era never"):
        dates.parse_date(text)


@settings(deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2117, 12, 31)))
def test_what_is_printed_is_read_back(day):
    assert dates.parse_date(dates.full(day)) == day
    assert dates.parse_date(dates.with_era(day)) == day


@settings(deadline=None)
@given(st.times())
def test_clock_time_is_read_back(at):
    at = at.replace(second=0, microsecond=0)

    assert dates.parse_time(dates.clock_time(at)) == at


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("10:00", time(10)),
        ("9:30:00", time(9, 30)),
        ("１３：３０", time(13, 30)),
        ("10時", time(10)),
        ("十時半", time(10, 30)),
        ("午後1時30分", time(13, 30)),
        ("午後 1:30", time(13, 30)),
        ("pm1:30", time(13, 30)),
        ("午後13時", time(13)),
        ("正午", time(12)),
        ("午後12時半", time(12, 30)),
        ("午前0時", time(0)),
    ],
)
def test_time_is_read_in_any_spelling(text, at):
    assert dates.parse_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "10", "24:00", "10:60", "午前12時", "午前13時", "1時間", "朝"]
)
def test_time_that_is_not_one_moment_is_refused(text):
    with pytest.raises(ValueError, match="not a time|must be in|noon or midnight"):
        dates.parse_time(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("S15", 1940),
        ("s15", 1940),
        ("Ｓ１５", 1940),
        ("昭15", 1940),
        ("昭和15年", 1940),
        ("昭和十五年", 1940),
        ("昭和15年生まれ", 1940),
        ("昭和15年3月4日", 1940),
        ("1940", 1940),
        ("1940年生", 1940),
        ("大正12年", 1923),
        ("昭和元年", 1926),
        ("H元", 1989),
        ("明治四十五年", 1912),
    ],
)
def test_birth_year_is_read_as_people_tell_it(text, year):
    assert dates.parse_birth_year(text) == year


@pytest.mark.parametrize("text", ["", "15", "40", "昭和70年", "T16", "H40", "昭和", "八十五歳"])
def test_birth_year_that_could_be_another_is_refused(text):
    with pytest.raises(ValueError, match="not a date|era never"):
        dates.parse_birth_year(text)


def test_days_are_counted_with_both_ends():
    assert dates.days(date(2026, 12, 31), date(2027, 1, 1)) == [
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]
