import pytest

from japanese import plain
from japanese.plain import Point


def points(text: str) -> list[Point]:
    return [one.point for one in plain.advise(text)]


def found(text: str) -> list[str]:
    return [one.found for one in plain.advise(text)]


@pytest.mark.parametrize(
    "text",
    [
        "{設定|せってい}を開きます。\n「画面」を押します。\n文字の大きさを選びます。",
        "はい、使えます。紙の「資格確認書」を見せてください。",
        "暗い所では、画面を明るくしてください。",
        "生まれた日を入れます。道が分かれます。",
        "写真は、あとからでも見られます。",
        "",
    ],
)
def test_plain_text_is_left_in_peace(text):
    assert plain.advise(text) == []


def test_long_sentence_is_named_with_its_length():
    text = (
        "スマホの画面の上から下へ指をすべらせて出てくる絵の中から、"
        "明るさを変えるところをさがして押してください。"
    )
    advice = plain.advise(text)

    assert [one.point for one in advice] == [Point.LENGTH]
    assert f"{len(text)}文字" in advice[0].sentence


def test_marks_do_not_make_a_sentence_long():
    assert points("{設定|せってい}" * 12 + "。") == [Point.KANJI, Point.ROW]


def test_many_kanji_are_told_as_a_share():
    assert found("携帯電話会社窓口で本人確認書類提出後、契約変更手続実施。")[0].startswith("漢字が")


def test_kanji_in_a_row_are_quoted_once():
    text = "個人番号通知書をさがして、もってきてください。個人番号通知書はたいせつです。"

    assert found(text) == ["個人番号通知書"]


@pytest.mark.parametrize("word", ["タップ", "インストール", "ブラウザー"])
def test_katakana_word_comes_with_a_plainer_one(word):
    advice = plain.advise(f"ここを{word}します。")

    assert [(one.point, one.found) for one in advice] == [(Point.KATAKANA, word)]
    assert "→" in advice[0].example


def test_katakana_inside_of_another_word_is_not_found():
    assert points("サービスエリアで休みます。") == []


@pytest.mark.parametrize(
    "text",
    [
        "入れなければなりません。",
        "できないことはないです。",
        "使えないわけではありません。",
        "買わざるを得ません。",
        "見なくてはいけません。",
        "押さないといけません。",
    ],
)
def test_double_negative_is_advised(text):
    assert points(text) == [Point.TWICE_NOT]


@pytest.mark.parametrize(
    "text",
    [
        "ご確認いただきますようお願いします。",
        "お持ちになってください。",
        "説明させていただきます。",
        "こちらでございます。",
        "お送りいたします。",
    ],
)
def test_heavy_politeness_is_advised(text):
    assert points(text) == [Point.POLITE]


@pytest.mark.parametrize(
    "text", ["画面に表示されます。", "手紙が送られます。", "名前を聞かれました。"]
)
def test_passive_is_advised(text):
    assert points(text) == [Point.PASSIVE]
