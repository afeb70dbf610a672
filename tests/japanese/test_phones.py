"""Telephone numbers in the notations of the counter; all of them fictional or of public desks."""

import pytest

from japanese import phones
from japanese.phones import Phone
from refusal import Refusal


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("(0952)20-2200", "0952202200"),
        ("0954ー23ー9111", "0954239111"),
        ("０９５４－２３－９１１１", "0954239111"),
        ("０９５４（２３）９１１１", "0954239111"),
        ("0954 23 9111", "0954239111"),
        ("0954.23.9111", "0954239111"),
        ("TEL: 0954-23-9111", "0954239111"),
        ("電話0954-23-9111", "0954239111"),
        ("+81-954-23-9111", "0954239111"),
        ("＋81 (0)90 0000 0000", "09000000000"),
        ("090-0000-0000", "09000000000"),
        ("050-0000-0000", "05000000000"),
        ("0120-95-0178", "0120950178"),
        ("0800-000-0000", "08000000000"),
        ("0000-00-0000", "0000000000"),
        ("000-0000-0000", "00000000000"),
    ],
)
def test_digits_in_every_notation(text, digits):
    assert phones.digits(text) == digits


def test_parse_when_the_area_code_is_left_out():
    assert phones.parse("23-9111", area_code="0954") == Phone("0954239111", completed=True)


def test_parse_when_the_number_is_whole_ignores_the_area_code():
    assert phones.parse("0952-20-2200", area_code="0954") == Phone("0952202200")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "電話番号を入れてください。"),
        ("23-9111", "電話番号は、0で始まる市外局番から入れてください。"),
        ("1234-5678-9018", "電話番号は、0で始まる市外局番から入れてください。"),
        ("0954-23", "電話番号は10桁か11桁です。いまは6桁です。もう一度お確かめください。"),
        ("0954-23-91112", "電話番号は10桁か11桁です。いまは11桁です。もう一度お確かめください。"),
        ("なし", "電話番号に数字でない文字があります。もう一度お確かめください。"),
        ("0954-23-9111 内線12", "電話番号に数字でない文字があります。もう一度お確かめください。"),
    ],
)
def test_parse_when_it_is_no_number_says_what_is_wrong(text, sentence):
    with pytest.raises(Refusal, match=f"^{sentence}$"):
        phones.parse(text)


@pytest.mark.parametrize("shorter", ["3-9111", "123-9111"])
def test_parse_when_the_area_code_does_not_fit(shorter):
    with pytest.raises(Refusal):
        phones.parse(shorter, area_code="0954")


@pytest.mark.parametrize(
    "shown",
    [
        *("0954-23-9111", "03-0000-0000", "090-0000-0000", "050-0000-0000", "0120-950-178"),
        *("0800-000-0000", "04992-1-1234", "000-000-0000", "000-0000-0000", "000-001-2345"),
    ],
)
def test_display_puts_the_hyphens_where_they_belong(shown):
    assert phones.display(shown.replace("-", "")) == shown
    assert phones.parse(shown).display == shown
