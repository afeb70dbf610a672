import pytest

from models import ConsultationKind, Lane, Outcome, Role, Staff
from services import lanes

VOLUNTEER, COORDINATOR = (
    Staff(login="x", name="x", role=role, password_hash="none")
    for role in (Role.VOLUNTEER, Role.COORDINATOR)
)


def kind(lane: Lane = Lane.VOLUNTEER, **columns) -> ConsultationKind:
    return ConsultationKind(code="M01", name="x", lane=lane, **columns)


@pytest.mark.parametrize(
    ("of", "first", "may_solve"),
    [
        ([Lane.VOLUNTEER], Outcome.SOLVED, True),
        ([Lane.VOLUNTEER, Lane.COUNTER], Outcome.TO_COUNTER, False),
        ([Lane.OUTSIDE, Lane.COUNTER], Outcome.TO_COUNTER, False),
        ([Lane.STAFF], Outcome.TO_COUNTER, False),
        ([Lane.OUTSIDE, Lane.VOLUNTEER], Outcome.TO_OUTSIDE, False),
        ([], Outcome.SOLVED, True),
    ],
)
def test_outcomes_propose_the_counter_before_all_else(of, first, may_solve):
    ways = lanes.outcomes([kind(lane) for lane in of], staff=VOLUNTEER)

    assert (ways[0], Outcome.SOLVED in ways) == (first, may_solve)
    assert set(lanes.outcomes([kind(lane) for lane in of], staff=COORDINATOR)) == set(Outcome)


@pytest.mark.parametrize(
    ("columns", "may"),
    [
        ({}, True),
        ({"is_stop": True}, False),
        ({"is_stop": True, "stop_when": "通帳を見せるように頼まれたとき"}, True),
        ({"lane": Lane.COUNTER}, False),
    ],
)
def test_stop_kind_is_not_finished_at_the_table(columns, may):
    one = kind(**columns)

    assert lanes.may_finish(one) is may
    assert (one.stop_when in lanes.moments_to_stop([one])) is bool(one.stop_when)


def test_referrals_begin_with_what_a_volunteer_may_not_finish():
    rows = [kind(escalate_to="年金事務所"), kind(Lane.COUNTER, escalate_to="市民課")]

    assert lanes.referrals([*rows, *rows]) == ["市民課", "年金事務所"]


@pytest.mark.parametrize(
    ("bring", "needed"),
    [("マイナンバーカード", False), ("カード\nスマホ", True), ("iPhone（XS以降）", True)],
)
def test_device_is_asked_where_a_telephone_is_used(bring, needed):
    assert lanes.needs_device([kind(bring=bring)]) is needed
