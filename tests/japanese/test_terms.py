import pytest

from japanese import terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("文字", {"文", "字", "文字"}),
        ("音量", {"音", "量", "音量"}),
        ("LINEの音", {"line", "音", "の音"}),
        ("Wi-Fi", {"wifi"}),
        ("ｶﾒﾗ", {"カメ", "メラ", "カメラ"}),
        ("{設定|せってい}", {"設", "定", "設定"}),
        ("？。 ", set()),
    ],
)
def test_pieces_are_one_to_three_letters_of_a_run(text, found):
    assert set(terms.pieces(terms.plain(text))) == found


def test_key_is_the_same_for_every_spelling():
    assert len({terms.key(one) for one in ("ライン", "らいん", "ﾗｲﾝ")}) == 1


@pytest.mark.parametrize(("piece", "weak"), [("です", True), ("メラ", False), ("の音", False)])
def test_only_hiragana_is_weak(piece, weak):
    assert terms.is_weak(piece) == weak
