from datetime import timedelta

import pytest

from database import reading
from models import EventStatus
from services import flags
from tests.classes import a_class, at, works_at
from tests.conftest import NOON

TODAY = NOON.date()


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def titles(verb, by) -> list[str]:
    with reading() as db:
        return [event.title for event in verb(db, by=by)]


def test_press_soon_is_what_ends_within_a_week_and_is_still_planned(sato):
    for title, days, status in (
        ("あさって", 2, EventStatus.PUBLISHED),
        ("きょう", 0, EventStatus.DRAFT),
        ("来週", 7, EventStatus.PUBLISHED),
        ("あとで", 8, EventStatus.PUBLISHED),
        ("過ぎた", -1, EventStatus.PUBLISHED),
        ("中止", 2, EventStatus.CANCELLED),
    ):
        a_class(title=title, status=status, press_on=TODAY + timedelta(days=days))

    assert titles(flags.press_soon, sato) == ["きょう", "あさって", "来週"]


def test_not_reported_is_what_is_over_and_open(sato):
    a_class(title="きのう", starts_at=at(10, days=-1))
    a_class(title="けさ", starts_at=at(9), status=EventStatus.HELD)
    a_class(title="これから", starts_at=at(14))
    a_class(title="報告済み", starts_at=at(10, days=-2), status=EventStatus.REPORTED)
    a_class(title="中止", starts_at=at(10, days=-2), status=EventStatus.CANCELLED)

    assert titles(flags.not_reported, sato) == ["きのう", "けさ"]


def test_volunteer_is_reminded_of_own_classes_only(tanaka):
    own = a_class(title="自分の", starts_at=at(10, days=-1))
    a_class(title="ほかの方の", starts_at=at(10, days=-1))
    works_at(own, tanaka)

    assert titles(flags.not_reported, tanaka) == ["自分の"]
