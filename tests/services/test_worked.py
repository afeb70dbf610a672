from datetime import date

import pytest

from models import Format, Slot
from services import worked
from services.worked import Past, Ratio, Worked

FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 17)
HILLS, CENTRE = 1, 2


def past(town: int, day: date, came: int, part: Slot = Slot.MORNING) -> Past:
    return Past(town, day, part, Format.COURSE, None, came)


def test_few_classes_of_a_town_are_drawn_to_the_city():
    """City: mean 6; Fridays (8 + 8) / 2. Steady 2: city's ratio (16/6 + 2) / 4, town's own 8/6."""
    known = Worked(
        [past(HILLS, FRIDAY, 8), past(HILLS, TUESDAY, 4), past(CENTRE, FRIDAY, 8)]
        + [past(CENTRE, TUESDAY, 4)],
        steady=2,
    )
    city = (16 / 6 + 2) / 4

    assert known.weekday(HILLS, 4) == Ratio(pytest.approx((8 / 6 + 2 * city) / 3), 1, 8)
    assert known.weekday(3, 4) == Ratio(pytest.approx(city), 0, None)
    assert known.weekday(3, 0) == Ratio(1, 0, None)


def test_without_a_past_nothing_is_better_than_anything_else():
    known = Worked([], steady=8)

    assert [known.mean, known.part(HILLS, Slot.EVENING)] == [None, Ratio()]


def test_uptake_of_a_town_lies_between_its_own_and_the_city():
    """Hills: 3 first-timers of 100 people in 1 class; steady 1, assumed 1 %: city 2 %."""
    found = worked.uptake(
        newcomers={HILLS: 3},
        held={HILLS: 1, CENTRE: 0},
        waiting={HILLS: 100, CENTRE: 900},
        assumed=0.01,
        steady=1,
    )

    assert [found[HILLS], found[CENTRE]] == pytest.approx([0.025, 0.02])
