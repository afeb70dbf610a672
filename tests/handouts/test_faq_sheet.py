from dataclasses import replace

import pytest

from handouts import faq_sheet
from handouts.faq_parts import Common
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import FAQ, LARGER, STRANGER, URL

MANY = "「{設定|せってい}」を{押|お}して、「画面表示」を{押|お}します。\n"
SHEETS = {
    "usual": FAQ,
    "one sentence": replace(FAQ, common=STRANGER),
    "real": replace(FAQ, fictional=False),
    "long": replace(FAQ, common=Common("Q0001", LARGER.question, MANY * 34)),
    "long question": replace(FAQ, common=Common("Q0001", "画面の文字が小さい" * 22, "はい。")),
    "phones first": replace(FAQ, common=Common("Q0001", "どこ？", "Android: 右\niPhone: 左")),
}


@pytest.fixture(scope="module", params=SHEETS)
def pdf(request):
    return faq_sheet.draw(SHEETS[request.param])


def text(pdf: bytes) -> str:
    return "".join(c["text"] for page in lint.characters(pdf) for c in page)


def test_sheet_is_tagged_for_screen_readers(pdf):
    assert lint.tagging(pdf) == []


def test_sheet_brings_its_fonts(pdf):
    assert lint.fonts(pdf) == []


def test_sheet_has_no_character_on_another(pdf):
    assert lint.collisions(pdf) == []


def test_sheet_keeps_to_the_part_that_printers_print(pdf):
    assert lint.out_of_reach(pdf) == []


def test_sheet_leaves_the_quiet_zone_empty(pdf):
    assert lint.near_symbols(pdf) == []


@pytest.mark.parametrize("dpi", [72, 96, 150, 300])
def test_qr_code_says_the_short_address(pdf, dpi):
    assert lint.payloads(pdf, dpi) == [URL]


def test_answer_is_never_below_14_points(pdf):
    kana = {c["size"] for page in lint.characters(pdf) for c in page if c["text"] in "すまし"}

    assert min(kana) >= 12


def test_sheet_takes_one_page_or_two():
    pages = {name: len(lint.characters(faq_sheet.draw(one))) for name, one in SHEETS.items()}

    assert pages == dict.fromkeys(SHEETS, 1) | {"long": 2}


def test_sheet_carries_number_edition_and_the_ways_to_help():
    words = text(faq_sheet.draw(FAQ))

    for part in ("Q0001", "第2版", "資料番号", "A7K3", "0000-00-0000", "tonari.example/h/A7K3"):
        assert part in words


def test_what_does_not_fit_on_two_pages_is_refused_by_its_number():
    endless = replace(FAQ, common=Common("Q0077", "長い", MANY * 120))

    with pytest.raises(Refusal, match="Q0077"):
        faq_sheet.draw(endless)
