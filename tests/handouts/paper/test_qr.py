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


def drawn(payload, side, reader):
    paper = Paper("QR")
    paper.qr(payload, 50, 50, side, alt="QRコード", reader=reader)
    paper.end_page()
    return paper.finish()


def test_drawn_symbol_says_its_payload():
    assert lint.payloads(drawn("こんにちは", 30, qr.ANYBODY), 100) == ["こんにちは"]


@pytest.mark.parametrize(
    ("letters", "level"), [(30, "Q"), (46, "Q"), (47, "M"), (62, "M"), (63, None)]
)
def test_long_address_gives_up_stains_before_it_gives_up_the_size_of_its_modules(letters, level):
    address = "https://tonari.example/".ljust(letters, "x")

    found = qr.fitting(address, 30, qr.ANYBODY)

    assert found == (level and qr.symbol(address, level))


@pytest.mark.parametrize(
    ("payload", "side", "reader"),
    [
        ("https://tonari.example/" + "x" * 60, 30, qr.ANYBODY),
        ("https://t.example/", 24.9, qr.ANYBODY),
        ("A7K39Q2M", 20.9, qr.DOOR),
        ("https://tonari.example/h/A7K3", 69, qr.PASSER_BY),
    ],
)
def test_symbol_that_its_reader_could_not_read_is_refused(payload, side, reader):
    with pytest.raises(Refusal) as no:
        drawn(payload, side, reader)
    assert str(no.value) == (
        "「QR」を印刷できません。QRコードに入れる文字が長すぎます。短くしてください。"
    )
