from datetime import date, timedelta

import pytest

from services import office_days


@pytest.mark.parametrize(
    ("day", "open"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 23), False),  # 勤労感謝の日, a Monday
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
    ],
)
def test_office_is_open_on_working_days_only(day, open):
    assert office_days.is_open(day) is open


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 3, 22), "振替休日"),
        (date(2026, 12, 30), "年末年始"),
        (date(2027, 1, 1), "元日"),
        (date(2026, 11, 28), ""),
    ],
)
def test_closed_for_names_the_holiday(day, name):
    assert office_days.closed_for(day) == name


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 20), 1, date(2026, 11, 24)),  # over a weekend and a holiday
        (date(2026, 12, 28), 3, date(2027, 1, 6)),
    ],
)
def test_add_counts_office_days(day, count, due):
    assert office_days.add(day, count) == due


@pytest.mark.parametrize(
    ("since", "until", "count"),
    [
        (date(2026, 11, 24), date(2026, 11, 24), 0),
        (date(2026, 11, 20), date(2026, 11, 24), 1),  # over a weekend and a holiday
        (date(2026, 12, 28), date(2027, 1, 6), 3),
        (date(2027, 1, 6), date(2026, 12, 28), 0),
    ],
)
def test_between_counts_office_days(since, until, count):
    assert office_days.between(since, until) == count


def test_counting_over_years_agrees_with_counting_day_by_day():
    until = date(2026, 11, 26)
    for back in (0, 1, 3, 30, 366, 2_000):
        since = until - timedelta(days=back)
        days = (since + timedelta(days=number) for number in range(1, back + 1))
        assert office_days.between(since, until) == sum(map(office_days.is_open, days))
