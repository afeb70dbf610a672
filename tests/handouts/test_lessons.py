"""The lessons as they are shipped: each can be read, and each can be printed."""

from dataclasses import replace

import pytest

from handouts import curriculum, lesson_sheet
from tests.handouts import lint
from tests.handouts.samples import SHEET


@pytest.mark.parametrize("code", curriculum.codes())
def test_lesson_prints_on_two_pages_at_most(code):
    pdf = lesson_sheet.draw(replace(SHEET, lesson=curriculum.load(code)))
    assert len(lint.pages(pdf, 20)) <= 2
