from datetime import date

import pytest

from models import EventStatus, FileImport, ImportKind, PastClass, Sex, Target
from services import measures, plan_years, reach
from services.counts import Cut
from services.measures import Look
from services.periods import Period, month, quarter, year
from services.plan_years import Aim, Past
from tests.services.test_reach import districts, hall, populate, visit  # noqa: F401

THIS, LAST = year(2026), year(2025)


@pytest.fixture
def history(db, sato, districts, hall, visit):  # noqa: F811
    """One woman in October of last year, and again with a second one in this October."""
    populate(db, {one.id: 100 for one in districts})
    first = visit(hall(districts[0], date(2025, 10, 1)), districts[0])
    event = hall(districts[0], date(2026, 10, 1))
    visit(event, districts[0], person=first)
    visit(event, districts[1])
    visit(hall(districts[0], date(2025, 12, 1)), districts[1], sex=Sex.MALE)
    return districts


def told(db, by) -> dict:
    return {one.year: one for one in plan_years.years(db, by=by)}


def test_years_of_the_plan_are_counted_by_themselves(db, sato, history):
    years = told(db, sato)

    assert list(years) == [2023, 2024, 2025, 2026, 2027]
    assert {key: one.place.seniors for key, one in years.items() if one.is_known} == {
        2025: (2, 2),
        2026: (2, 2),
    }
    assert (years[2026].place.newcomers, years[2026].place.held, years[2026].aim) == (1, 1, None)


def test_aim_of_the_city_goes_before_those_of_its_districts(db, sato, history):
    home = {"district_id": history[0].id}
    db.add(Target(fiscal_year=2025, people=40, **home))
    db.add(Target(fiscal_year=2025, rate=0.055, classes=2, district_id=history[1].id))
    db.add(Target(fiscal_year=2026, people=9, **home))
    db.add(Target(fiscal_year=2026, rate=0.01, classes=5))
    years = told(db, sato)

    assert years[2025].aim == Aim(46, 2, is_sum=True)  # 40, and 5.5 of 100 people
    assert years[2026].aim == Aim(9, 5, is_sum=False)  # a hundredth of the nine districts' 900
    assert years[2026].done == 2 / 9


def test_imported_years_keep_to_what_is_known_of_them(db, sato, town, stopped_clock):
    taken = FileImport(kind=ImportKind.PAST, source="架空.xlsx", staff_id=sato.id)
    db.add(taken)
    db.flush()
    for line, day in enumerate((date(2022, 5, 1), date(2022, 6, 1), date(2024, 5, 1))):
        place = {"import_id": taken.id, "line": line, "place": "公民館", "title": "教室"}
        fiscal = {"local_date": day, "fiscal_year": day.year}
        db.add(PastClass(visits=10 + line, **place, **fiscal))
    db.flush()
    years = told(db, sato)

    assert list(years) == [2022, 2023, 2024, 2025, 2026, 2027]
    assert [years[one].past for one in (2022, 2023, 2024)] == [Past(2, 21), None, Past(1, 12)]
    assert not years[2022].is_known


@pytest.mark.parametrize(
    ("period", "then"),
    [
        (THIS, Period(202504, 202511)),
        (quarter(2026, 3), Period(202510, 202511)),
        (quarter(2026, 1), quarter(2025, 1)),
        (month(2026, 11), month(2025, 11)),
        (LAST, year(2024)),
        (year(2027), THIS),
        (Period(202304, 202703), Period(202304, 202603)),
    ],
)
def test_same_a_year_ago_has_as_many_months(stopped_clock, period, then):
    assert period.same_a_year_ago == then


def test_partial_year_has_a_name():
    assert Period(202504, 202511).label == "令和7年度の4月から11月まで"


@pytest.mark.parametrize(("sex", "people"), [(None, 1), (Sex.FEMALE, 1), (Sex.MALE, 0)])
def test_before_stops_at_this_month(db, sato, history, sex, people):
    """The man of last December is not compared with this November."""
    only = {Cut.SEX: sex} if sex else {}
    figures = reach.figures(db, period=THIS, only=only, by=sato)

    before = plan_years.before(db, figures=figures, by=sato)

    assert (before.period, before.is_short) == (Period(202504, 202511), True)
    assert (before.place.seniors.people, before.place.held) == (people, 1)


def test_nothing_is_compared_with_a_year_nobody_knows(db, sato, history):
    figures = reach.figures(db, period=LAST, by=sato)

    assert plan_years.before(db, figures=figures, by=sato) is None


def test_looks_name_the_worst_first_and_fairness_both_ends(db, sato, history, hall):  # noqa: F811
    for home in history[:2]:
        hall(home, date(2026, 10, 2), EventStatus.REPORTED)
    board = measures.of(db, figures=reach.figures(db, period=THIS, by=sato), by=sato)

    found = {look: [one.place.name for one in rows] for look, rows in measures.looks(board)}

    assert found == {Look.EMPTY_SEATS: [history[0].name, history[1].name]}
    assert board.fairness.highest.name in (history[0].name, history[1].name)
    assert (board.fairness.lowest.rate, board.fairness.times) == (0, None)
