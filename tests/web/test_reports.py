"""報告書 at the door: written while one waits, for who made it; a stopped one leaves nothing."""

import asyncio
import io
import re
from urllib.parse import unquote

import openpyxl
import pytest
from sqlmodel import select

from database import reading
from models import AuditLine, EventStatus
from models.in_house import NOTICE
from services import periods
from services.reports import Kind
from tests.classes import a_class, at
from tests.web.reading import text_of
from tests.web.test_runs import left, link
from web import reports, runs

ADDRESS = "/staff/runs/reports/results/2026-11.xlsx"


@pytest.fixture(autouse=True)
def _own_folder():
    yield
    if runs._folder.cache_info().currsize:
        runs._folder().cleanup()
        runs._folder.cache_clear()


@pytest.fixture
def lesson(client):
    return a_class(starts_at=at(10, days=-1), status=EventStatus.HELD)


def test_report_is_written_served_and_put_on_record(client, signed_in, sato, kanri, lesson):
    signed_in(sato)
    page = client.get(ADDRESS)
    answer = client.get(link(page.text))
    signed_in(kanri)
    foreign = client.get(link(page.text))

    assert "できました。" in text_of(page.text)
    name = unquote(answer.headers["content-disposition"]).rpartition("'")[2]
    assert (answer.status_code, name) == (200, "庁内用 実績報告 令和8年11月.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).active["A1"].value == NOTICE
    assert (foreign.status_code, len(left())) == (404, 1)
    with reading() as db:
        lines = db.exec(select(AuditLine).where(AuditLine.entity == "report")).all()
    assert (lines[-1].actor_id, lines[-1].entity_id) == (sato.id, "results 2026-11 xlsx")


def test_volunteer_makes_no_report(client, signed_in, tanaka, lesson):
    signed_in(tanaka)

    assert client.get(ADDRESS).status_code == 403
    assert left() == []


def test_reason_is_told_in_the_frame(client, signed_in, sato, lesson):
    signed_in(sato)
    answer = client.get("/staff/runs/reports/public/2026-11.csv")

    assert (answer.status_code, "まだ公表していません" in text_of(answer.text)) == (400, True)


@pytest.mark.parametrize("name", ["results/2026-13.xlsx", "nothing/2026.csv", "results/2026.exe"])
def test_report_of_nothing_known_is_not_found(client, signed_in, sato, name):
    signed_in(sato)

    assert client.get(f"/staff/runs/reports/{name}").status_code == 404


def test_report_that_is_stopped_leaves_nothing(client, sato, lesson):
    asked = reports._Asked(Kind.RESULTS, periods.month(2026, 11), "csv", sato)

    async def leave_while_it_is_written() -> str:
        steps = reports._steps(asked, "x", 1)
        seen = [await anext(steps) for _ in range(3)]
        await steps.aclose()
        return seen[-1]

    assert re.search("1／1", asyncio.run(leave_while_it_is_written()))
    assert left() == []
