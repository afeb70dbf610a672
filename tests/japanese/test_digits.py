"""Digits in every script come down to two alphabets."""

import pytest

from japanese import digits


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１２３", "123"),
        ("𝟏𝟐𝟑", "123"),
        ("١٢٣", "123"),
        ("1️⃣2️⃣3️⃣", "123"),
        ("1\u200b2\u00ad3", "123"),
        ("&#49;&#50;3", "123"),
        ("①❷③", "一二三"),
        ("壱弐参", "一二三"),
        ("㈠㈡", "(一)(二)"),
        ("O1l", "〇1一"),
        ("OIl", "〇一一"),
        ("No1", "no1"),
        ("ﾊﾟｽﾜｰﾄﾞ", "ぱすわーど"),
        ("か\u3099", "が"),
        ("1－2−3—4", "1-2-3-4"),
        ("1　2\t3\n4", "1 2 3\n4"),
    ],
)
def test_canonical_of_every_script(text, plain):
    assert digits.canonical(text) == plain


@pytest.mark.parametrize(
    ("read", "written"),
    [("いちにさん", "一二三"), ("にいち", "二一"), ("きゅーぜろ", "九〇"), ("しちよん", "七四")],
)
def test_spoken_keeps_the_length(read, written):
    heard = digits.spoken(read)
    assert (heard.replace(digits.FILL, ""), len(heard)) == (written, len(read))


def test_spoken_when_english_words_are_part_of_others():
    assert digits.spoken("phone") == "phone"


def test_values_of_both_alphabets():
    assert digits.values("1一〇-9九") == "11099"
