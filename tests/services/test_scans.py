from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Handout, HandoutKind, Scan
from services import scans

DAY = date(2026, 11, 24)
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def sheets(town):
    with writing() as db:
        rows = [
            Handout(kind=HandoutKind.LESSON, subject=f"lesson:{one}", edition=DAY, code=one)
            for one in ("ACDEF", "ACDEG")
        ]
        db.add_all(rows)
    return rows


def add(counted: dict) -> None:
    with writing() as db:
        scans.add(db, counted=counted)


def test_openings_add_up_by_day(sheets):
    add({("ACDEF", DAY): 2, ("NOBODY", DAY): 5})
    add({("ACDEF", DAY): 1, ("ACDEF", NEXT): 4})

    with reading() as db:
        rows = db.exec(select(Scan).order_by(Scan.day)).all()
    assert [(one.handout_id, one.day, one.times) for one in rows] == [
        (sheets[0].id, DAY, 3),
        (sheets[0].id, NEXT, 4),
    ]


def test_two_processes_that_write_down_at_once_lose_nothing(sheets):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, [{("ACDEF", DAY): 1}] * 40))

    with reading() as db:
        assert [row.times for row in db.exec(select(Scan))] == [40]
