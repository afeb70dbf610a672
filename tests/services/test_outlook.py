from datetime import date

import pytest

from database import reading, writing
from models import Consultation, Outcome
from services import consultation_queue as queue
from services import outlook
from services.outlook import UNKNOWN, Again
from services.permissions import NotPermitted
from tests.classes import a_person, district
from tests.consulted import handed_over


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def figures(by, year: int = 2026):
    with reading() as db:
        return outlook.figures(db, year=year, by=by)


def counted(counts) -> dict[str, int]:
    return {one.name: one.visits for one in counts if one.visits}


def test_year_is_counted_by_kind_town_month_and_outcome(tanaka, sato):
    home = district("wakaba")
    handed_over(tanaka, "M05", "M07", district_id=home.id)
    handed_over(tanaka, "M05", outcome=Outcome.TAKEN_HOME)

    found = figures(sato)

    assert found.visits == 2
    assert [(one.name[:3], one.visits) for one in found.kinds] == [("M05", 2), ("M07", 1)]
    assert counted(found.towns) == {"若葉町": 1, UNKNOWN: 1}
    assert counted(found.months) == {"11月": 2}
    assert [one.name for one in found.months][0] == "4月"
    assert counted(found.outcomes) == {"窓口へ引き継ぎ": 1, "持ち帰り": 1}
    assert found.unfinished == 1


def test_year_begins_in_april(tanaka, sato):
    handed_over(tanaka, on=date(2026, 3, 31), fiscal_year=2025)
    handed_over(tanaka, on=date(2026, 4, 1))

    assert (figures(sato).visits, figures(sato, 2025).visits) == (1, 1)
    with reading() as db:
        assert outlook.years(db, by=sato) == [2026, 2025]


def test_town_without_a_consultation_has_its_row(sato, town):
    rows = figures(sato).towns

    assert len(rows) == 10
    assert {one.visits for one in rows} == {0}


def test_second_visit_for_the_same_kind_is_counted(tanaka, sato):
    person, other = a_person(), a_person("見本 次郎")
    for codes, who in (
        (("M05",), person),
        (("M05", "M07"), person),
        (("M05",), person),
        (("M05",), other),
        (("M10",), other),
    ):
        handed_over(tanaka, *codes, person=who)
    handed_over(tanaka, "M05")
    handed_over(tanaka, "M05")

    assert figures(sato).again == Again(people=1, visits=2)


def test_finished_one_is_not_unfinished(tanaka, sato):
    row = handed_over(tanaka)
    with writing() as db:
        queue.complete(db, consultation=db.get_one(Consultation, row.id), seen=0, by=sato)

    assert figures(sato).unfinished == 0


def test_counter_and_volunteer_get_no_outlook(tanaka, yamaguchi):
    for by in (tanaka, yamaguchi):
        with pytest.raises(NotPermitted):
            figures(by)
