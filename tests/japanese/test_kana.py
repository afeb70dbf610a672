"""Readings are found however they are mumbled, and sorted as in a telephone book."""

import pytest

from japanese import kana


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("タナヘ", "たなべ"),
        ("ﾀﾅﾍﾞ", "たなべ"),
        ("しょうた", "シヨウタ"),
        ("オーノ", "おおの"),
        ("おうの", "おおの"),
        ("ゆーこ", "ゆうこ"),
        ("けーこ", "けいこ"),
        ("さとう・うめ", "サトウ　ウメ"),
        ("ばいおりん", "ヴァイオリン"),
        ("いのうえ", "ヰノウヱ"),
        ("いけぢ", "いけじ"),
        ("しづか", "しずか"),
        ("かをる", "かおる"),
    ],
)
def test_fold_when_the_same_name_is_spelled_otherwise(typed, kept):
    assert kana.fold(typed) == kana.fold(kept)


@pytest.mark.parametrize(("one", "other"), [("はだ", "わだ"), ("さとう", "さいとう"), ("", "あ")])
def test_fold_keeps_different_names_apart(one, other):
    assert kana.fold(one) != kana.fold(other)


def test_fold_keeps_the_first_vowel_of_the_next_part():
    assert kana.fold("さとう うめ") == "さとうめ"


def test_fold_of_a_beginning_is_the_beginning_of_the_fold():
    whole = kana.fold("いのうえ しょうじ")
    assert [whole.startswith(kana.fold("いのうえ しょうじ"[:end])) for end in range(10)] == [
        True
    ] * 10


def test_to_hiragana_when_half_width():
    assert kana.to_hiragana("ﾊﾅｺ さくら") == "はなこ さくら"


@pytest.mark.parametrize("text", ["たけだ はなこ", "タケダ・ハナコ", "ﾀｹﾀﾞ", " おーの "])
def test_is_kana_when_only_kana(text):
    assert kana.is_kana(text)


@pytest.mark.parametrize("text", ["", "武田", "たけだ花子", "Takeda", "たけだ1", "・"])
def test_is_kana_when_anything_else(text):
    assert not kana.is_kana(text)


def test_sort_key_follows_the_fifty_sounds():
    names = ["ワタナベ", "サトウ", "さど", "あべ", "しよう", "さと", "しょう", "こーの", "こおの"]
    assert sorted(names, key=kana.sort_key) == [
        *("あべ", "こおの", "こーの", "さと", "さど", "サトウ", "しょう", "しよう", "ワタナベ")
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("髙﨑　𠮷子", "高崎吉子"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("齋藤", "斎藤"),
        ("濵田", "浜田"),
        ("佐々木", "佐佐木"),
        ("鶴ヶ崎", "鶴ケ崎"),
        ("辻\U000e0100", "辻"),
    ],
)
def test_fold_name_when_an_older_character_is_used(old, new):
    assert kana.fold_name(old) == kana.fold_name(new) == new
