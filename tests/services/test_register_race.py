"""Two desks register at the same moment: the second is refused, whatever they both want."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlmodel import select

import clock
from database import writing
from models import Staff, Venue
from refusal import Refusal
from services import events
from services.drafts import Draft
from tests.classes import a_thing

DESKS = 6


@pytest.fixture(autouse=True)
def _in_the_town(town):
    pass


def rush(by: Staff, wish) -> Counter:
    """All desks at once; `wish` gives the plan of each one. Counts what they were told."""
    start = Barrier(DESKS)

    def ask(desk: int) -> str:
        start.wait()
        try:
            with writing() as db:
                staff = db.get_one(Staff, by.id)
                events.register(db, draft=wish(db, desk), idem_key=f"desk-{desk}", by=staff)
        except Refusal:
            return "refused"
        return "registered"

    with ThreadPoolExecutor(DESKS) as desks:
        return Counter(desks.map(ask, range(DESKS)))


def plan(venue: Venue, **changes) -> Draft:
    day = clock.today() + timedelta(days=10)
    start = clock.now().replace(hour=10, minute=0, second=0, microsecond=0).time()
    return Draft(venue, day, start, 90, 10, title="スマホ教室", **changes)


def halls(db) -> list[Venue]:
    return list(db.exec(select(Venue).order_by(Venue.id)))


ONE, OTHERS = {"registered": 1, "refused": DESKS - 1}, {"registered": DESKS}


def test_same_hall_is_given_once(sato):
    assert rush(sato, lambda db, _: plan(halls(db)[0])) == ONE


def test_same_lecturer_is_given_once(sato, tanaka):
    def wish(db, desk):
        return plan(halls(db)[desk], lecturer=db.get_one(Staff, tanaka.id))

    assert rush(sato, wish) == ONE


def test_same_thing_is_given_once(sato):
    thing = a_thing()

    assert rush(sato, lambda db, desk: plan(halls(db)[desk], equipment=(thing.id,))) == ONE


def test_different_halls_do_not_hinder_each_other(sato):
    assert rush(sato, lambda db, desk: plan(halls(db)[desk])) == OTHERS
