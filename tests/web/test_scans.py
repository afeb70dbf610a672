"""Openings of sheets: people are counted, machines are not, and a look writes nothing."""

import pytest
from sqlmodel import select

from database import reading, writing
from models import Scan
from services import printing
from tests.classes import a_class, course
from tests.conftest import NOON
from web import by_itself, keeping, scans

PHONE = {"User-Agent": "Mozilla/5.0 (Linux; Android 9) Chrome/72 Mobile Safari/537.36"}


@pytest.fixture
def code(client, sato):
    with writing() as db:
        row = printing.lesson_sheet(db, course=course("B01"), edition=NOON.date(), by=sato)
    scans.write_down()
    return row.code


def counted() -> list[int]:
    by_itself.settle()
    with reading() as db:
        return [row.times for row in db.exec(select(Scan))]


def test_each_opening_counts_once_also_of_a_kept_page(client, code):
    for _ in range(3):
        client.get(f"/h/{code}", headers=PHONE)
    client.get(f"/h/{code.lower()}", headers=PHONE)  # leads on to the address that counts
    client.get(f"/h?code={code}", headers=PHONE)

    assert counted() == [3]
    assert counted() == [3]


def test_looking_writes_nothing(client, code):
    before = keeping._writes
    client.get(f"/h/{code}", headers=PHONE)

    assert keeping._writes == before


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": "LINE-Preview"},
        {"User-Agent": ""},
        PHONE | {"Sec-Purpose": "prefetch"},
        PHONE | {"Purpose": "prefetch"},
    ],
)
def test_machines_are_left_out(client, code, headers):
    client.get(f"/h/{code}", headers=headers)

    assert counted() == []


def test_unknown_code_is_not_counted(client):
    client.get("/h/ACDEF", headers=PHONE)

    assert scans._counted == {}


def test_survey_sheet_counts_before_it_leads_to_its_questions(client, sato):
    event = a_class()
    with writing() as db:
        sheet = printing.survey(db, event=event, by=sato).code

    client.get(f"/h/{sheet}", headers=PHONE)

    assert counted() == [1]
