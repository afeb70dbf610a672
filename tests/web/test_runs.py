import asyncio
import re
import stat
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from sqlmodel import select

from database import reading
from models import EventStatus, Handout
from services import places
from tests.classes import a_class, at, works_at
from tests.web.reading import text_of
from tests.web.test_files import of_course, words
from web import runs
from web.runs import Job


@pytest.fixture(autouse=True)
def _own_folder():
    yield
    if runs._folder.cache_info().currsize:
        runs._folder().cleanup()
        runs._folder.cache_clear()


def link(html: str) -> str:
    (address,) = re.findall(r'href="(/staff/runs/files/[^"]+)"', html)
    return address


def left() -> list[Path]:
    return list(Path(runs._folder().name).iterdir())


def test_lessons_of_the_coming_week_become_one_file(client, signed_in, sato):
    signed_in(sato)
    of_course("B07", starts_at=at(14, days=1))
    of_course("B01", starts_at=at(14, days=6))
    of_course("B02", starts_at=at(14, days=7))
    of_course("B03", starts_at=at(14, days=2), status=EventStatus.CANCELLED)

    page = client.get("/staff/runs/lessons")
    answer = client.get(link(page.text))

    assert "できました。2種類、" in text_of(page.text)
    assert re.findall(r'<progress value="(\d)" max="(\d)"', page.text) == [("0", "2"), ("1", "2")]
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/pdf")
    with reading() as db:
        sheets = db.exec(select(Handout)).all()
    assert {one.subject for one in sheets} == {"lesson:B07", "lesson:B01"}
    assert all(one.code in words(answer.content) for one in sheets)


def test_schedules_of_all_towns_become_one_file(client, signed_in, sato):
    signed_in(sato)
    with reading() as db:
        towns = len(places.districts(db))

    page = client.get("/staff/runs/2026-12")

    assert f"できました。{towns + 1}種類、" in text_of(page.text)
    pdf = pypdfium2.PdfDocument(client.get(link(page.text)).content)
    assert len(pdf) >= towns + 1


def test_sheet_that_cannot_be_printed_is_left_out_by_name(client, signed_in, sato):
    signed_in(sato)
    of_course("B07", starts_at=at(14, days=1))
    a_class(starts_at=at(14, days=2), title="お茶とスマホ")

    said = text_of(client.get("/staff/runs/lessons").text)

    assert "できました。1種類" in said
    assert "お茶とスマホ: この教室には講座のてびきがありません。" in said


def test_run_without_anything_to_print_says_so(client, signed_in, sato):
    signed_in(sato)

    answer = client.get("/staff/runs/lessons")

    assert (answer.status_code, "まとめる紙がありません" in text_of(answer.text)) == (400, True)


def test_volunteer_puts_together_own_classes_only(client, signed_in, tanaka):
    signed_in(tanaka)
    own = of_course("B07", starts_at=at(14, days=1))
    of_course("B01", starts_at=at(14, days=2))
    works_at(own, tanaka)

    assert "できました。1種類" in text_of(client.get("/staff/runs/lessons").text)


def test_counter_puts_nothing_together(client, signed_in, yamaguchi):
    signed_in(yamaguchi)

    assert client.get("/staff/runs/2026-12").status_code == 403


@pytest.mark.parametrize("what", ["2026-13", "2099-01", "nothing"])
def test_run_of_nothing_known_is_not_found(client, signed_in, sato, what):
    signed_in(sato)

    assert client.get(f"/staff/runs/{what}").status_code == 404


def test_file_is_for_who_made_it_and_kept_by_nobody(client, signed_in, sato, kanri):
    signed_in(sato)
    page = client.get("/staff/runs/2026-12")
    own = client.get(link(page.text))
    signed_in(kanri)
    foreign = client.get(link(page.text))

    (path,) = left()
    assert (own.status_code, foreign.status_code) == (200, 404)
    assert own.headers["cache-control"] == page.headers["cache-control"] == "private, no-store"
    assert "もう消しました" in text_of(foreign.text)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_run_that_is_stopped_leaves_nothing(sato, monkeypatch):
    monkeypatch.setattr(runs.pictures, "drawn", lambda *_: blank())
    jobs = [Job("1", "a"), Job("2", "b"), Job("3", "c")]

    async def leave_at_the_second() -> str:
        steps = runs._steps([], None, sato, jobs)
        seen = [await anext(steps) for _ in range(3)]
        await steps.aclose()
        return seen[-1]

    assert "2／3" in asyncio.run(leave_at_the_second())
    assert left() == []


def blank() -> bytes:
    document, file = pypdfium2.PdfDocument.new(), BytesIO()
    document.new_page(200, 200)
    document.save(file)
    return file.getvalue()


def test_file_is_gone_after_a_while(sato, monkeypatch):
    monkeypatch.setattr(runs.pictures, "drawn", lambda *_: blank())
    monkeypatch.setattr(runs, "KEPT", 0.05)

    async def run() -> list[Path]:
        async for _ in runs._steps([], None, sato, [Job("1", "a")]):
            pass
        made = left()
        await asyncio.sleep(0.2)
        return made

    assert len(asyncio.run(run())) == 1
    assert left() == []


def test_stopping_says_that_nothing_is_left(client, signed_in, sato):
    signed_in(sato)

    assert (
        text_of(client.get("/staff/runs/stopped").text) == "やめました。ファイルは残っていません。"
    )
