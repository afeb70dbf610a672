"""200 people want 20 seats at the same moment, from 4 processes with 8 threads each."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import select

import clock
from database import reading
from models import Booking, BookingStatus
from tests.classes import a_class, crowd
from tests.services.rush import calls, faults, rush


@pytest.fixture
def event(town):
    return a_class(capacity=20, starts_at=clock.now() + timedelta(days=10))


def test_rush_fills_every_seat_once_in_order(event, sato):
    answers = rush(calls(event, crowd(200), sato))

    assert faults(event, answers) == []
    with reading() as db:
        statuses = Counter(db.exec(select(Booking.status).where(Booking.event_id == event.id)))
    assert statuses == {BookingStatus.CONFIRMED: 20, BookingStatus.WAITING: 180}


def test_rush_shows_its_faults_when_the_lock_is_taken_away(event, sato):
    """The control: without `lock` and `writing()` most calls meet a locked database, or the
    unique `seq` that stands behind the lock, and are lost."""
    answers = rush(calls(event, crowd(60), sato), locked=False)

    assert faults(event, answers) != []
