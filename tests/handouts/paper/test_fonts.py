import pytest

from handouts.paper import fonts


def test_clean_composes_but_never_replaces_what_was_written():
    assert fonts.clean("か\u3099㈱①ﾊﾝ髙﨑") == "が㈱①ﾊﾝ髙﨑"


def test_clean_drops_what_would_print_as_an_empty_box():
    assert fonts.clean("葛\U000e0100城\ufe0f\u200b\x07\ufeff") == "葛城"


def test_clean_keeps_lines_and_turns_other_blanks_into_blanks():
    assert fonts.clean("一\r\n二\t三\u00a0四") == "一\n二 三 四"


@pytest.mark.parametrize("character", "髙﨑㐂濵邉齋㈱①Ⅳ〜ﾊ～")
def test_face_has_the_letters_of_names_and_old_machines(character):
    assert fonts.face(character, False) == "BIZUDPGothic-Regular"
    assert fonts.face(character, True) == "BIZUDPGothic-Bold"


def test_face_falls_back_in_order():
    assert [fonts.face(c, True) for c in "𠮷📱ཀ"] == [
        "NotoSansJP-Fallback",
        "NotoEmoji-Fallback",
        None,
    ]


def test_runs_change_where_the_font_changes():
    assert fonts.runs("𠮷田さん📱", bold=True) == [
        ("NotoSansJP-Fallback", "𠮷"),
        ("BIZUDPGothic-Bold", "田さん"),
        ("NotoEmoji-Fallback", "📱"),
    ]


def test_unprintable_names_each_character_once():
    assert fonts.unprintable("山ཀ\nཀཁ") == ["ཀ", "ཁ"]


def test_every_character_of_the_japanese_standards_is_printable():
    bytes_of = [bytes([a, b]) for a in range(0xA1, 0xFF) for b in range(0xA1, 0xFF)]
    standard = "".join(pair.decode("euc_jp", errors="ignore") for pair in bytes_of)
    assert len(standard) == 6879  # JIS X 0208
    assert fonts.unprintable(standard) == []


def test_width_is_the_sum_of_the_letters():
    assert fonts.width("漢字", 10, bold=False) == pytest.approx(20)
