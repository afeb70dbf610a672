import numpy as np
import pytest
import qrcode

from handouts.paper import qr
from handouts.paper.sheet import Paper
from refusal import Refusal
from tests.handouts import lint


@pytest.mark.parametrize(
    ("payload", "level"), [("A7K39Q2M", "H"), ("https://tonari.example/あ", "Q")]
)
def test_symbol_has_exactly_the_dark_modules_of_the_code(payload, level):
    code = qrcode.QRCode(error_correction=qr.LEVELS[level], border=0, mask_pattern=qr.MASK)
    code.add_data(payload)
    code.make(fit=True)
    symbol = qr.symbol(payload, level)
    grid = np.zeros((symbol.modules, symbol.modules), int)
    for rectangle in symbol.rectangles.split(" re")[:-1]:
        x, y, width, height = map(int, rectangle.split())
        grid[symbol.modules - y - height : symbol.modules - y, x : x + width] += 1
    assert grid.tolist() == np.array(code.modules, int).tolist()


def test_check_in_code_is_the_smallest_symbol_at_the_highest_level():
    assert qr.symbol("A7K39Q2M", "H").modules == 21


def drawn(payload, side, **how):
    paper = Paper("QR")
    paper.qr(payload, 50, 50, side, alt="QRコード", **how)
    paper.end_page()
    return paper.finish()


def test_drawn_symbol_says_its_payload():
    assert lint.payloads(drawn("こんにちは", 30, level="M", smallest_module=0.5), 100) == [
        "こんにちは"
    ]


def test_symbol_with_too_small_modules_is_refused():
    with pytest.raises(Refusal) as no:
        drawn("A7K39Q2M", 10, level="H", smallest_module=0.5)
    assert str(no.value) == (
        "「QR」を印刷できません。QRコードに入れる文字が長すぎます。短くしてください。"
    )
