from datetime import timedelta

import pytest

from database import reading, writing
from models import Duty, Event, EventStatus, Format, Skill, Slot, Staff
from refusal import Refusal
from services import plans, shifts
from services.plans import Proposal
from tests.classes import SOON, a_class, at, course, works_at
from tests.services.test_candidates import is_good_at, offers
from tests.services.test_shifts import assign, drafted, team

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _town(town, stopped_clock):
    pass


def publish(by: Staff, **until) -> list[str]:
    with writing() as db:
        return [one.name for one in plans.publish(db, by=by, **until)]


def drafts(by: Staff, **until) -> list[int]:
    with reading() as db:
        return [one.post.event.id for one in plans.drafts(db, by=by, **until)]


def gaps(by: Staff, **until) -> list[tuple[int, list[Duty]]]:
    with reading() as db:
        return [(gap.event.id, gap.duties) for gap in plans.gaps(db, by=by, **until)]


def propose(by: Staff, **until) -> Proposal:
    with writing() as db:
        return plans.propose(db, by=by, **until)


def test_gaps_name_who_is_missing_the_nearest_first(sato, tanaka, suzuki):
    later = a_class(helpers_needed=3, starts_at=SOON + DAY)
    works_at(later, tanaka, Duty.HELPER)
    nobody = a_class(helpers_needed=2)
    drafted(nobody, tanaka)
    full = a_class(starts_at=SOON + 2 * DAY)
    works_at(full, suzuki)
    headless = a_class(starts_at=SOON + 3 * DAY)
    works_at(headless, suzuki, Duty.HELPER)

    assert gaps(sato) == [
        (nobody.id, [Duty.HELPER]),
        (later.id, [Duty.LECTURER, Duty.HELPER]),
        (headless.id, []),
    ]
    assert gaps(sato, until=SOON.date()) == [(nobody.id, [Duty.HELPER])]


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.HELD, None])
def test_gaps_leave_out_what_is_off_over_or_begun(status, sato):
    a_class(**{"status": status} if status else {"starts_at": at(11)})

    assert gaps(sato) == []


def test_propose_drafts_and_publishes_nothing(sato, tanaka, suzuki):
    event = a_class(helpers_needed=2)
    for one in (tanaka, suzuki):
        offers(one, Slot.MORNING)

    assert propose(sato) == Proposal(placed=2, missing=0)
    assert team(event, sato) == [(Duty.LECTURER, False, "田中"), (Duty.HELPER, False, "鈴木")]


def test_propose_takes_only_who_has_offered_and_is_free(sato, tanaka, suzuki):
    event = a_class(helpers_needed=3)
    works_at(a_class(district="wakaba"), tanaka)
    offers(tanaka, Slot.MORNING)

    assert propose(sato) == Proposal(placed=0, missing=3)
    assert team(event, sato) == []


def test_propose_asks_a_lecturer_for_the_skill_but_not_a_helper(sato, tanaka, suzuki):
    event = a_class(format=Format.CONSULTATION, helpers_needed=2)
    is_good_at(suzuki, Skill.MY_NUMBER)
    for one in (tanaka, suzuki):
        offers(one, Slot.MORNING)

    propose(sato)
    assert team(event, sato) == [(Duty.LECTURER, False, "鈴木"), (Duty.HELPER, False, "田中")]


def test_propose_shares_the_load(sato, tanaka, suzuki):
    days = range(4)
    for day in days:
        a_class(district="nishikawa", starts_at=SOON + day * DAY)
        for one in (tanaka, suzuki):
            offers(one, Slot.MORNING, days=day)

    propose(sato)
    with reading() as db:
        planned = [one.fit.staff.name for one in plans.drafts(db, by=sato)]
    assert planned == ["田中", "鈴木", "田中", "鈴木"]


def test_propose_lets_the_class_with_fewest_candidates_choose_first(sato, tanaka, suzuki):
    both = a_class(starts_at=SOON)
    only = a_class(district="wakaba", starts_at=SOON + timedelta(hours=1))
    offers(tanaka, Slot.MORNING, Slot.AFTERNOON)
    offers(suzuki, Slot.MORNING)

    assert propose(sato) == Proposal(placed=2, missing=0)
    assert team(only, sato) == [(Duty.LECTURER, False, "田中")]
    assert team(both, sato) == [(Duty.LECTURER, False, "鈴木")]


def test_propose_again_adds_nothing(sato, tanaka):
    a_class()
    offers(tanaka, Slot.MORNING)
    propose(sato)

    with pytest.raises(Refusal, match="足りない教室は、ありません"):
        propose(sato)


def test_drafts_say_why_this_person(sato, tanaka):
    event = a_class(course_id=course("B01").id)
    offers(tanaka, Slot.MORNING)
    propose(sato)

    with reading() as db:
        (draft,) = plans.drafts(db, by=sato)
    assert (draft.post.event.id, draft.fit.why) == (
        event.id,
        "出られる日です、この町の担当、前後90日で1回・1時間30分",
    )


def test_publish_shows_the_whole_plan_and_names_whom_to_tell(sato, tanaka, suzuki):
    one, other = a_class(), a_class(starts_at=SOON + DAY)
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
    later = a_class(starts_at=SOON + DAY)
    drafted(later, tanaka)

    publish(sato, until=SOON.date())
    assert drafts(sato) == [later.id]


def test_publish_leaves_out_what_is_off_or_past(sato, tanaka):
    drafted(a_class(status=EventStatus.CANCELLED), tanaka)
    drafted(a_class(starts_at=at(10)), tanaka)

    with pytest.raises(Refusal, match="公開していない担当の案は、ありません"):
        publish(sato)


def test_publish_refuses_all_when_a_class_was_moved_onto_another(sato, tanaka, suzuki):
    still, moved = a_class(), a_class(starts_at=SOON + DAY)
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
