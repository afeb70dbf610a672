from datetime import date

import pytest

from exchange import days


@pytest.mark.parametrize(
    ("text", "day", "assumed"),
    [
        ("令和8年12月4日", date(2026, 12, 4), ""),
        (
            "46360",
            date(2026, 12, 4),
            "「46360」は、Excelの日付の番号とみて、令和8年12月4日と読みました。",
        ),
        (
            "４６３６０.0",
            date(2026, 12, 4),
            "「４６３６０.0」は、Excelの日付の番号とみて、令和8年12月4日と読みました。",
        ),
    ],
)
def test_day_is_read_as_people_and_as_excel_write_it(text, day, assumed):
    assert days.read(text) == (day, assumed)


@pytest.mark.parametrize("text", ["", "12345", "463600", "2026"])
def test_what_is_no_day_is_not_made_one(text):
    with pytest.raises(ValueError, match="."):
        days.read(text)
