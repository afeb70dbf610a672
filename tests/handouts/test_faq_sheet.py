from dataclasses import replace

import pytest

from handouts import faq_sheet
from handouts.faq_parts import Common
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import FAQ, LARGER, STRANGER

MANY = "「{設定|せってい}」を{押|お}して、「画面表示」を{押|お}します。\n"
SHEETS = {
    "usual": FAQ,
    "one sentence": replace(FAQ, common=STRANGER),
    "real": replace(FAQ, fictional=False),
    "long": replace(FAQ, common=Common("Q0001", LARGER.question, MANY * 34)),
    "long question": replace(FAQ, common=Common("Q0001", "画面の文字が小さい" * 22, "はい。")),
    "phones first": replace(FAQ, common=Common("Q0001", "どこ？", "Android: 右\niPhone: 左")),
}


def text(pdf: bytes) -> str:
    return "".join(c["text"] for page in lint.characters(pdf) for c in page)


def test_sheet_takes_one_page_or_two():
    pages = {name: lint.count(faq_sheet.draw(one)) for name, one in SHEETS.items()}

    assert pages == dict.fromkeys(SHEETS, 1) | {"long": 2}


def test_sheet_carries_number_edition_and_the_ways_to_help():
    words = text(faq_sheet.draw(FAQ))

    for part in ("Q0001", "第2版", "資料番号", "A7K3", "0000-00-0000", "tonari.example/h/A7K3"):
        assert part in words


def test_what_does_not_fit_on_two_pages_is_refused_by_its_number():
    endless = replace(FAQ, common=Common("Q0077", "長い", MANY * 120))

    with pytest.raises(Refusal, match="Q0077"):
        faq_sheet.draw(endless)
