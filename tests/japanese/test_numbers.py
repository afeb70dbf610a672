"""Ordinary numbers get the colour that explains them; half a shape gets none."""

import pytest

from japanese.digits import canonical
from japanese.numbers import CLOCK, COUNT, GONE, JOIN, PRICE, paint

LETTERS = str.maketrans({GONE: "x", CLOCK: "c", PRICE: "p", COUNT: "n", JOIN: "+"})


@pytest.mark.parametrize(
    ("text", "painted"),
    [
        ("0954-23-9111", "xxxxxxxxxxxx"),
        ("090 1234 5678 20名", "xxxxxxxxxxxxx nn名"),
        ("09012345678", "xxxxxxxxxxx"),
        ("(0952)20-2200", "xxxxxxxxxxxxx"),
        ("+81-90-1234-5678", "xxxxxxxxxxxxxxxx"),
        ("2026-11-23", "xxxxxxxxxx"),
        ("R8.12.4", "rc+cc+c"),
        ("11/23 10:00", "cc+cc cc+cc"),
        ("10-12時", "cc-cc時"),
        ("1,500円", "p+ppp円"),
        ("1000、2000円", "cccc、cccc円"),
        ("〒843-8639", "xxxxxxxxx"),
        ("843-8639", "ppp+pppp"),
        ("1. iPhone 15", "n. iphone nn"),
        ("①0954-23-9111", "nxxxxxxxxxxxx"),
    ],
)
def test_paint_when_a_number_explains_itself(text, painted):
    assert paint(canonical(text)).translate(LETTERS) == painted


@pytest.mark.parametrize(
    "text",
    [
        "0901-2345-6789",
        "0954-23-9111-12",
        "090-1234-56789",
        "1234 5678 9018",
        "12:34:56:78",
        "13/40",
        "25:61",
        "123,456,789,018",
        "12③4-567-8901",
        "09012345678-1",
    ],
)
def test_paint_when_a_shape_is_not_complete(text):
    plain = canonical(text)
    assert paint(plain) == plain
