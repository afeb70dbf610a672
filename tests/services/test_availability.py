from datetime import date, timedelta

import pytest

from database import reading, writing
from models import EventStatus, Slot, Staff
from refusal import Refusal
from services import availability
from tests.classes import SOON, a_class, at, works_at
from tests.conftest import NOON
from tests.services.test_shifts import drafted

TODAY = NOON.date()
MONTH = {"since": date(2026, 12, 1), "until": date(2026, 12, 31)}
FOURTH, FIFTH = date(2026, 12, 4), date(2026, 12, 5)


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def offer(by: Staff, *days: date, slot: Slot = Slot.MORNING, **span) -> None:
    with writing() as db:
        availability.offer(db, **MONTH | span, slot=slot, days=set(days), by=by)


def offered(by: Staff) -> set:
    with reading() as db:
        return availability.offered(db, **MONTH, by=by)


@pytest.mark.parametrize(
    ("start", "end", "touched"),
    [
        (at(10), at(11, 30), {Slot.MORNING}),
        (at(10), at(12), {Slot.MORNING}),
        (at(11), at(13), {Slot.MORNING, Slot.AFTERNOON}),
        (at(12), at(17), {Slot.AFTERNOON}),
        (at(16), at(18), {Slot.AFTERNOON, Slot.EVENING}),
        (at(17), at(19), {Slot.EVENING}),
        (at(9), at(20), set(Slot)),
    ],
)
def test_class_touches_parts_of_its_day(start, end, touched):
    assert availability.slots(starts_at=start, ends_at=end) == touched


def test_offer_replaces_what_was_said_of_this_part_of_the_span(tanaka, suzuki):
    offer(suzuki, FOURTH)
    offer(tanaka, FOURTH, slot=Slot.EVENING)
    offer(tanaka, FOURTH)
    offer(tanaka, FIFTH)

    assert offered(tanaka) == {(FOURTH, Slot.EVENING), (FIFTH, Slot.MORNING)}
    assert offered(suzuki) == {(FOURTH, Slot.MORNING)}


def test_offer_twice_is_harmless(tanaka):
    offer(tanaka, FOURTH)
    offer(tanaka, FOURTH)

    assert offered(tanaka) == {(FOURTH, Slot.MORNING)}


@pytest.mark.parametrize(
    "day", [TODAY - timedelta(days=1), TODAY + timedelta(days=367), date(2027, 1, 1)]
)
def test_offer_refuses_days_past_far_or_outside_the_span(day, tanaka):
    span = {} if day.day == 1 else {"since": day, "until": day}

    with pytest.raises(Refusal, match="きょうから1年先まで"):
        offer(tanaka, day, **span)


def test_offer_stays_where_the_published_plan_counts_on_it(tanaka):
    works_at(a_class(title="LINE教室"), tanaka)
    offer(tanaka, FOURTH)

    with pytest.raises(Refusal) as no:
        offer(tanaka)
    assert str(no.value) == (
        "12月4日(金)の午前は、「LINE教室」の受け持ちが決まっています。"
        "出られなくなったときは、その受け持ちの「代わりを探す」を押してください。"
    )
    assert offered(tanaka) == {(FOURTH, Slot.MORNING)}


def test_offer_can_be_taken_back_until_the_plan_is_published(tanaka, suzuki):
    drafted(a_class(), tanaka)
    works_at(a_class(), suzuki)
    works_at(a_class(status=EventStatus.CANCELLED), tanaka)
    works_at(a_class(starts_at=SOON + timedelta(hours=4)), tanaka)
    offer(tanaka, FOURTH)

    offer(tanaka)
    assert offered(tanaka) == set()


def test_every_week_adds_to_what_was_offered(tanaka):
    offer(tanaka, FOURTH, date(2026, 12, 8))

    with writing() as db:
        new = availability.every_week(db, weekday=1, slot=Slot.MORNING, **MONTH, by=tanaka)
    tuesdays = [date(2026, 12, day) for day in (1, 8, 15, 22, 29)]
    assert new == 4
    assert offered(tanaka) == {(day, Slot.MORNING) for day in (FOURTH, *tuesdays)}


def test_every_week_begins_today(tanaka):
    november = {"since": date(2026, 11, 1), "until": date(2026, 11, 30)}
    with writing() as db:
        new = availability.every_week(db, weekday=1, slot=Slot.MORNING, **november, by=tanaka)

    with reading() as db:
        assert availability.offered(db, **november, by=tanaka) == {(TODAY, Slot.MORNING)}
    assert new == 1
