"""The lessons as they are shipped: each can be read, and each is printed without a fault."""

from dataclasses import replace

import pytest

from handouts import curriculum, lesson_sheet
from handouts.lesson_parts import NextClass
from tests.handouts import lint, symbols
from tests.handouts.samples import LONG_URL, LONG_VENUE, SHEET

FULL = replace(
    SHEET,
    next_classes=(
        NextClass(
            "はじめてのスマートフォン入門講座の第十二回",
            "12月24日(木)",
            "午前10時30分〜午後0時30分",
            LONG_VENUE,
        ),
    )
    * 3,
    url=LONG_URL,
    code="MWWWM",
    desk="デジタル推進課 デジタル推進係",
)
RULES = (
    lint.tagging,
    lint.collisions,
    lint.crossed,
    lint.out_of_reach,
    lint.unreadable,
    symbols.problems,
)


@pytest.mark.parametrize("code", curriculum.codes())
def test_lesson_prints_on_two_pages_at_most_without_a_fault(code):
    """draw() itself refuses what overflows, lacks a glyph or lies on something else."""
    lesson = curriculum.load(code)
    pdf = lesson_sheet.draw(replace(FULL, lesson=lesson))

    assert [problem for rule in RULES for problem in rule(pdf)] == []
    assert max(lint.count(pdf), lint.count(lesson_sheet.draw(replace(SHEET, lesson=lesson)))) <= 2
    assert [symbols.said(pdf, dpi) for dpi in symbols.DPIS] == [[LONG_URL]] * 4
