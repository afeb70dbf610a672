"""One story through all of it: from the city's files to a question asked from a sheet of paper."""

import os
from datetime import date, datetime, time
from pathlib import Path

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

import clock
from services.demo import PASSWORD
from settings import ROOT
from tests.conftest import NOON
from tests.e2e import screens
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.server import running
from tests.postgres import postgres

pytestmark = pytest.mark.browser
FILES = ROOT / "masters" / "demo"
FRIDAY = date(2026, 12, 4)
COURSE, HALL = "A01", "若葉公民館"


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request):
    """The demo town on Tuesday 2026-11-24, on either database."""
    if request.param == "sqlite":
        with running(on=NOON) as sqlite:
            yield sqlite
        return
    with postgres() as address, running(on=NOON, DATABASE_URL=address) as postgresql:
        yield postgresql


def test_story(server, visit, tmp_path):
    newer = tmp_path / "population.csv"
    newer.write_text((FILES / newer.name).read_text("utf-8").replace("2026-09-30", "2026-10-31"))
    desk = visit(server.url, DESKTOP).new_page()
    screens.sign_in(desk, "sato", PASSWORD)
    the_coordinator_takes_in_the_citys_files(desk, newer)

    hall = visit(server.url, PHONE).new_page()
    screens.sign_in(hall, "tanaka", PASSWORD)
    the_volunteer_registers_a_class(hall)


def the_coordinator_takes_in_the_citys_files(desk, population):
    kept = desk.get_by_role("region", name="取り込んである人口")
    screens.take_in(desk, "人口", population)
    expect(desk.get_by_text("9行を読みました。")).to_be_visible()
    expect(kept).not_to_contain_text("10月31日")
    screens.press(desk, "この内容で取り込む")
    screens.told(desk, "人口を取り込みました。")
    expect(kept).to_contain_text("令和8年10月31日")

    screens.take_in(desk, "教室・相談会", FILES / "events.csv")
    expect(desk.get_by_text("12行を読みました。")).to_be_visible()
    desk.get_by_role("button", name="この内容で取り込む").click()
    screens.told(desk, "教室を「承認待ち」で取り込みました。")


def the_volunteer_registers_a_class(hall):
    screens.follow(hall, "教室を登録する", "register")
    screens.register(hall, course=COURSE, hall=HALL, day=FRIDAY, capacity=2)
    screens.told(hall, "教室を登録しました。")
