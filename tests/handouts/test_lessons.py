"""The lessons as they are shipped: each can be read, and each is printed without a fault."""

from dataclasses import replace

import pytest

from handouts import curriculum, lesson_sheet
from tests.handouts import lint
from tests.handouts.samples import SHEET, URL


@pytest.mark.parametrize("code", curriculum.codes())
def test_lesson_prints_on_two_pages_at_most_without_a_fault(code):
    """draw() itself refuses what overflows, lacks a glyph or lies on something else."""
    pdf = lesson_sheet.draw(replace(SHEET, lesson=curriculum.load(code)))

    assert len(lint.pages(pdf, 20)) <= 2
    assert lint.collisions(pdf) == []
    assert lint.out_of_reach(pdf) == []
    assert lint.near_symbols(pdf) == []
    assert lint.tagging(pdf) == []
    assert "〓" not in lint.text(pdf)
    assert set(lint.payloads(pdf, 150)) == {URL}
