"""The lint of the symbols finds what it is there for."""

import pytest

from handouts.paper import qr, shapes
from handouts.paper.sheet import Paper
from handouts.paper.space import Space
from handouts.paper.typeset import Style
from tests.handouts import symbols

URL = "https://tonari.example/h/A7K3"
LOOSE = qr.Reader("Q", module=0.1, side=1)


def page(draw=lambda paper: None, payload=URL, side=30.0, *, after=False) -> bytes:
    """A symbol at 50, 50, with something drawn before it or over it."""
    paper = Paper("紙")
    if not after:
        draw(paper)
    paper.qr(payload, 50, 50, side, reader=LOOSE, alt="QR")
    if after:
        draw(paper)
    paper.end_page()
    return paper.finish()


@pytest.fixture(autouse=True)
def _careless(monkeypatch):
    """Paper that does not check its pages."""
    monkeypatch.setattr(Space, "check", lambda self: None)


def test_symbol_that_keeps_the_rules_has_no_problems():
    pdf = page()

    assert symbols.problems(pdf) == []
    assert [(one.text, one.modules, round(one.side, 1)) for one in symbols.of(pdf)] == [
        (URL, 29, 30.0)
    ]


@pytest.mark.parametrize(
    ("payload", "side", "problem"),
    [
        (URL + "x" * 20, 30.0, "modules of 0.81"),
        ("https://t.jp/h/A7K3", 24.5, "24.5 mm wide"),
        ("A7K39Q2M", 16.0, "modules of 0.76"),
    ],
)
def test_problems_names_what_is_too_fine(payload, side, problem):
    found = symbols.problems(page(payload=payload, side=side))

    assert problem in found[0]


def near(paper):
    paper.write("近", Style(12), 60, 80.5, width=30, name="一")


def frame(paper):
    shapes.panel(paper, 47.0, 47.0, 36, 36, frame=shapes.NAVY)


def logo(paper):
    shapes.panel(paper, 63, 63, 4, 4, fill=shapes.ORANGE)


@pytest.mark.parametrize(
    ("draw", "after", "problem"),
    [
        (near, True, "ink in its quiet zone"),
        (near, False, "page 1: 近 by a symbol"),  # hidden by the white ground: half a character
        (frame, True, "ink in its quiet zone"),
        (frame, False, "page 1: curve by a symbol"),
        (logo, True, "something over its modules"),
    ],
)
def test_problems_names_what_is_in_a_symbol_or_in_its_zone(draw, after, problem):
    assert any(problem in found for found in symbols.problems(page(draw, after=after)))


def test_codes_are_read_from_a_coarse_picture():
    assert [symbols.said(page(), dpi) for dpi in symbols.DPIS] == [[URL]] * 4
