"""報告書 on the screen: choosing ends in the address of a run."""

from datetime import date

from database import writing
from models import EventStatus
from services import publications
from services.periods import year
from services.reports import Kind
from tests.classes import a_class, at
from tests.visitors import came


def test_choice_of_period_and_report_starts_its_run(opened, town, sato, stopped_clock):
    a_class(starts_at=at(10, days=-400), status=EventStatus.HELD)
    screen = opened("reports", sato, year="令和7年度")
    screen.selectbox(key="report_part_2025").select("2025q3")
    screen.radio(key="report_kind").set_value(Kind.REVIEW).run()
    screen.button(key="report_start").click().run()

    assert not screen.exception
    assert screen.session_state["report_run"] == "/staff/runs/reports/review/2025q3.xlsx?n=1"


def test_town_without_a_class_offers_this_year(opened, town, sato, stopped_clock):
    screen = opened("reports", sato)

    assert screen.selectbox(key="year").options == ["令和8年度"]
    assert not screen.exception


def test_year_that_is_published_can_be_printed(opened, town, sato, stopped_clock):
    assert "「公表する数字」で公表すると" in opened("reports", sato).info[0].value
    came(date(2025, 4, 10), chuo=40)
    with writing() as db:
        publications.publish(db, period=year(2025), reason="", idem_key="x", by=sato)

    screen = opened("reports", sato)
    screen.radio(key="paper").set_value("booklet").run()

    assert screen.selectbox(key="paper_year").options == ["令和7年度"]
    assert any('href="/staff/files/booklet/2025.pdf"' in one.body for one in screen.get("html"))
    assert not screen.exception
