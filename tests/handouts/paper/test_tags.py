from io import BytesIO

import pikepdf

from handouts.paper import shapes
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style
from tests.handouts import lint


def finished():
    paper = Paper("題名 <&>")
    shapes.panel(paper, 30, 30, 50, 20, fill=shapes.TINT)
    with paper.tags.element("L"), paper.tags.element("LI"):
        paper.write("{写真|しゃしん}を送る", Style(20), 30, 30, width=100, name="一")
    paper.end_page()
    paper.write("二", Style(20), 30, 30, width=100, name="二", tag="H1")
    paper.end_page()
    return paper.finish()


def test_tree_holds_what_was_drawn():
    assert lint.structure(finished()) == {"/Document": 1, "/L": 1, "/LI": 1, "/P": 1, "/H1": 1}


def test_tagging_is_complete():
    assert lint.tagging(finished()) == []


def test_reader_hears_the_text_without_its_reading_twice():
    with pikepdf.open(BytesIO(finished())) as document:
        said = [
            str(operands[1].ActualText)
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "BDC" and "/ActualText" in operands[1]
        ]
    assert said == ["写真を送る"]


def test_description_survives_signs_of_markup():
    with pikepdf.open(BytesIO(finished())) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == "題名 <&>"
        assert metadata["pdfuaid:part"] == "1"
