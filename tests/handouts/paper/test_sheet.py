import pytest

from handouts.paper import shapes
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from refusal import Refusal
from tests.handouts import lint, symbols

SIDE = 29.0
QUIET = 4 * SIDE / 29  # the symbol has 29 modules


def paper_with_code():
    paper = Paper("紙")
    paper.qr("https://tonari.example/", 100, 100, SIDE, alt="QR")
    return paper


def refusal_of(paper):
    with pytest.raises(Refusal) as no:
        paper.end_page()
    return str(no.value)


def test_text_in_the_quiet_zone_is_refused():
    paper = paper_with_code()
    paper.write("近い", Style(12), 100, 100 + SIDE + QUIET - 2, width=30, name="案内")
    assert refusal_of(paper) == (
        "「紙」を印刷できません。「案内」がQRコードに近すぎます。短くしてください。"
    )


def test_text_below_the_quiet_zone_is_printed():
    paper = paper_with_code()
    paper.write("遠い", Style(12), 100, 100 + SIDE + QUIET, width=30, name="案内")
    paper.end_page()
    assert symbols.problems(paper.finish()) == []


@pytest.mark.parametrize("x", [100 - QUIET + 0.5, 110, 100 + SIDE + QUIET - 0.5])
def test_line_through_the_quiet_zone_is_refused(x):
    paper = paper_with_code()
    shapes.rule(paper, x, 50, x, 200)
    assert refusal_of(paper) == (
        "「紙」を印刷できません。「線」がQRコードに近すぎます。短くしてください。"
    )


def test_frame_round_the_quiet_zone_is_printed():
    paper = paper_with_code()
    shapes.panel(paper, 90, 90, 50, 50, frame=shapes.NAVY)
    paper.end_page()
    assert lint.payloads(paper.finish(), 72) == ["https://tonari.example/"]


def test_text_on_text_is_refused():
    paper = Paper("紙")
    paper.write("写真を送る", Style(20), 30, 30, width=100, name="題名")
    paper.write("家族に", Style(20), 50, 33, width=100, name="目標")
    assert refusal_of(paper) == (
        "「紙」を印刷できません。「題名」と「目標」が重なります。短くしてください。"
    )


@pytest.mark.parametrize(("x", "y"), [(2, 30), (190, 30), (30, 1), (30, 290)])
def test_text_over_the_edge_is_refused(x, y):
    paper = Paper("紙")
    paper.write("写真を送る", Style(20), x, y, width=100, name="題名")
    assert refusal_of(paper) == (
        "「紙」を印刷できません。「題名」が紙の端からはみ出します。短くしてください。"
    )


def test_pages_do_not_share_their_space():
    paper = Paper("紙")
    for _ in range(2):
        paper.write("写真を送る", Style(20), 30, 30, width=100, name="題名")
        paper.end_page()
    assert lint.text(paper.finish()) == "写真を送る写真を送る"


@pytest.mark.parametrize(("align", "start"), [("left", 30), ("center", 55), ("right", 80)])
def test_text_stands_where_it_is_aligned(align, start):
    paper = Paper("紙")
    paper.write("漢字", Style(25 * 72 / 25.4 / 2, align=align), 30, 30, width=75, name="題名")
    paper.end_page()
    first = lint.characters(paper.finish())[0][0]
    assert first["x0"] * 25.4 / 72 == pytest.approx(start, abs=0.5)


def test_colours_survive_a_black_and_white_copy():
    """Ink below 45 % grey stays after two copies, tints above 90 % vanish and leave white."""

    def grey(color):
        red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    inks = (shapes.INK, shapes.GREY, shapes.NAVY, shapes.ORANGE, shapes.LINE)
    assert max(map(grey, inks)) <= 0.45
    assert min(map(grey, (shapes.TINT, shapes.WARM))) >= 0.9


def heading(paper, text, y):
    shapes.panel(paper, 25, y - 5, 100, 20, frame=shapes.NAVY)
    with paper.tags.element("Sect"):
        return paper.write(text, Style(20), 30, y, width=90, name="題名")


def three_pages(draw):
    """Two parts that return on every page, and something of its own between them."""
    paper, ends = Paper("紙"), []
    for own in "一二三":
        ends.append(draw(paper, heading, "写真を送る", 30))
        paper.write(own, Style(20), 30, 60, width=90, name="本文")
        ends.append(draw(paper, heading, "写真を送る", 90))
        paper.end_page()
    return ends, paper.finish()


def test_part_drawn_again_is_what_would_be_drawn_anew():
    ends, copied = three_pages(lambda paper, draw, *what: paper.again(draw, *what))
    drawn_ends, drawn = three_pages(lambda paper, draw, *what: draw(paper, *what))

    assert ends == drawn_ends
    assert [lint.text(one) for one in (copied, drawn)] == [
        "写真を送る一写真を送る写真を送る二写真を送る写真を送る三写真を送る"
    ] * 2
    assert lint.structure(copied) == lint.structure(drawn)
    assert [lint.tagging(one) for one in (copied, drawn)] == [[], []]
    assert lint.pages(copied, 50)[2].tobytes() == lint.pages(drawn, 50)[2].tobytes()


def test_part_drawn_again_keeps_its_ground():
    paper = Paper("紙")
    for y in (60, 32):
        paper.again(heading, "写真を送る", 30)
        paper.write("家族に", Style(20), 30, y, width=90, name="目標")
        if y == 60:
            paper.end_page()
    assert refusal_of(paper) == (
        "「紙」を印刷できません。「題名」と「目標」が重なります。短くしてください。"
    )
