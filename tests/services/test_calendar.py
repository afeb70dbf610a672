from datetime import date, timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import District, Event, EventStatus, Format, Venue, VenueClosure
from services import bookings, calendar
from services.bookings import Seats
from tests.classes import SOON, a_class, at, course, crowd, district, works_at


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


def test_card_tells_when_in_words():
    a_class(title="LINE教室")

    with reading() as db:
        (card,) = calendar.bookable(db)
    assert (card.day, card.hours) == ("12月4日(金)", "午前10時〜11時30分")
    assert card.label == "12月4日(金) 午前10時　中央公民館　LINE教室"


def test_bookable_leaves_out_plans_and_what_has_begun():
    a_class(status=EventStatus.DRAFT)
    a_class(starts_at=at(12))
    event = a_class()

    with reading() as db:
        assert ids(calendar.bookable(db)) == [event.id]


def test_bookable_begins_near_home():
    """朝霧町 lies between 中央町 and 梅の木町; a town that is not on the map comes last."""
    with writing() as db:
        nowhere = db.get_one(District, district("kitahara").id)
        nowhere.latitude = nowhere.longitude = None
    far, near, here, lost = (
        a_class(district=code, starts_at=SOON + timedelta(days=days))
        for code, days in (("yamazato", 0), ("umenoki", 1), ("asagiri", 2), ("kitahara", 0))
    )

    with reading() as db:
        cards = calendar.bookable(db, home=district("asagiri"))
    assert ids(cards) == [here.id, near.id, far.id, lost.id]


def test_nearby_offers_seats_for_the_whole_party_and_the_same_course_first(sato):
    same, other = course("B01").id, course("B02").id
    full = a_class(capacity=1, course_id=same)
    other_course = a_class(capacity=4, course_id=other)
    same_course_farther = a_class(capacity=4, course_id=same, district="yamazato")
    one_seat_left = a_class(capacity=2, course_id=same)
    fill(full, 1, by=sato)
    fill(one_seat_left, 1, by=sato)

    with reading() as db:
        cards = calendar.nearby(db, event=full, home=district("chuo"), party=2)
    assert ids(cards) == [same_course_farther.id, other_course.id]
    assert cards[0].seats == Seats(capacity=4)


def test_nearby_offers_the_nearest_few():
    events = [a_class(starts_at=SOON + timedelta(days=days)) for days in range(5)]

    with reading() as db:
        cards = calendar.nearby(db, event=events[0], home=None, limit=2)
    assert ids(cards) == [events[1].id, events[2].id]
