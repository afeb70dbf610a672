from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refusal import Refusal
from services import office_days
from services.rhythm import MOST, Remedy, Rhythm, turns, week_of_month

FRIDAY = date(2026, 12, 4)


def days(first: date, rhythm: Rhythm = Rhythm.WEEKLY, **wishes) -> list[str]:
    wishes = {"closed": office_days.closed_for} | wishes
    return [f"{day:%m/%d}" for day in turns(first=first, rhythm=rhythm, **wishes).days]


def told(first: date, rhythm: Rhythm = Rhythm.WEEKLY, **wishes) -> list[str]:
    wishes = {"closed": office_days.closed_for} | wishes
    return turns(first=first, rhythm=rhythm, **wishes).told


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.WEEKLY, ["12/04", "12/11", "12/18"]),
        (Rhythm.FORTNIGHTLY, ["12/04", "12/18", "01/15"]),  # 1月1日 is 元日
        (Rhythm.MONTHLY, ["12/04", "02/05", "03/05"]),  # the first Friday of January is 元日
    ],
)
def test_rhythms(rhythm, expected):
    assert days(FRIDAY, rhythm, count=3) == expected


def test_year_end_and_new_year_are_skipped_and_told():
    assert days(date(2026, 12, 22), count=3) == ["12/22", "01/05", "01/12"]
    assert told(date(2026, 12, 22), count=3) == ["12月29日(火)は「年末年始」のため、とばします。"]


def test_year_end_is_shifted_to_the_first_open_day():
    wishes = {"count": 3, "remedy": Remedy.SHIFT}

    assert days(date(2026, 12, 22), **wishes) == ["12/22", "01/04", "01/05"]
    assert told(date(2026, 12, 22), **wishes) == [
        "12月29日(火)は「年末年始」のため、1月4日(月)にずらします。"
    ]


def test_golden_week_with_its_substitute_holiday():
    """憲法記念日 of 2026 is a Sunday: the next day that is no holiday, May 6, is 振替休日."""
    assert days(date(2026, 4, 29), count=2) == ["05/13", "05/20"]
    assert told(date(2026, 4, 29), count=2) == [
        "4月29日(水)は「昭和の日」のため、とばします。",
        "5月6日(水)は「振替休日」のため、とばします。",
    ]
    assert days(date(2026, 4, 29), count=3, remedy=Remedy.SHIFT) == ["04/30", "05/07", "05/13"]


def test_shift_from_a_friday_does_not_land_on_the_weekend():
    assert days(
        date(2027, 4, 23), count=2, closed=lambda day: "x" * (day == date(2027, 4, 30))
    ) == [
        "04/23",
        "05/07",
    ]
    shifted = days(
        date(2026, 12, 18),
        Rhythm.FORTNIGHTLY,
        count=2,
        remedy=Remedy.SHIFT,
    )
    assert shifted == ["12/18", "01/04"]  # 元日 is a Friday; Saturday and Sunday are no workdays


def test_saturday_class_may_be_shifted_to_a_sunday():
    closed = date(2026, 12, 12)

    assert days(
        date(2026, 12, 5), count=2, remedy=Remedy.SHIFT, closed=lambda day: "休館" * (day == closed)
    ) == ["12/05", "12/13"]


def test_turn_without_an_open_day_before_the_next_is_skipped():
    def closed(day: date) -> str:
        return "休館" if date(2026, 12, 11) <= day <= date(2026, 12, 19) else ""

    assert days(FRIDAY, count=3, remedy=Remedy.SHIFT, closed=closed) == ["12/04", "12/21", "12/25"]


def test_months_without_a_fifth_weekday_are_left_out_and_told():
    first = date(2026, 9, 29)  # the fifth Tuesday

    assert days(first, Rhythm.MONTHLY, count=2) == ["09/29", "03/30"]
    assert told(first, Rhythm.MONTHLY, count=2) == [
        "10月・11月には第5火曜日がないため、とばします。",
        "12月29日(火)は「年末年始」のため、とばします。",
        "1月・2月には第5火曜日がないため、とばします。",
    ]


def test_until_includes_its_day_and_nothing_later():
    assert days(FRIDAY, until=date(2026, 12, 18)) == ["12/04", "12/11", "12/18"]
    assert days(FRIDAY, until=date(2026, 12, 17)) == ["12/04", "12/11"]
    late = {"until": date(2027, 1, 2), "remedy": Remedy.SHIFT}
    assert days(FRIDAY, **late) == ["12/04", "12/11", "12/18", "12/25"]


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        ({"count": MOST + 1}, f"{MOST}回まで"),
        ({"until": date(2028, 12, 1)}, f"{MOST}回まで"),
        ({"count": 1}, "2回からです"),
        ({"until": FRIDAY}, "2回からです"),
        ({"count": 3, "closed": lambda day: "休館日" * (day.weekday() == 4)}, "3回分ありません"),
    ],
)
def test_too_few_and_too_many_are_refused(wishes, sentence):
    with pytest.raises(Refusal, match=sentence):
        days(FRIDAY, **wishes)


A_DAY = st.dates(date(2024, 1, 1), date(2040, 12, 31))


@given(A_DAY, st.sampled_from(Rhythm), st.sampled_from(Remedy), st.integers(2, 12))
def test_every_series_is_open_rising_and_as_long_as_wished(first, rhythm, remedy, count):
    closed = office_days.closed_for
    try:
        found = turns(first=first, rhythm=rhythm, closed=closed, remedy=remedy, count=count)
    except Refusal:
        # Only a day that most months do not have is too rare for twelve turns.
        assert rhythm is Rhythm.MONTHLY
        return

    assert len(found.days) == count
    assert sorted(set(found.days)) == found.days
    assert [closed(day) for day in found.days] == [""] * count
    if remedy is Remedy.SKIP:
        assert {day.weekday() for day in found.days} == {first.weekday()}


@given(A_DAY, st.integers(2, 12))
def test_monthly_is_always_the_same_week_of_the_month(first, count):
    found = turns(first=first, rhythm=Rhythm.MONTHLY, closed=lambda _: "", count=count)

    assert {week_of_month(day) for day in found.days} == {week_of_month(first)}


@given(A_DAY, st.integers(2, 30))
def test_weeks_are_seven_days_whatever_the_clocks_do_elsewhere(first, count):
    found = turns(first=first, rhythm=Rhythm.WEEKLY, closed=lambda _: "", count=count)

    assert found.days == [first + timedelta(weeks=week) for week in range(count)]
    assert found.told == []
