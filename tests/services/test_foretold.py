"""What a proposal expected, beside who came."""

from datetime import timedelta

import pytest

from database import reading, writing
from models import AgeBand, Event, EventStatus, Format, Proposal, ProposedClass
from services import foretold
from services.foretold import Foretold
from tests.classes import a_class, a_person
from tests.conftest import NOON
from tests.services.test_upkeep import came

HELD = EventStatus.HELD


@pytest.fixture(autouse=True)
def _noon(town, stopped_clock):
    pass


@pytest.fixture
def kept(sato) -> list[Event]:
    """Two classes that were proposed, with 2.5 people expected of each, and held."""
    events = [a_class(status=HELD, starts_at=NOON - timedelta(days=days)) for days in (6, 3)]
    with writing() as db:
        span = {"since": events[0].local_date, "until": events[1].local_date}
        sums = {"people": 5.0, "equal_people": 4.0, "points": 5.0}
        proposal = Proposal(idem_key="key", made_by_id=sato.id, **span, **sums)
        db.add(proposal)
        db.flush()
        for one in events:
            when = {"starts_at": one.starts_at, "ends_at": one.ends_at, "format": Format.COURSE}
            where = {"venue_id": one.venue_id, "capacity": one.capacity, "event_id": one.id}
            db.add(ProposedClass(proposal_id=proposal.id, people=2.5, **when, **where))
    return events


def told(by, year: int = 2026) -> list[Foretold]:
    with reading() as db:
        return foretold.of_year(db, year=year, by=by)


def test_only_residents_of_65_whose_first_class_it_was_came_as_foretold(sato, kept):
    first, second = kept
    new, again, young, guest = (a_person() for _ in range(4))
    came(a_class(starts_at=NOON - timedelta(days=9), status=HELD), again)
    for event in kept:
        came(event, new)
        came(event, again)
    came(second, young, age_band=AgeBand.A60)
    came(second, guest, is_resident=False)

    assert [(one.day, one.expected, one.came, one.visits) for one in told(sato)] == [
        (first.local_date, 2.5, 1, 2),
        (second.local_date, 2.5, 0, 4),
    ]


def test_first_of_two_classes_of_a_day_is_the_earlier_one(sato, kept):
    person = a_person()
    early = a_class(starts_at=kept[0].starts_at - timedelta(hours=1), status=HELD)
    for event in (kept[0], early):
        came(event, person)

    assert [one.came for one in told(sato)] == [0, 0]


def test_what_was_moved_keeps_its_expectation_and_what_was_not_held_has_none(sato, kept):
    with writing() as db:
        first, second = (db.get_one(Event, one.id) for one in kept)
        first.starts_at, first.ends_at = (
            one + timedelta(days=1) for one in (first.starts_at, first.ends_at)
        )
        first.capacity, second.status = 1, EventStatus.CANCELLED

    assert [one.expected for one in told(sato)] == [2.5]
    assert told(sato, 2025) == []


def test_sums_are_those_of_all_their_classes(sato, kept):
    for event in kept:
        came(event, a_person())

    found = told(sato)
    whole = foretold.total(found)

    assert (whole.expected, whole.came, whole.visits) == (5.0, 2, 2)
    assert foretold.by_town(found) == {"中央町": found}
