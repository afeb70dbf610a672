from datetime import timedelta

import pytest

from database import reading, writing
from models import EventStatus, Staff
from services import accounts, own_feed
from tests.classes import SOON, a_class, works_at
from tests.services.test_shifts import drafted


@pytest.fixture(autouse=True)
def _town(town, stopped_clock):
    pass


def new_feed(staff: Staff) -> str:
    with writing() as db:
        return own_feed.begin(db, by=staff)


def owner(token: str) -> str | None:
    with reading() as db:
        found = own_feed.owner(db, token=token)
    return found and found.name


def test_feed_is_found_by_its_token_which_is_not_kept(tanaka):
    token = new_feed(tanaka)

    with reading() as db:
        kept = db.get_one(Staff, tanaka.id).feed_hash
    assert (owner(token), kept) == ("田中", accounts.fingerprint(token))


def test_feed_ends_when_it_is_revoked_or_made_anew(tanaka):
    first = new_feed(tanaka)
    second = new_feed(tanaka)
    assert (owner(first), owner(second)) == (None, "田中")

    with writing() as db:
        own_feed.end(db, by=tanaka)
    assert owner(second) is None


def test_feed_ends_with_the_account_and_with_a_lost_phone(tanaka, suzuki, kanri):
    tokens = [new_feed(tanaka), new_feed(suzuki)]
    with writing() as db:
        accounts.disable(db, staff=db.get_one(Staff, tanaka.id), by=kanri)
        accounts.sign_out_everywhere(db, staff=db.get_one(Staff, suzuki.id), by=kanri)

    assert [owner(token) for token in tokens] == [None, None]


def test_feed_of_nobody_is_nobodys(tanaka):
    assert owner("") is None


def test_feed_shows_published_shifts_and_says_what_is_off(tanaka):
    off = a_class(status=EventStatus.CANCELLED)
    works_at(off, tanaka)
    drafted(a_class(starts_at=SOON + timedelta(days=1)), tanaka)
    works_at(a_class(starts_at=SOON - timedelta(days=71)), tanaka)
    recent = a_class(starts_at=SOON - timedelta(days=70))
    works_at(recent, tanaka)

    with reading() as db:
        assert [one.event.id for one in own_feed.posts(db, staff=tanaka)] == [recent.id, off.id]
