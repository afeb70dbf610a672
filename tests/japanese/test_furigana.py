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
