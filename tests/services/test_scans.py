from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Handout, HandoutKind, Scan
from services import scans
from services.scans import Opened

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


def test_openings_add_up_by_day(sheets, sato):
    add({("ACDEF", DAY): 2, ("NOBODY", DAY): 5})
    add({("ACDEF", DAY): 1, ("ACDEF", NEXT): 4})

    first, second = sheets
    with reading() as db:
        assert scans.by_day(db, sheet=first, by=sato) == {DAY: 3, NEXT: 4}
        told = scans.of_sheets(db, sheets=sheets, by=sato)
    assert told == {first.id: Opened(7, NEXT), second.id: Opened()}


def test_two_processes_that_write_down_at_once_lose_nothing(sheets):
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, [{("ACDEF", DAY): 1}] * 40))

    with reading() as db:
        assert [row.times for row in db.exec(select(Scan))] == [40]
