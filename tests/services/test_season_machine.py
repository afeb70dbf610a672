"""A season in which everything happens in any order: bookings, offers, draws, changes, the door."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.conftest import examples
from tests.services.season import Season

EVERY_TIME_THE_SAME = settings(
    max_examples=examples(10),
    stateful_step_count=70,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_season_keeps_its_promises_whatever_happens(town, sato, stopped_clock):
    run_state_machine_as_test(lambda: Season(sato, stopped_clock), settings=EVERY_TIME_THE_SAME)
