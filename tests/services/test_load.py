from datetime import timedelta

import pytest

from database import reading
from models import EventStatus
from services import load
from services.load import Load
from tests.classes import SOON, a_class, at, works_at
from tests.services.test_shifts import drafted


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0時間"), (45, "45分"), (60, "1時間"), (270, "4時間30分")]
)
def test_hours_are_said(minutes, words):
    assert Load(1, minutes).hours == words


def test_table_counts_the_month_and_the_fiscal_year(sato, tanaka, suzuki):
    works_at(a_class(starts_at=at(14)), suzuki)
    works_at(a_class(), suzuki)
    works_at(a_class(starts_at=at(10, days=-30), minutes_held=60, status=EventStatus.HELD), tanaka)
    drafted(a_class(starts_at=at(10, days=1)), tanaka)
    works_at(a_class(status=EventStatus.CANCELLED), tanaka)
    works_at(a_class(starts_at=at(10, days=-300)), tanaka)

    with reading() as db:
        table = load.table(db, by=sato)
    assert [(row.staff.name, row.month, row.year) for row in table] == [
        ("鈴木", Load(1, 90), Load(2, 180)),
        ("田中", Load(1, 90), Load(2, 150)),
    ]


def test_around_today_is_90_days_each_way(tanaka):
    for days in (-91, -90, 90, 91):
        works_at(a_class(starts_at=SOON + timedelta(days=days - 10)), tanaka)

    with reading() as db:
        assert load.around_today(db) == {tanaka.id: Load(2, 180)}
