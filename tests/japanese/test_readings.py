import pytest

from japanese import furigana, readings


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("設定を開きます", "{設定|せってい}を開きます"),
        ("繰り返します", "{繰|く}り{返|かえ}します"),
        ("{設定|セツテイ}を押す", "{設定|セツテイ}を{押|お}す"),
        ("スマホを見る", "スマホを見る"),
        ("書類（はがき）", "{書類|しょるい}（はがき）"),
        ("既読のお札を長押し", "{既読|きどく}のお{札|さつ}を{長押|ながお}し"),
        ("お金のことを一度言う", "お金のことを一度言う"),
        ("", ""),
    ],
)
def test_hard_words_are_marked_and_easy_ones_left(text, marked):
    assert readings.proposed(text) == marked


def test_every_word_is_marked_when_asked_for():
    found = readings.proposed("文字を大きくします。", every=True)

    assert found == "{文字|もじ}を{大|おお}きくします。"


def test_word_is_read_as_people_say_it():
    found = readings.proposed("日本でお金を一度払う", every=True)

    assert found == "{日本|にほん}でお{金|かね}を{一度|いちど}{払|はら}う"


def test_number_with_a_counter_is_marked_as_a_whole():
    assert readings.proposed("1人で", every=True) == "{1人|ひとり}で"


def test_lines_and_signs_stay_as_they_are():
    text = "①設定を開く\n\nAndroid: 「画面」を押す（右上）"

    assert furigana.plain(readings.proposed(text, every=True)) == text
    assert furigana.fault(readings.proposed(text, every=True)) == ""


def test_kanji_of_the_first_three_years_are_all_there():
    assert len(readings.EASY) == 80 + 160 + 200
