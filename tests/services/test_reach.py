"""The figures against an oracle that counts raw rows one by one in plain Python."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from sqlmodel import col, select

import clock
from japanese import dates
from models import (
    AgeBand,
    Attendance,
    District,
    Event,
    EventStatus,
    Format,
    Municipality,
    Person,
    Population,
    PopulationVersion,
    Sex,
    Venue,
)
from models.age import SENIOR
from services import limits, masters, reach
from services.counts import Cut
from services.periods import cumulative, year
from services.permissions import NotPermitted
from services.reach import Count, Flag, Period

THIS_YEAR = year(2026)


@pytest.fixture
def districts(town, db):
    return list(db.exec(select(District).order_by(District.position)))


@pytest.fixture
def hall(db, districts, stopped_clock):
    """Hold a class in a district on a day."""

    def hold(district: District, day: date, status: EventStatus = EventStatus.HELD) -> Event:
        venue = db.exec(select(Venue).where(Venue.district_id == district.id)).first()
        event = class_at(venue, day, status)
        db.add(event)
        db.flush()
        return event

    return hold


def class_at(venue: Venue, day: date, status: EventStatus = EventStatus.HELD) -> Event:
    starts = datetime.combine(day, time(10), clock.JST)
    return Event(
        format=Format.COURSE,
        venue_id=venue.id,
        title="教室",
        status=status,
        starts_at=starts,
        ends_at=starts + timedelta(minutes=90),
        local_date=day,
        fiscal_year=dates.fiscal_year(day),
        capacity=12,
        helpers_needed=4,
    )


@pytest.fixture
def visit(db):
    """Let a person (a new one unless given) attend a class."""

    def attend(
        event: Event, home: District | None, band=AgeBand.A70, person=None, **seen
    ) -> Person:
        if person is None:
            person = Person(name="架空", kana="かくう", kana_key="かくう")
            db.add(person)
            db.flush()
        day = event.local_date
        seen = {"sex": Sex.FEMALE} | seen
        db.add(
            Attendance(
                event_id=event.id,
                person_id=person.id,
                local_date=day,
                month=day.year * 100 + day.month,
                fiscal_year=event.fiscal_year,
                district_id=home.id if home else None,
                age_band=band,
                **seen,
            )
        )
        db.flush()
        return person

    return attend


def populate(db, people: dict[int, int]) -> None:
    """So many women of 65 and over live in each district; as many children that must not count."""
    version = PopulationVersion(as_of=date(2026, 9, 30))
    db.add(version)
    db.flush()
    for district_id, count in people.items():
        for age_from, age_to in ((65, 69), (0, 4)):
            cell = {"district_id": district_id, "age_from": age_from, "age_to": age_to}
            db.add(Population(version_id=version.id, sex=Sex.FEMALE, people=count, **cell))
    db.flush()


def of(figures, district):
    return next(place for place in figures.places if place.district_id == district.id)


def test_one_person_twice_is_one_person_and_two_visits(db, sato, districts, hall, visit):
    home = districts[0]
    person = visit(hall(home, date(2026, 5, 1)), home)
    visit(hall(home, date(2026, 6, 1)), home, person=person)

    place = of(reach.figures(db, period=THIS_YEAR, by=sato), home)

    assert (place.seniors, place.held, place.newcomers) == (Count(1, 2), 2, 1)


def test_rate_is_people_over_population_of_the_reference_date(db, sato, districts, hall, visit):
    populate(db, {districts[0].id: 40, districts[1].id: 60})
    visit(hall(districts[0], date(2026, 5, 1)), districts[0])

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert (of(figures, districts[0]).rate, figures.city.rate) == (1 / 40, 1 / 100)
    assert figures.as_of == date(2026, 9, 30)


def test_rate_is_unknown_without_population(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 5, 1)), districts[0])

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert (figures.city.rate, figures.as_of) == (None, None)


def test_unknown_district_is_in_the_city_and_in_its_own_row_only(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 5, 1)), None)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert figures.city.seniors == figures.unknown.seniors == Count(1, 1)
    assert {place.seniors for place in figures.places} == {Count(0, 0)}


def test_unknown_age_is_no_senior(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 5, 1)), districts[0], AgeBand.UNKNOWN)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert (figures.city.seniors, figures.city.everyone) == (Count(0, 0), Count(1, 1))
    assert figures.unknown_age == Count(1, 1)


def test_outside_people_stand_apart(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 5, 1)), districts[0], is_resident=False)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert (figures.outside, figures.city.everyone) == (Count(1, 1), Count(0, 0))
    assert reach.ages(db, figures=figures, by=sato) == {}


def test_newcomer_is_nobody_who_came_in_an_earlier_year(db, sato, districts, hall, visit):
    known = visit(hall(districts[0], date(2026, 3, 31)), districts[0])
    event = hall(districts[0], date(2026, 4, 1))
    visit(event, districts[0], person=known)
    visit(event, districts[0])

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert (figures.city.seniors.people, figures.city.newcomers) == (2, 1)


def test_birthday_within_the_period_counts_in_both_bands_and_once_in_all(
    db, sato, districts, hall, visit
):
    home = districts[0]
    person = visit(hall(home, date(2026, 5, 1)), home, AgeBand.A70)
    visit(hall(home, date(2026, 6, 1)), home, AgeBand.A75, person=person)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert reach.ages(db, figures=figures, by=sato) == {
        (home.id, AgeBand.A70): Count(1, 1),
        (home.id, AgeBand.A75): Count(1, 1),
    }
    assert of(figures, home).seniors == Count(1, 2)


def test_flags_tell_never_held_from_nobody_came(db, sato, districts, hall, visit):
    never, empty, fine = districts[:3]
    hall(empty, date(2026, 11, 1))
    visit(hall(fine, date(2026, 11, 1)), fine)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert of(figures, never).flags == (Flag.NEVER_HELD, Flag.UNREACHED)
    assert of(figures, empty).flags == (Flag.NOBODY_CAME, Flag.UNREACHED)
    assert of(figures, fine).flags == ()


@pytest.mark.parametrize(("day", "flags"), [(26, ()), (25, (Flag.QUIET,))])
def test_quiet_after_ninety_days(db, sato, districts, hall, visit, day, flags):
    """It is 2026-11-24; ninety days before was 2026-08-26."""
    visit(hall(districts[0], date(2026, 8, day)), districts[0])

    assert of(reach.figures(db, period=THIS_YEAR, by=sato), districts[0]).flags == flags


def test_city_says_after_how_many_days_a_district_is_quiet(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 11, 1)), districts[0])
    city = db.exec(select(Municipality)).one()

    masters.change(db, row=city, values={"quiet_days": 20}, by=sato)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)
    assert of(figures, districts[0]).flags == (Flag.QUIET,)
    assert "から20日より" in limits.told(reach.DEFINITIONS, figures.limits)[Flag.QUIET]


def test_unreached_below_half_of_the_city(db, sato, districts, hall, visit):
    """City 4 of 800 is 0.5 %: 1 of 400 is exactly half, 1 of 401 is below."""
    half, below, rest = districts[:3]
    populate(db, {half.id: 400, below.id: 401, rest.id: 799})
    event = hall(rest, date(2026, 11, 1))
    for home in (half, below, *[rest] * 6):
        visit(event, home)

    figures = reach.figures(db, period=THIS_YEAR, by=sato)

    assert figures.city.rate == 0.005
    assert Flag.UNREACHED not in of(figures, half).flags
    assert Flag.UNREACHED in of(figures, below).flags


@pytest.mark.parametrize(
    ("status", "held"),
    [
        (EventStatus.HELD, 1),
        (EventStatus.REPORTED, 1),
        (EventStatus.PUBLISHED, 0),
        (EventStatus.CANCELLED, 0),
    ],
)
def test_held_are_closed_classes(db, sato, districts, hall, status, held):
    hall(districts[0], date(2026, 11, 1), status)

    assert reach.figures(db, period=THIS_YEAR, by=sato).city.held == held


def test_held_is_also_what_nobody_closed_but_somebody_attended(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2026, 11, 1), EventStatus.PUBLISHED), districts[0])

    assert reach.figures(db, period=THIS_YEAR, by=sato).city.held == 1


def test_periods_are_the_years_with_visits_and_all_of_them(db, sato, districts, hall, visit):
    visit(hall(districts[0], date(2025, 3, 1)), districts[0])

    periods = reach.periods(db, by=sato)

    assert periods == [year(2026), year(2025), year(2024), cumulative(2026)]
    assert [one.label for one in periods[::3]] == ["令和8年度", "令和5年度から令和8年度まで"]


def test_periods_of_an_empty_town_are_this_year(db, sato, town, stopped_clock):
    assert reach.periods(db, by=sato) == [THIS_YEAR]


def test_figures_are_not_for_volunteers(db, tanaka):
    with pytest.raises(NotPermitted):
        reach.figures(db, period=THIS_YEAR, by=tanaka)


@pytest.mark.parametrize("cuts", [(), (Cut.SEX, Cut.FORMAT), (Cut.SEX, Cut.FORMAT, Cut.COURSE)])
@pytest.mark.parametrize("period", [THIS_YEAR, cumulative(2026)])
@pytest.mark.parametrize("seed", range(2))
def test_figures_equal_the_oracle(db, sato, districts, stopped_clock, seed, period, cuts):
    rows = random_history(db, random.Random(seed))
    only = {cut: key for cut, key in CHOSEN.items() if cut in cuts}

    figures = reach.figures(db, period=period, by=sato, only=only)
    cells = dict(reach.ages(db, figures=figures, by=sato))

    assert measured(figures) | {"cells": cells} == oracle(db, rows, districts, period, only)


CHOSEN = {Cut.SEX: Sex.FEMALE, Cut.FORMAT: Format.VISIT, Cut.COURSE: 1}


def random_history(db, chance: random.Random) -> list[Attendance]:
    """Sixty people at forty classes in three years; some move, age or live elsewhere."""
    venues = db.exec(select(Venue).order_by(Venue.id)).all()
    homes = [None, *(venue.district_id for venue in venues)]
    people = [Person(name="架空", kana="か", kana_key="か") for _ in range(60)]
    db.add_all(people)
    events = [
        class_at(chance.choice(venues[:6]), date(2024, 4, 1) + timedelta(chance.randrange(900)))
        for _ in range(40)
    ]
    for event in events:
        event.format = chance.choice([Format.COURSE, Format.VISIT])
        event.course_id = chance.choice([None, 1])
    db.add_all(events)
    db.flush()
    for event in events:
        for person in chance.sample(people, chance.randrange(12)):
            db.add(_attendance(chance, event, person, homes))
    populate(db, {home: chance.randrange(20, 400) for home in homes[1:]})
    return list(db.exec(select(Attendance)))


def _attendance(chance: random.Random, event: Event, person: Person, homes: list) -> Attendance:
    moved = chance.random() < 0.1
    return Attendance(
        event_id=event.id,
        person_id=person.id,
        local_date=event.local_date,
        month=event.local_date.year * 100 + event.local_date.month,
        fiscal_year=event.fiscal_year,
        district_id=chance.choice(homes) if moved else homes[person.id % len(homes)],
        age_band=chance.choice(list(AgeBand)),
        sex=list(Sex)[person.id % 3],
        is_resident=person.id % 7 > 0,
    )


def measured(figures) -> dict:
    known = {place.name: (*place[2:5], place.held) for place in figures.places}
    unknown, city = figures.unknown, figures.city
    return {
        "places": known,
        "city": (*city[2:5], city.held),
        "unknown": unknown[2:5],
        "unknown_age": figures.unknown_age,
        "outside": figures.outside,
    }


def oracle(db, rows: list[Attendance], districts: list[District], period: Period, only) -> dict:
    def count(chosen):
        chosen = list(chosen)
        return Count(len({row.person_id for row in chosen}), len(chosen))

    def three(chosen):
        chosen = list(chosen)
        old = [row for row in chosen if row.age_band in SENIOR]
        new = {row.person_id for row in old} - {
            row.person_id for row in rows if row.month < period.since
        }
        return count(chosen), count(old), len(new)

    asked = [
        row
        for row in rows
        if period.since <= row.month <= period.until
        and only.get(Cut.SEX, row.sex) == row.sex
        and is_of(db.get_one(Event, row.event_id), only)
    ]
    here = [row for row in asked if row.is_resident]
    held = held_at(db, period, only)
    keys = {(row.district_id, row.age_band) for row in here}
    return {
        "places": {
            one.name: (
                *three(row for row in here if row.district_id == one.id),
                held.count(one.id),
            )
            for one in districts
        },
        "city": (*three(here), len(held)),
        "unknown": three(row for row in here if row.district_id is None),
        "unknown_age": count(row for row in here if row.age_band is AgeBand.UNKNOWN),
        "outside": count(row for row in asked if not row.is_resident),
        "cells": {
            key: count(row for row in here if (row.district_id, row.age_band) == key)
            for key in keys
        },
    }


def is_of(event: Event, only) -> bool:
    kind, course = only.get(Cut.FORMAT), only.get(Cut.COURSE)
    return kind in (None, event.format) and course in (None, event.course_id)


def held_at(db, period: Period, only) -> list[int]:
    """The district of every chosen class of the period; all of them were held."""
    query = select(Event, Venue.district_id).join(Venue, col(Venue.id) == Event.venue_id)
    return [
        home
        for event, home in db.exec(query)
        if period.starts_on <= event.local_date <= period.last_day and is_of(event, only)
    ]
