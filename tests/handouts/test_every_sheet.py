"""The rules of every sheet, in one place: each sheet is drawn once and held against all of them.

Whether a sheet says the right things is asked beside it; here nothing depends on its kind.
"""

import pytest

from docs.gallery import take_sheets
from tests.handouts import lint, symbols
from tests.handouts.every import ANY, EVERY


@pytest.fixture(scope="module", params=EVERY)
def sheet(request):
    case = EVERY[request.param]
    return case, case.draw()


@pytest.mark.parametrize(
    "problems",
    [
        lint.tagging,
        lint.fonts,
        lint.collisions,
        lint.crossed,
        lint.out_of_reach,
        lint.unreadable,
        symbols.problems,
    ],
    ids=lambda rule: rule.__name__,
)
def test_sheet_has_nothing_wrong(sheet, problems):
    assert problems(sheet[1]) == []


@pytest.mark.parametrize("dpi", symbols.DPIS)
def test_codes_say_exactly_what_they_should(sheet, dpi):
    assert symbols.said(sheet[1], dpi) == sheet[0].says


def test_type_is_large_enough(sheet):
    assert lint.small(sheet[1], sheet[0].points) == []


def test_sheet_takes_no_more_pages_than_it_may(sheet):
    assert sheet[0].pages in (ANY, *range(len(lint.parsed(sheet[1])), 3))


def test_gallery_shows_every_kind_in_small_pictures():
    kinds = {name.partition(":")[0] for name in EVERY}
    files = [f"{one.file}{look}.png" for one in take_sheets.SHEETS for look in ("", "-copy")]

    assert {one.case.partition(":")[0] for one in take_sheets.SHEETS} == kinds
    assert sorted(path.name for path in take_sheets.HERE.glob("*.png")) == sorted(files)
    assert max((take_sheets.HERE / name).stat().st_size for name in files) <= 60_000
    assert (take_sheets.HERE / "sheets.md").read_text("utf-8") == take_sheets.listed()
