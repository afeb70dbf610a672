from datetime import date

import pytest

from database import reading, writing
from models import Population, PopulationVersion
from services import renewals
from tests.classes import a_person, district
from tests.consulted import handed_over


@pytest.fixture(autouse=True)
def _noon(stopped_clock):
    pass


def known(by):
    with reading() as db:
        return renewals.recorded(db, by=by)


@pytest.mark.parametrize(
    ("expires", "opens"),
    [(202803, 202712), (202804, 202801), (202801, 202710), (202812, 202809), (202902, 202811)],
)
def test_window_opens_three_months_before(expires, opens):
    assert renewals.before(expires) == opens


def test_records_are_counted_line_by_line(tanaka, sato):
    person = a_person()
    for expires, who in (
        (202803, None),
        (202803, None),
        (202803, person),
        (202803, person),  # told again: the same card
        (202612, None),  # open since September
        (202611, None),
        (202610, None),  # over
        (None, None),
    ):
        handed_over(tanaka, person=who, expires=expires)

    found = known(sato)

    assert (found.asked, found.told, found.different, found.coming) == (8, 7, 6, 5)
    assert found.open_now == 2
    assert [tuple(one) for one in found.months] == [(202712, 3)]
    assert (found.of_year(2027), found.of_year(2028)) == (3, 0)


def test_next_months_begin_after_this_one_without_a_gap(tanaka, sato):
    handed_over(tanaka, expires=202704)

    months = renewals.next_months(known(sato))

    assert [one.month for one in months[:3]] == [202612, 202701, 202702]
    assert [one.records for one in months[:3]] == [0, 1, 0]
    assert (len(months), renewals.highest(months).label) == (30, "2027年1月")


def test_town_is_the_sum_of_its_districts_and_not_twice(sato, town):
    with writing() as db:
        version = PopulationVersion(as_of=date(2026, 9, 30), source="見本")
        db.add(version)
        db.flush()
        for home, people in (
            (district("wakaba").id, 300),
            (district("chuo").id, 700),
            (None, 1000),
        ):
            db.add(Population(version_id=version.id, district_id=home, sex="f", people=people))
    with reading() as db:
        assert tuple(renewals.town(db, by=sato)) == (1000, date(2026, 9, 30))


def test_no_population_no_proposal(sato, town):
    with reading() as db:
        assert renewals.town(db, by=sato) is None


def test_town_is_laid_out_as_the_records_are(tanaka, sato):
    for expires in (202803, 202803, 202903, 202705):  # windows in 2027, 2027, 2028 and 2026年度
        handed_over(tanaka, expires=expires)

    first, second, third = renewals.expected(known(sato), people=10_000, share=0.8)

    assert (first.year, first.cards, first.records, first.coming) == (2027, 8000, 2, 4)
    assert (first.renewals, second.renewals, third.renewals) == (4000, 2000, 0)
    assert first.office_days in range(240, 247)
    assert first.a_day == pytest.approx(4000 / first.office_days)


def test_nothing_is_said_of_the_town_without_a_record(sato, town):
    assert renewals.expected(known(sato), people=10_000, share=0.8) == []
