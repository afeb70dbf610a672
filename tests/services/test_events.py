from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import District, Duty, Event, EventStatus, Staff, Venue
from refusal import Refusal
from services import events, shifts
from services.events import Draft
from services.permissions import NotPermitted
from tests.classes import a_class, at, course

FRIDAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def hall(district: str = "chuo") -> Venue:
    with reading() as db:
        halls = select(Venue).join(District, Venue.district_id == District.id)
        return db.exec(halls.where(District.code == district).order_by(Venue.id)).first()


def draft(**changes) -> Draft:
    plan = {"day": FRIDAY, "start": time(10), "minutes": 90, "capacity": 10, "title": "LINE教室"}
    return Draft(**{"venue": hall()} | plan | changes)


def register(plan: Draft, *, by: Staff, key: str = "k", **options) -> Event:
    with writing() as db:
        here = plan._replace(venue=db.get_one(Venue, plan.venue.id))
        return events.register(db, draft=here, idem_key=key, by=by, **options)


@pytest.mark.parametrize(("seats", "people"), [(1, 1), (4, 1), (5, 2), (10, 3), (12, 3), (20, 5)])
def test_helpers_for_one_in_four(seats, people):
    assert events.helpers_for(seats) == people


def test_volunteer_registers_a_class_of_the_curriculum(tanaka):
    line = course("B07")
    event = register(draft(course=line, title=""), by=tanaka, publish_now=True)

    with reading() as db:
        row, team = db.get_one(Event, event.id), shifts.team(db, event=event)
    assert (row.title, row.course_id) == (line.title, line.id)
    assert (row.status, row.helpers_needed) == (EventStatus.DRAFT, 3)
    assert (row.starts_at, row.ends_at) == (at(10, days=10), at(11, 30, days=10))
    assert (row.local_date, row.fiscal_year) == (FRIDAY, 2026)
    assert [(shift.duty, one.id) for shift, one in team] == [(Duty.LECTURER, tanaka.id)]


@pytest.mark.parametrize(
    ("now", "status"), [(True, EventStatus.PUBLISHED), (False, EventStatus.DRAFT)]
)
def test_coordinator_decides_whether_to_publish_at_once(now, status, sato, tanaka):
    event = register(draft(), by=sato, publish_now=now, lecturer=tanaka)

    with reading() as db:
        assert db.get_one(Event, event.id).status is status
        assert [one.id for _, one in shifts.team(db, event=event)] == [tanaka.id]


def test_register_with_the_same_key_returns_the_first_result(sato):
    first, again = register(draft(), by=sato), register(draft(), by=sato)

    assert again.id == first.id


def test_register_refuses_a_volunteer_outside_the_own_districts(suzuki):
    with pytest.raises(NotPermitted, match="受け持ちの地区"):
        register(draft(), by=suzuki)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "  "}, "講座を選ぶか"),
        ({"day": date(2026, 11, 24), "start": time(12)}, "もう過ぎた日時"),
        ({"minutes": 0}, "8時間まで"),
        ({"minutes": 481}, "8時間まで"),
        ({"capacity": 0}, "40名まで"),
        ({"capacity": 41}, "中央公民館に入れるのは40名まで"),
        ({"helpers": 2}, "講師と補助を合わせて3名が必要"),
        ({"helpers": 0}, "講師と補助を合わせて3名が必要"),
    ],
)
def test_register_refuses_a_plan_that_cannot_be_held(changes, sentence, sato):
    with pytest.raises(Refusal, match=sentence):
        register(draft(**changes), by=sato)


def test_register_keeps_more_helpers_than_needed(sato):
    assert register(draft(helpers=5), by=sato).helpers_needed == 5


def test_publish_opens_the_class(sato, tanaka):
    event = register(draft(), by=tanaka)
    with writing() as db:
        events.publish(db, event=db.get_one(Event, event.id), by=sato)

    with reading() as db:
        assert db.get_one(Event, event.id).status is EventStatus.PUBLISHED


def test_publish_is_for_the_coordinator(tanaka):
    event = register(draft(), by=tanaka)

    with writing() as db, pytest.raises(NotPermitted):
        events.publish(db, event=db.get_one(Event, event.id), by=tanaka)


@pytest.mark.parametrize(
    ("status", "hours", "sentence"),
    [
        (EventStatus.PUBLISHED, 24, "もう「受付中」です"),
        (EventStatus.DRAFT, 0, "もう過ぎた教室"),
    ],
)
def test_publish_refuses_what_is_published_or_past(status, hours, sentence, sato):
    event = a_class(status=status, starts_at=at(12) + timedelta(hours=hours))

    with writing() as db, pytest.raises(Refusal, match=sentence):
        events.publish(db, event=db.get_one(Event, event.id), by=sato)
