import pytest

from handouts.paper.sheet import Paper
from handouts.pictograms import PICTURES, ink, pen
from tests.handouts import lint

NAMES = set(
    """
address_bar ai ambulance app app_store back bank battery browser calendar camera card card_touch
chart check done erase fingerprint flick home hospital keyboard keypad letters list lock mail map
message mountain mute paper
password pharmacy phone_call phone_end photo photo_pick pin pinch power qr_scan question relay
route scroll search send settings shield shutter swipe_side swipe_up tap_hold text_size toggle trash
update video_call voice volume walk warning water wifi write
    """.split()  # noqa: SIM905 - a list of 70 would fill the screen
)


def drawn(name):
    paper = Paper("絵")
    paper.draw(f"10 0 0 10 0 0 cm {ink.drawn(name)}")
    paper.end_page()
    return paper.finish()


def test_pictures_are_the_ones_the_lessons_may_name():
    assert set(PICTURES) == NAMES


def test_every_picture_shows_something_of_its_own():
    looks = {lint.pages(drawn(name), 40)[0].tobytes() for name in PICTURES}
    assert len(looks) == len(PICTURES)


def test_no_picture_looks_like_a_qr_code():
    assert lint.payloads(drawn("qr_scan"), 150) == []


def test_path_refuses_a_step_it_does_not_know():
    with pytest.raises(KeyError):
        pen.Pen(Paper("絵").canvas).path("M 0 0 Q 1 1 2 2")
