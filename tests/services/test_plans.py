from datetime import timedelta

import pytest

from database import reading, writing
from models import Event, EventStatus, Staff
from refusal import Refusal
from services import plans, shifts
from tests.classes import SOON, a_class, at
from tests.services.test_shifts import assign, drafted, team


@pytest.fixture(autouse=True)
def _town(town, stopped_clock):
    pass


def publish(by: Staff, **until) -> list[str]:
    with writing() as db:
        return [one.name for one in plans.publish(db, by=by, **until)]


def drafts(by: Staff, **until) -> list[int]:
    with reading() as db:
        return [post.event.id for post, _ in plans.drafts(db, by=by, **until)]


def test_publish_shows_the_whole_plan_and_names_whom_to_tell(sato, tanaka, suzuki):
    one, other = a_class(), a_class(starts_at=SOON + timedelta(days=1))
    drafted(one, suzuki)
    drafted(one, tanaka)
    drafted(other, tanaka)
    assert drafts(sato) == [one.id, one.id, other.id]

    assert sorted(publish(sato)) == ["田中", "鈴木"]
    with reading() as db:
        shifts.check_own(db, event=one, staff=tanaka)
        shifts.check_own(db, event=other, staff=tanaka)


def test_publish_goes_as_far_as_it_is_told(sato, tanaka):
    drafted(a_class(), tanaka)
    later = a_class(starts_at=SOON + timedelta(days=1))
    drafted(later, tanaka)

    publish(sato, until=SOON.date())
    assert drafts(sato) == [later.id]


def test_publish_leaves_out_what_is_off_or_past(sato, tanaka):
    drafted(a_class(status=EventStatus.CANCELLED), tanaka)
    drafted(a_class(starts_at=at(10)), tanaka)

    with pytest.raises(Refusal, match="公開していない担当の案は、ありません"):
        publish(sato)


def test_publish_refuses_all_when_a_class_was_moved_onto_another(sato, tanaka, suzuki):
    still, moved = a_class(), a_class(starts_at=SOON + timedelta(days=1))
    assign(still, tanaka, sato)
    assign(moved, tanaka, sato)
    drafted(still, suzuki)
    with writing() as db:
        row = db.get_one(Event, moved.id)
        row.starts_at, row.ends_at, row.local_date = still.starts_at, still.ends_at, SOON.date()

    with pytest.raises(Refusal, match="田中さんは、12月4日.金. 午前10時からの"):
        publish(sato)
    assert len(drafts(sato)) == 3
    assert team(still, tanaka) == []
