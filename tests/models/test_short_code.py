"""Short codes: no single slip of the finger or of the ear leads to another sheet."""

from itertools import product

import pytest

from models import short_code
from models.short_code import ALPHABET, CARD_LENGTH, LENGTH
from refusal import Refusal


@pytest.mark.parametrize("length", [LENGTH, CARD_LENGTH])
def test_new_is_read_back(length):
    codes = [short_code.new(length - 1) for _ in range(50)]
    assert [short_code.read(code, length=length) for code in codes] == codes


def test_new_draws_from_the_whole_alphabet():
    drawn = "".join(short_code.new() for _ in range(500))
    assert set(drawn) == set(ALPHABET)


def test_alphabet_has_no_lookalikes():
    assert (len(set(ALPHABET)), set(ALPHABET) & set("O0I1LB8S5Z2")) == (25, set())


@pytest.mark.parametrize("at", range(CARD_LENGTH))
def test_every_single_wrong_letter_is_noticed(at):
    """The rule is linear: what holds for the code of zeros, holds for every code."""
    zeros = ALPHABET[0] * CARD_LENGTH
    wrong = [zeros[:at] + letter + zeros[at + 1 :] for letter in ALPHABET[1:]]
    assert [code for code in [zeros, *wrong] if short_code.is_valid(code)] == [zeros]


@pytest.mark.parametrize("at", range(CARD_LENGTH - 1))
def test_every_swap_of_neighbours_is_noticed(at):
    rest = ALPHABET[0] * (CARD_LENGTH - 3)
    unnoticed = []
    for one, other, third in product(ALPHABET, repeat=3):
        code = rest[:at] + one + other + rest[at:] + third
        code = code if at < CARD_LENGTH - 2 else third + rest + one + other
        swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if one != other and short_code.is_valid(code) and short_code.is_valid(swapped):
            unnoticed.append(code)
    assert unnoticed == []


def valid(body: str) -> str:
    return next(body + last for last in ALPHABET if short_code.is_valid(body + last))


@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: " ".join(code),
        lambda code: f" {code[:2]}-{code[2:]}\n",
        lambda code: code.translate({ord(char): ord(char) + 0xFEE0 for char in code}),
    ],
)
def test_read_when_typed_otherwise(change):
    code = valid("A7K3")
    assert short_code.read(change(code)) == code


@pytest.mark.parametrize(
    ("printed", "typed"),
    [
        ("D", "0"),
        ("D", "o"),
        ("Q", "O"),
        ("J", "I"),
        ("7", "1"),
        ("3", "8"),
        ("6", "5"),
        ("7", "Z"),
    ],
)
def test_read_when_a_letter_was_mistaken(printed, typed):
    code = valid("A" + printed + "K3")
    assert short_code.read(code.replace(printed, typed, 1)) == code


@pytest.mark.parametrize("text", ["", "A7K", "A7K3AA", "あ"])
def test_read_when_the_length_is_wrong(text):
    with pytest.raises(
        Refusal, match="^資料番号は5文字です。紙に印刷された番号を、もう一度お確かめ"
    ):
        short_code.read(text)


def test_read_when_a_card_has_the_length_of_a_sheet():
    with pytest.raises(Refusal, match="^参加証の番号は6文字です。"):
        short_code.read(valid("A7K3"), length=CARD_LENGTH)


def test_read_when_a_letter_is_never_used():
    with pytest.raises(Refusal, match="^資料番号の3文字目に、使わない文字があります。"):
        short_code.read("A7あ3A")


def test_read_when_two_letters_are_swapped():
    code = valid("A7K3")
    with pytest.raises(Refusal, match="^資料番号のどこかが違うようです。"):
        short_code.read(code[1] + code[0] + code[2:])
