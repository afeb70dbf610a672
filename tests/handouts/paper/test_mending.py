from io import BytesIO

import pikepdf
import pytest

from handouts.paper import mending
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from tests.handouts import lint


def test_characters_beyond_16_bits_can_be_searched():
    paper = Paper("名前")
    paper.write("𠮷田📱", Style(20), 30, 30, width=100, name="名前")
    paper.end_page()
    assert lint.text(paper.finish()) == "𠮷田📱"


def test_map_is_written_in_blocks_of_100():
    lines = mending.to_unicode("x", [0, *range(0x4E00, 0x4E00 + 250)]).split("\n")
    assert [line for line in lines if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
    assert lines[5:7] == ["<01> <4E00>", "<02> <4E01>"]


@pytest.mark.parametrize("entry", ["/StructParents", "/Tabs"])
def test_page_keeps_its_way_to_the_tags(entry):
    paper = Paper("名前")
    paper.end_page()
    with pikepdf.open(BytesIO(paper.finish())) as document:
        assert entry in document.pages[0]
