from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import Event, EventStatus, Format, Venue, VenueClosure
from services import bookings, calendar
from tests.classes import SOON, a_class, at, crowd, works_at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def ids(cards) -> list[int]:
    return [card.event.id for card in cards]


def fill(event: Event, count: int, *, by) -> None:
    people = crowd(count)
    with writing() as db:
        row = db.get_one(Event, event.id)
        for person in people:
            bookings.book(db, event=row, people=[person], idem_key=str(person.id), by=by)


def test_listed_goes_by_date_from_today_on(sato):
    a_class(starts_at=at(10, days=-1))
    later, today = a_class(starts_at=at(10, days=9)), a_class(starts_at=at(9))

    with reading() as db:
        assert ids(calendar.listed(db, by=sato)) == [today.id, later.id]


def test_listed_filters(sato):
    a_class()
    wanted = a_class(district="wakaba", status=EventStatus.DRAFT)
    a_class(district="wakaba", status=EventStatus.DRAFT, starts_at=SOON + timedelta(days=40))
    a_class(district="wakaba")

    with reading() as db:
        cards = calendar.listed(
            db,
            by=sato,
            since=date(2026, 12, 1),
            until=date(2026, 12, 31),
            district_code="wakaba",
            status=EventStatus.DRAFT,
        )
    assert ids(cards) == [wanted.id]


def test_listed_filters_by_hall_format_and_who_works_there(sato, tanaka):
    wanted = a_class(format=Format.SALON)
    works_at(wanted, tanaka)
    other = a_class(district="wakaba")

    with reading() as db:
        assert ids(calendar.listed(db, by=sato, venue_id=wanted.venue_id)) == [wanted.id]
        assert ids(calendar.listed(db, by=sato, format=Format.COURSE)) == [other.id]
        assert ids(calendar.listed(db, by=sato, staff_id=tanaka.id)) == [wanted.id]


def test_closed_days_are_told_by_hall(db):
    hall = db.exec(select(Venue).order_by(Venue.id)).first()
    hall.closed_weekdays = "月"
    week = {"since": date(2026, 11, 22), "until": date(2026, 11, 28)}
    for venue_id, first, last, reason in (
        (None, date(2026, 11, 20), date(2026, 11, 22), "市の行事"),
        (hall.id, date(2026, 11, 28), date(2026, 12, 3), ""),
        (hall.id, date(2026, 12, 1), date(2026, 12, 3), "工事"),
    ):
        db.add(VenueClosure(venue_id=venue_id, first_day=first, last_day=last, reason=reason))
    db.flush()

    assert calendar.closed_days(db, **week, halls=[hall]) == {
        None: {date(2026, 11, 22): "市の行事"},
        hall.id: {date(2026, 11, 23): "休館日", date(2026, 11, 28): "休館"},
    }


def test_volunteer_sees_classes_worked_at_or_registered(tanaka, suzuki):
    working, registered = a_class(), a_class(created_by_id=tanaka.id)
    works_at(working, tanaka)
    works_at(a_class(), suzuki)

    with reading() as db:
        assert ids(calendar.listed(db, by=tanaka)) == [working.id, registered.id]


def test_find_opens_no_class_of_another_volunteer(tanaka, suzuki):
    event = a_class()
    works_at(event, tanaka)

    with reading() as db:
        found = [calendar.find(db, public_id=event.public_id, by=one) for one in (tanaka, suzuki)]
    assert [card and card.event.id for card in found] == [event.id, None]


def test_around_today_begins_with_today(sato):
    days = [a_class(starts_at=at(10, days=days)) for days in (-8, -7, 2, 0, 7, 8)]

    with reading() as db:
        cards = calendar.around_today(db, by=sato)
    assert ids(cards) == [days[3].id, days[2].id, days[1].id, days[4].id]


def test_card_tells_when_in_words(sato):
    a_class(title="LINE教室")

    with reading() as db:
        (card,) = calendar.listed(db, by=sato)
    assert (card.day, card.hours) == ("12月4日(金)", "午前10時〜11時30分")
    assert card.label == "12月4日(金) 午前10時　中央公民館　LINE教室"
