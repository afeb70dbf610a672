import pytest

from japanese import spelling


@pytest.mark.parametrize("written", ["梅ノ木公民館", "梅の木　公民館", " 梅の木 公民館\n"])
def test_plain_is_the_same_for_every_way_of_writing(written):
    assert spelling.plain(written) == "梅の木公民館"


def test_plain_folds_width_and_capitals():
    assert spelling.plain("ＬＩＮＥ教室（１）") == "line教室(1)"
