"""The rules of every sheet, in one place: each sheet is drawn once and held against all of them.

Whether a sheet says the right things is asked beside it; here nothing depends on its kind.
"""

import pytest

from docs.gallery import take_sheets
from tests.handouts import lint, symbols
from tests.handouts.every import ANY, EVERY

RULES = (
    lint.tagging,
    lint.fonts,
    lint.collisions,
    lint.crossed,
    lint.out_of_reach,
    lint.unreadable,
    symbols.problems,
)


@pytest.mark.parametrize("name", EVERY)
def test_sheet_keeps_the_rules(name):
    case = EVERY[name]
    pdf = case.draw()
    found = {rule.__name__: rule(pdf) for rule in RULES}
    found["small"] = lint.small(pdf, case.points)

    assert {rule: problems for rule, problems in found.items() if problems} == {}
    assert {dpi: symbols.said(pdf, dpi) for dpi in symbols.DPIS} == dict.fromkeys(
        symbols.DPIS, case.says
    )
    assert case.pages in (ANY, *range(len(lint.parsed(pdf)), 3))


def test_gallery_shows_every_kind_in_small_pictures():
    kinds = {name.partition(":")[0] for name in EVERY}
    files = [f"{one.file}{look}.png" for one in take_sheets.SHEETS for look in ("", "-copy")]

    assert {take_sheets.kind_of(one.case) for one in take_sheets.SHEETS} == kinds
    assert sorted(path.name for path in take_sheets.HERE.glob("*.png")) == sorted(files)
    assert max((take_sheets.HERE / name).stat().st_size for name in files) <= 60_000
    assert (take_sheets.HERE / "sheets.md").read_text("utf-8") == take_sheets.listed()
