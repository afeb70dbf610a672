"""200 people want 20 seats at the same moment, from 4 processes with 8 threads each; then seats are
given back, and two desks answer the same offer."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlmodel import select

import clock
from database import reading
from models import Booking, BookingStatus, Offer, OfferOutcome
from tests.classes import a_class, crowd
from tests.services.rush import answer, answerers, bookers, cancel, desks, faults

TURNS = 3  # the first gives seats back, so that offers are open; the others answer them


@pytest.fixture(scope="module")
def many():
    with desks() as several:
        yield several


@pytest.fixture
def event(town):
    return a_class(capacity=20, starts_at=clock.now() + timedelta(days=10))


def test_rush_fills_every_seat_once_in_order(many, event, sato):
    answers = many.rush(bookers(event, crowd(200), sato))

    assert faults(event, answers) == []
    with reading() as db:
        statuses = Counter(db.exec(select(Booking.status).where(Booking.event_id == event.id)))
    assert statuses == {BookingStatus.CONFIRMED: 20, BookingStatus.WAITING: 180}


def test_rush_answers_every_offer_once(many, event, sato):
    people = crowd(70)
    answers = many.rush(bookers(event, people[:40], sato))
    for turn in range(TURNS):
        newly = people[40 + 10 * turn :][:10]
        answers += many.rush(answerers(event, newly, sato))

    assert faults(event, answers) == []
    done = Counter(one.call.act for one in answers if one.row_ids)
    refused = Counter(one.call.act for one in answers if one.refusal)
    assert done[answer] == refused[answer] > TURNS  # of two desks one is told that it is too late
    assert done[cancel] > TURNS
    with reading() as db:
        mine = select(Offer.outcome).where(Offer.event_id == event.id)
        assert {*db.exec(mine)} >= {OfferOutcome.ACCEPTED, OfferOutcome.DECLINED}


def test_rush_shows_its_faults_when_the_lock_is_taken_away(many, event, sato):
    """The control: without `lock` and `writing()` most calls meet a locked database, or the
    unique `seq` that stands behind the lock, and are lost."""
    answers = many.rush(bookers(event, crowd(60), sato), locked=False)

    assert faults(event, answers) != []


def test_rush_shows_wrong_answers_when_the_lock_is_taken_away(many, event, sato):
    people = crowd(40)
    answers = many.rush(bookers(event, people[:30], sato))
    answers += many.rush(answerers(event, people[30:35], sato))
    assert faults(event, answers) == []

    answers += many.rush(answerers(event, people[35:], sato), locked=False)

    assert faults(event, answers) != []
