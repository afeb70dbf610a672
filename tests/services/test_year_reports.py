"""The report of a year tells what was published, also when the rows behind it are gone."""

from datetime import date

import pytest
from sqlmodel import select

from database import reading, writing
from models import Attendance, Person, PromiseOutcome
from models.year_report import Standing, YearReport
from refusal import Refusal
from services import promises, publications, targets, year_reports
from services.periods import year
from services.targets import Goal
from tests.classes import district
from tests.visitors import came


@pytest.fixture(autouse=True)
def _noon(town, stopped_clock):
    pass


def publish(by, fiscal_year: int) -> None:
    with writing() as db:
        key = str(fiscal_year)
        publications.publish(db, period=year(fiscal_year), reason="", idem_key=key, by=by)


def report(by, fiscal_year: int = 2025) -> YearReport:
    with reading() as db:
        return year_reports.of_year(db, year=fiscal_year, by=by)


@pytest.fixture
def two_years(sato):
    """Published both; 若葉町 has 3 visitors, and the plan of the last one says 4."""
    came(date(2024, 6, 4), chuo=30, kitahara=12)
    came(date(2025, 6, 4), chuo=40, wakaba=3, yamazato=25)
    with writing() as db:
        targets.save(db, year=2025, district=None, goal=Goal(people=60, classes=2), by=sato)
        plan = Goal(people=20, note="3人に届きました。40人の町もあります。", next_step="また開く。")
        targets.save(db, year=2025, district=district("wakaba"), goal=plan, by=sato)
        made = promises.make(
            db, year=2025, district=district("wakaba"), words="2回開く。", idem_key="x", by=sato
        )
        result = "1回だけ開きました。"
        promises.look(db, promise=made, outcome=PromiseOutcome.PARTLY, result=result, by=sato)
    publish(sato, 2024)
    publish(sato, 2025)
    return sato


def test_year_that_is_not_published_says_how_to_publish_it(sato):
    came(date(2025, 6, 4), chuo=40)

    with pytest.raises(
        Refusal, match="令和7年度の数字は、まだ公表していません。.*「公表する数字」"
    ):
        report(sato)


def test_report_holds_the_published_figures_beside_the_year_before_and_the_plan(two_years):
    found = report(two_years)

    rows = {one.name: one for one in found.places}
    wakaba, centre = rows["若葉町"], rows["中央町"]
    assert (wakaba.people, wakaba.rate, wakaba.standing) == ("10未満", None, Standing.SHORT)
    assert (centre.people, centre.people_before, centre.held) == (40, 30, 1)
    assert (found.unknown.people, found.unknown.is_behind) == (0, None)
    city = found.city
    assert (city.people, city.people_before, city.target, city.standing) == (
        *(68, 42, 60),
        Standing.MET,
    )
    assert [(one.name, one.people, one.held) for one in found.years] == [
        ("令和6年度", 42, 1),
        ("令和7年度", 68, 1),
    ]


def test_promise_and_what_came_of_it_stand_in_one_row(two_years):
    (row,) = [one for one in report(two_years).deeds if one.name == "若葉町"]

    assert row.plan == "20人\n2回開く。"
    assert (row.done, row.reached, row.next_step) == ("0回", "10未満", "また開く。")
    assert row.seen == "一部できました。1回だけ開きました。\n●人に届きました。●人の町もあります。"


def test_report_stays_when_people_and_visits_go(two_years):
    before = report(two_years)
    with writing() as db:
        for one in [*db.exec(select(Attendance)), *db.exec(select(Person))]:
            db.delete(one)

    assert report(two_years) == before
