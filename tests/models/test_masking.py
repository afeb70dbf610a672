import pytest

from models import guard, masking

NUMBER = "123456789018"  # synthetic


@pytest.mark.parametrize(
    "text", ["", "12月4日の教室", "電話は0000-00-1234です", "iPhone 15を使っています"]
)
def test_text_the_guard_lets_pass_is_shown_as_typed(text):
    assert masking.shown(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NUMBER, "●" * 12),
        ("番号は1234-5678-9018です", "番号は●●●●-●●●●-●●●●です"),
        ("番号は１２３４　５６７８　９０１８です", "番号は●●●●　●●●●　●●●●です"),
        (f"電話は0000-00-1234、番号は{NUMBER}", f"電話は●●●●-●●-●●●●、番号は{'●' * 12}"),
        ("一緒に見た番号は一二三四 五六七八 九〇一八", "一緒に見た番号は●●●●●●●●●●●●●●"),
        ("暗証番号は1234です。LINEも見ました", "暗証番号は●●●●です。LINEも見ました"),
        ("パスワードはsakura2026です", "パスワードは●●●●●●●●●●です"),
    ],
)
def test_numbers_of_a_refused_text_are_blotted_out(text, shown):
    assert masking.shown(text) == shown


def test_number_in_words_leaves_nothing():
    assert masking.shown("いち に さん よん ご ろく なな はち きゅう ぜろ いち はち") == ""


SPELLINGS = (
    NUMBER,
    " ".join(NUMBER),
    "・".join(NUMBER),
    "と".join(NUMBER),
    "1234の5678の9018",
    "1234\n5678\n9018",
    "①②③④⑤⑥⑦⑧⑨⓪①⑧",
    "１２３４５６７８９０１８",
    "一二三四五六七八九〇一八",
    "壱弐参四五六七八九〇一八",
    "12三四56七八90一八",
    "O" + NUMBER[1:],
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_nothing_the_guard_refuses_is_shown_again(spelling):
    text = f"わたしのマイナンバーは{spelling}です"

    shown = masking.shown(text)

    assert guard.find(text) is not None
    assert guard.find(shown) is None
    assert [char for char in shown if char.isnumeric()] == []
