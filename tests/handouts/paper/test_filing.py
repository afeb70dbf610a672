import re
from io import BytesIO

import pikepdf
import pytest

from handouts.paper import filing
from handouts.paper.sheet import Paper
from handouts.paper.typeset import Style

WORDS = 300  # each is an element of the tree: more than one pack holds


@pytest.fixture(scope="module")
def pdf():
    paper = Paper("紙")
    with paper.part("部 (1) \\"):
        for number in range(WORDS):
            paper.write(
                f"{number}",
                Style(6),
                10 + number % 15 * 12,
                15 + number // 15 * 12,
                width=11,
                name="語",
            )
        paper.end_page()
    return paper.finish()


def test_file_is_sound_to_another_reader(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert document.pdf_version == "1.7"
        assert len(document.Root.StructTreeRoot.K[0].K[0].K) == WORDS
        with document.open_outline() as outline:
            assert [one.title for one in outline.root] == ["部 (1) \\"]


def test_small_objects_lie_in_packs(pdf):
    assert len(re.findall(rb"/Type/ObjStm", pdf)) == 1 + WORDS // filing.A_PACK
    assert b"StructElem" not in pdf


def test_same_rows_give_the_same_bytes():
    papers = [Paper("紙") for _ in range(2)]
    for paper in papers:
        paper.write("写真", Style(20), 30, 30, width=90, name="語")
        paper.end_page()
    assert papers[0].finish() == papers[1].finish()


def test_letters_keep_their_signs():
    """Brackets, backslashes and the codes of line ends stand for letters in a font of ours."""
    paper = Paper("紙")
    letters = "".join(map(chr, range(ord("あ"), ord("あ") + 60))) + "(\\)"
    for row in range(3):
        paper.write(letters[row * 21 :][:21], Style(20), 20, 30 + row * 20, width=180, name="語")
    paper.end_page()
    with pikepdf.open(BytesIO(paper.finish())) as document:
        shown = [
            bytes(operands[0])
            for operands, operator in pikepdf.parse_content_stream(document.pages[0])
            if str(operator) == "Tj"
        ]
    assert {10, 13, 40, 41, 92} <= set(b"".join(shown))
    assert sum(map(len, shown)) == len(letters)
