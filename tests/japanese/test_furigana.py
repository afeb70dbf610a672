from japanese import furigana


def test_pairs_split_marked_text_in_order():
    assert furigana.pairs("LINEで{写真|しゃしん}を送る") == [
        ("LINEで", ""),
        ("写真", "しゃしん"),
        ("を送る", ""),
    ]


def test_pairs_of_neighbouring_marks_stay_apart():
    assert furigana.pairs("{健康|けんこう}{保険|ほけん}") == [
        ("健康", "けんこう"),
        ("保険", "ほけん"),
    ]


def test_pairs_of_nothing_are_none():
    assert furigana.pairs("") == []


def test_pairs_leave_a_half_written_mark_as_it_is():
    assert furigana.pairs("{写真|}を{送る") == [("{写真|}を{送る", "")]


def test_plain_drops_the_readings():
    assert furigana.plain("{写真|しゃしん}を{送|おく}る") == "写真を送る"


def test_fault_names_the_line_and_the_place():
    assert furigana.fault("はい。\n{設定|せってい を開く") == (
        "2行目の「{設定|せってい」のところで、ふりがなの印がくずれています。"
        "{漢字|かんじ} の形に直してください。"
    )


def test_fault_of_a_reading_that_is_no_kana():
    assert "ひらがなで" in furigana.fault("{設定|SET}を開く")


def test_good_marks_have_no_fault():
    assert furigana.fault("{設定|せってい}を\n{開|ひら}く") == ""


def test_marked_words_are_listed_once_with_every_reading():
    texts = ("{方|かた}と{町|まち}", "{方|ほう}、{方|かた}")

    assert furigana.marked(*texts) == {"方": ("かた", "ほう"), "町": ("まち",)}


def test_reread_changes_every_mark_of_the_word_only():
    text = "{方|ほう}と{方法|ほうほう}、方"

    assert furigana.reread(text, "方", "かた") == "{方|かた}と{方法|ほうほう}、方"
