from database import reading, writing
from models import AgeBand, Attendance, District, Event, EventStatus, Person, Sex
from services import held_classes, over_time, periods
from services.counts import Cut, Reached
from tests.classes import a_class, a_person, at, district

YEAR = periods.year(2026)


def visit(event: Event, person: Person, month: int, home: District) -> None:
    with writing() as db:
        db.add(
            Attendance(
                event_id=event.id,
                person_id=person.id,
                local_date=event.local_date,
                month=month,
                fiscal_year=2026,
                district_id=home.id,
                age_band=AgeBand.A70,
                sex=Sex.FEMALE,
            )
        )


def test_months_count_whoever_came_twice_in_both_and_new_only_once(town, stopped_clock, sato):
    first, second = a_class(starts_at=at(10, days=-60)), a_class(starts_at=at(10, days=-10))
    chuo, other = district("chuo"), district("wakaba")
    again, once = a_person(), a_person("見本 次郎")
    for event, person, month, home in (
        (first, again, 202609, chuo),
        (second, again, 202611, chuo),
        (second, once, 202611, other),
    ):
        visit(event, person, month, home)

    with reading() as db:
        found = over_time.months(db, year=YEAR, by=sato)
        here = over_time.months(db, year=YEAR, only={Cut.DISTRICT: chuo.id}, by=sato)

    assert len(found) == 12
    assert {one.period.since: one.reached for one in found if one.reached.people} == {
        202609: Reached(1, 1, 1),
        202611: Reached(2, 2, 1),
    }
    assert [one.reached for one in here if one.reached.people] == [
        Reached(1, 1, 1),
        Reached(1, 1, 0),
    ]


def test_classes_of_a_district_are_those_that_took_place(town, stopped_clock, sato):
    held, _ = a_class(starts_at=at(10, days=-10)), a_class(starts_at=at(10, days=-5))
    a_class(district="wakaba", starts_at=at(10, days=-5), status=EventStatus.HELD)
    chuo = district("chuo")
    visit(held, a_person(), 202611, chuo)

    with reading() as db:
        found = held_classes.of(db, district=chuo, period=YEAR, by=sato)

    assert [(one.event.id, one.came) for one in found] == [(held.id, 1)]
