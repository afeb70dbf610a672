"""報告書 on the screen: choosing ends in the address of a run."""

from models import EventStatus
from services.reports import Kind
from tests.classes import a_class, at


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
