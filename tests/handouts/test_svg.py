from xml.etree import ElementTree

import pytest

from handouts.pictograms import PICTURES, svg
from pages._ui.lesson_pictures import NAMES

SHAPES = {"path", "rect", "circle"}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_is_a_document_with_shapes(name):
    root = ElementTree.fromstring(svg.drawn(name))

    assert {one.tag.rpartition("}")[2] for one in root.iter()} & SHAPES


def test_no_two_pictures_are_the_same():
    assert len({svg.drawn(name) for name in PICTURES}) == len(PICTURES)


def test_every_picture_has_a_name_to_choose_it_by():
    assert set(NAMES) == set(PICTURES)
    assert len(set(NAMES.values())) == len(NAMES)
