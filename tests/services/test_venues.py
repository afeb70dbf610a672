from datetime import timedelta

import pytest
from sqlmodel import select

from database import reading, writing
from models import EventStatus, Venue
from refusal import Refusal
from services import venues
from tests.classes import SOON, a_class, at


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def wish(starts_at, minutes: int = 90, **place) -> None:
    """Ask for the hall in which `a_class` is held."""
    with reading() as db:
        venue = db.get_one(Venue, place["venue_id"])
        ends_at = starts_at + timedelta(minutes=minutes)
        venues.check_free(db, venue=venue, starts_at=starts_at, ends_at=ends_at)


def test_check_free_names_the_class_in_the_way_and_the_nearest_free_time():
    other = a_class(title="カメラ教室")

    with pytest.raises(Refusal) as no:
        wish(SOON + timedelta(minutes=60), venue_id=other.venue_id)

    assert str(no.value) == (
        "中央公民館は、その時間に別の教室「カメラ教室」（午前10時〜11時30分）があります。"
        "いちばん近い空きは、12月4日(金) 午前11時30分からです。"
    )


def test_check_free_lets_classes_follow_each_other():
    other = a_class()

    wish(other.ends_at, venue_id=other.venue_id)
    wish(SOON - timedelta(minutes=90), venue_id=other.venue_id)


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_check_free_ignores_what_is_called_off(status):
    wish(SOON, venue_id=a_class(status=status).venue_id)


def test_check_free_counts_plans_that_wait_for_approval():
    other = a_class(status=EventStatus.DRAFT)

    with pytest.raises(Refusal):
        wish(SOON, venue_id=other.venue_id)


def test_check_free_goes_on_to_the_next_day_when_the_hall_is_full():
    other = a_class(starts_at=at(9, days=10), ends_at=at(17, days=10))

    with pytest.raises(Refusal, match=r"いちばん近い空きは、12月5日\(土\) 午前10時からです"):
        wish(SOON, venue_id=other.venue_id)


def test_check_free_proposes_no_time_that_is_over():
    """It is noon, and the hall is taken from 13:00: half past eleven is free, but gone."""
    other = a_class(starts_at=at(13), ends_at=at(15))

    with pytest.raises(Refusal, match=r"11月24日\(火\) 午後3時から"):
        wish(at(13), venue_id=other.venue_id)


def test_check_free_has_no_proposal_when_the_hall_is_taken_for_weeks():
    other = a_class(starts_at=at(8, days=1), ends_at=at(20, days=30))

    with pytest.raises(Refusal, match="別の日か、別の会場を選んでください"):
        wish(SOON, venue_id=other.venue_id)


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
