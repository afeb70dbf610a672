from datetime import date, time

import pytest
from sqlmodel import select

from database import reading, writing
from models import Venue, VenueClosure
from services import venues
from tests.classes import a_room

FRIDAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def opening(**changes) -> venues.Opening:
    """Of a hall with these columns, around 2026-12-04."""
    hall = Venue(id=1, district_id=1, name="中央公民館", **changes)
    return venues.Opening(hall, [])


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2026, 11, 30), "中央公民館は、毎週月曜日が休館です。"),
        (date(2026, 12, 3), "中央公民館は、毎週木曜日が休館です。"),
        (FRIDAY, ""),
    ],
)
def test_hall_is_shut_on_its_weekdays(day, sentence):
    assert opening(closed_weekdays="月木").shut(day) == sentence


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (time(9), time(21), ""),
        (time(8, 30), time(10), "中央公民館の開館時間は、午前9時〜午後9時です。"),
        (time(20), time(21, 30), "中央公民館の開館時間は、午前9時〜午後9時です。"),
    ],
)
def test_hall_has_its_hours(start, end, sentence):
    assert opening(opens=time(9), closes=time(21)).outside(start, end) == sentence


def test_nothing_is_outside_hours_nobody_told_us():
    assert opening().outside(time(6), time(23)) == ""


def test_opening_knows_the_closures_of_the_hall_and_of_every_hall():
    with writing() as db:
        mine, other, *_ = db.exec(select(Venue).order_by(Venue.id)).all()
        for venue_id, day, reason in (
            (mine.id, 4, "床の工事"),
            (other.id, 5, "よその工事"),
            (None, 6, ""),
            (mine.id, 20, "遠い日"),
        ):
            one = date(2026, 12, day)
            db.add(VenueClosure(venue_id=venue_id, first_day=one, last_day=one, reason=reason))
    with reading() as db:
        house = venues.opening(db, venue=mine, first=FRIDAY, last=date(2026, 12, 10))

    assert [house.shut(date(2026, 12, day)) for day in (3, 4, 5, 6, 7)] == [
        "",
        f"{mine.name}は、12月4日(金)休館です（床の工事）。",
        "",
        f"{mine.name}は、12月6日(日)休館です（休館日）。",
        "",
    ]


def test_closure_of_some_days_names_both_ends():
    house = opening()
    house.closures.append(
        VenueClosure(first_day=FRIDAY, last_day=date(2026, 12, 6), reason="床の工事")
    )

    assert house.shut(date(2026, 12, 5)) == (
        "中央公民館は、12月4日(金)から12月6日(日)まで休館です（床の工事）。"
    )


def test_rooms_in_use_come_largest_first():
    with reading() as db:
        hall = db.exec(select(Venue).order_by(Venue.id.desc())).first()
    for name, capacity in (("小会議室", 8), ("大広間", 30), ("和室", 12)):
        a_room(hall, name, capacity)
    with writing() as db:
        rows = venues.rooms(db, venue=hall)
        rows[1].is_active = False

    with reading() as db:
        assert [room.name for room in venues.rooms(db, venue=hall)] == ["大広間", "小会議室"]


def test_volunteer_registers_in_halls_of_the_own_districts(tanaka):
    with reading() as db:
        rows = venues.to_register_at(db, by=tanaka)

    assert {district.code for _, district in rows} == {"chuo", "umenoki"}


def test_coordinator_registers_in_every_hall_in_use(sato):
    with writing() as db:
        closed, *used = db.exec(select(Venue).order_by(Venue.id)).all()
        closed.is_active = False
    with reading() as db:
        rows = venues.to_register_at(db, by=sato)

    assert sorted(venue.id for venue, _ in rows) == [venue.id for venue in used]
