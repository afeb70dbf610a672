"""Printed codes are read as telephones see them; `bench/scenes.py` shows five times as many."""

from dataclasses import replace

import pytest

from handouts import booking_slip, sign_in_sheet
from tests.handouts import scenes
from tests.handouts.samples import LONG_URL
from tests.handouts.test_booking_slip import SLIPS
from tests.handouts.test_sign_in_sheet import SHEET

SCENES, COPIES, SEED = 34, 12, 7  # one scene may need a second frame


@pytest.fixture(scope="module")
def finest():
    """The finest code of an address there is: a long one, on the smallest sheet."""
    return scenes.sight(booking_slip.draw(replace(SLIPS, url=LONG_URL)), LONG_URL)


@pytest.fixture(scope="module")
def at_the_door():
    first = SHEET.guests[0]
    return scenes.sight(sign_in_sheet.draw(replace(SHEET, guests=(first,))), first.code)


def test_code_is_read_at_the_first_frame_by_nearly_everybody(finest):
    first, some = scenes.read(finest, SCENES, seed=SEED)

    assert (first >= 0.97 * SCENES, some) == (True, SCENES)


def test_stained_code_is_read_in_some_frame_by_most(finest):
    assert scenes.read(finest, SCENES, seed=SEED, stained=True)[1] >= 0.9 * SCENES  # of 150: 0.93


@pytest.mark.parametrize("code", ["finest", "at_the_door"])
def test_copy_of_a_copy_of_a_copy_is_read(code, request):
    sight = request.getfixturevalue(code)

    assert scenes.after_copies(sight, COPIES, 3, seed=SEED) == COPIES


def test_scene_too_far_away_is_not_read(finest):
    """Otherwise the others would prove nothing."""
    far = replace(finest, picture=finest.picture.reduce(4), side=finest.side / 4)

    assert scenes.read(far, 5, seed=SEED) == (0, 0)
