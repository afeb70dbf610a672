"""The lint finds what it is there for; otherwise its silence would say nothing."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from handouts.paper import shapes
from handouts.paper.sheet import Paper
from handouts.paper.space import Space
from handouts.paper.typeset import Style
from tests.handouts import lint


@pytest.fixture
def careless(monkeypatch):
    """Paper that does not check its pages."""
    monkeypatch.setattr(Space, "check", lambda self: None)
    return Paper("紙")


def finished(paper):
    paper.end_page()
    return paper.finish()


def plain_pdf():
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(100, 100, "x")
    canvas.save()
    return file.getvalue()


def test_tagging_finds_an_untagged_page():
    assert lint.tagging(plain_pdf()) == ["language", "title shown", "marked", "tree"]


def test_tagging_finds_unmarked_and_doubly_marked_content():
    paper = Paper("紙")
    paper.canvas.rect(10, 10, 10, 10)
    with paper.tags.content():
        paper.tags.decorate("10 10 10 10 re S")
    found = lint.tagging(finished(paper))
    assert found == ["page 1: content that is not marked", "page 1: content marked twice"]


def test_tagging_finds_a_figure_without_words():
    paper = Paper("紙")
    paper.qr("x", 50, 50, 30, alt="")
    assert lint.tagging(finished(paper)) == ["figure without words"]


def test_fonts_finds_one_that_is_not_embedded():
    assert lint.fonts(plain_pdf()) == ["not embedded: /Helvetica", "not searchable: /Helvetica"]


def test_collisions_finds_a_character_on_another(careless):
    careless.write("写", Style(20), 30, 30, width=100, name="一")
    careless.write("真", Style(20), 32, 32, width=100, name="二")
    assert lint.collisions(finished(careless)) == [(1, "写", "真")]


@pytest.mark.parametrize(("x", "found"), [(25, ["写"]), (31.5, ["写"]), (45, [])])
def test_crossed_finds_a_character_under_the_edge_of_a_frame(x, found):
    paper = Paper("紙")
    shapes.panel(paper, x, 20, 30, 30, frame=shapes.NAVY)
    paper.write("写", Style(20), 30 if x > 25 else 53, 30, width=100, name="一")
    assert [text for _, text in lint.crossed(finished(paper))] == found


def test_unreadable_finds_the_sign_for_a_missing_character(careless):
    careless.write("読〓", Style(20), 30, 30, width=100, name="一")
    assert lint.unreadable(finished(careless)) == [(1, "〓")]


def test_small_finds_type_that_is_no_reading(careless):
    careless.write("{写真|しゃしん}", Style(20), 30, 30, width=100, name="一")
    careless.write("細かい字", Style(9), 30, 60, width=100, name="二")
    assert [text for _, text, _ in lint.small(finished(careless), 12)] == ["細", "字"]


def test_out_of_reach_finds_a_character_at_the_edge(careless):
    careless.write("端", Style(12), 1, 100, width=30, name="一")
    assert lint.out_of_reach(finished(careless)) == [(1, "端")]


def test_differences_count_changed_cells():
    def page(text):
        paper = Paper("紙")
        paper.write(text, Style(40), 30, 30, width=150, name="一")
        return finished(paper)

    assert lint.differences(page("写真"), page("写真")) == 0
    assert lint.differences(page("写真"), page("写直")) > 0
