from datetime import timedelta

import pytest

from database import reading, writing
from models import AgeBand, Attendance, Event, EventStatus, Person, Series, Sex
from refusal import Refusal
from services import completions
from services.permissions import NotPermitted
from tests.classes import SOON, a_class, a_person, works_at
from tests.web.test_files import book


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def a_series() -> list[Event]:
    """Three dates that were held, and the last one to come."""
    with writing() as db:
        series = Series(title="はじめてのスマホ")
        db.add(series)
    weeks = (-4, -3, -2, 0)
    return [
        a_class(series_id=series.id, number=number, starts_at=SOON + timedelta(weeks=week))
        for number, week in enumerate(weeks, start=1)
    ]


def came(person: Person, *events: Event) -> None:
    with writing() as db:
        for event in events:
            db.add(
                Attendance(
                    event_id=event.id,
                    person_id=person.id,
                    local_date=event.local_date,
                    month=event.local_date.year * 100 + event.local_date.month,
                    fiscal_year=event.fiscal_year,
                    age_band=AgeBand.A75,
                    sex=Sex.UNKNOWN,
                    is_resident=True,
                )
            )


def names(event: Event, by) -> list[str]:
    with writing() as db:
        done = completions.of_series(db, event=db.get_one(Event, event.id), by=by)
        return [one.name for one in done.people]


def test_who_came_to_three_of_four_gets_a_certificate(sato):
    *held, last = a_series()
    often, seldom, gone = a_person("見本 太郎"), a_person("待人 来子"), a_person("明石 一")
    book(last, often, seldom, seq=10)
    came(often, *held[:2])
    came(seldom, held[0])
    came(gone, *held)  # neither booked nor here today

    assert names(last, sato) == ["見本 太郎"]


def test_last_date_counts_only_for_who_was_there_once_it_is_over(sato, stopped_clock):
    *held, last = a_series()
    here, absent = a_person("見本 太郎"), a_person("待人 来子")
    book(last, here, absent, seq=10)
    came(here, *held[:2], last)
    came(absent, *held[:2])
    before = names(last, sato)
    with writing() as db:
        row = db.get_one(Event, last.id)
        row.starts_at, row.ends_at = SOON - timedelta(days=11), SOON - timedelta(days=10.9)

    assert (sorted(before), names(last, sato)) == (["待人 来子", "見本 太郎"], ["見本 太郎"])


def test_dates_called_off_are_no_dates(sato):
    *held, last = a_series()
    person = a_person("見本 太郎")
    book(last, person, seq=10)
    came(person, held[0])
    before = names(last, sato)
    with writing() as db:
        for one in held[1:]:
            db.get_one(Event, one.id).status = EventStatus.CANCELLED

    assert (before, names(last, sato)) == ([], ["見本 太郎"])


def test_nobody_without_a_name_is_certified(sato):
    *held, last = a_series()
    came(a_person("", ""), *held, last)

    assert names(last, sato) == []


def test_class_alone_has_no_certificate(sato):
    with reading() as db, pytest.raises(Refusal, match="連続講座ではない"):
        completions.of_series(db, event=a_class(), by=sato)


def test_volunteer_certifies_at_own_dates_only(tanaka):
    *_, last = a_series()
    with pytest.raises(NotPermitted):
        names(last, tanaka)
    works_at(last, tanaka)

    assert names(last, tanaka) == []
