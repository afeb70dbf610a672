"""The lint finds what it is there for; otherwise its silence would say nothing."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

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
    paper.qr("x", 50, 50, 30, level="M", smallest_module=0.5, alt="")
    assert lint.tagging(finished(paper)) == ["figure without words"]


def test_fonts_finds_one_that_is_not_embedded():
    assert lint.fonts(plain_pdf()) == ["not embedded: /Helvetica", "not searchable: /Helvetica"]


def test_collisions_finds_a_character_on_another(careless):
    careless.write("写", Style(20), 30, 30, width=100, name="一")
    careless.write("真", Style(20), 32, 32, width=100, name="二")
    assert lint.collisions(finished(careless)) == [(1, "写", "真")]


def test_near_symbols_finds_a_character_in_the_quiet_zone(careless):
    careless.qr("https://tonari.example/", 50, 50, 30, level="M", smallest_module=1, alt="QR")
    careless.write("近", Style(12), 60, 81, width=30, name="一")
    assert lint.near_symbols(finished(careless)) == [(1, "近")]


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
