from japanese.differences import Kind, between


def test_exchanged_phrase_stands_between_what_stayed():
    old, new = "画面の右上を押します。", "画面の左下を押します。"
    pieces = between(old, new)

    assert [piece.kind for piece in pieces] == [Kind.SAME, Kind.GONE, Kind.NEW, Kind.SAME]
    assert "".join(one.text for one in pieces if one.kind is not Kind.NEW) == old
    assert "".join(one.text for one in pieces if one.kind is not Kind.GONE) == new


def test_same_words_are_one_piece():
    assert [one.kind for one in between("はい。\nどうぞ。", "はい。\nどうぞ。")] == [Kind.SAME]


def test_line_that_was_added_is_new():
    assert between("はい。", "はい。\nどうぞ。")[-1].text == "\nどうぞ。"


def test_nothing_and_nothing_is_nothing():
    assert between("", "") == []
