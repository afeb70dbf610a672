from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.units import mm

from handouts.paper import fonts
from handouts.paper.breaking import NO_END, NO_START
from handouts.paper.typeset import Style, Unprintable, typeset

TEXT = (
    "質問が出たら、「{許可|きょか}」を押します。電話は 0954-00-0000（平日 午前9時〜午後5時）、"
    "スマートフォンの画面（がめん）の文字を大きくして、家族に写真をたくさん送りましょう！"
)
SENTENCES = st.text("写真を送る、。「」（）スマホー・ょっ12時分/A", min_size=1, max_size=60)


def lines(block):
    return ["".join(piece.text for piece in line.pieces) for line in block.lines]


def test_lines_hold_the_whole_text():
    block = typeset(TEXT, Style(15), 70)
    assert "".join(lines(block)) == block.text.replace("は 0", "は0").replace("日 午", "日午")


@given(SENTENCES, st.integers(30, 120))
@settings(max_examples=150, deadline=None)
def test_no_line_breaks_the_rules_or_the_width(text, width):
    try:
        block = typeset(text, Style(12), width)
    except Unprintable:
        return
    for line in block.lines:
        assert line.width <= width * mm + 6.01  # 、。 may hang out by half of 12 points
    for before, after in pairwise(line for line in lines(block) if line):
        assert before[-1] not in NO_END
        assert after[0] not in NO_START


def test_lines_end_between_phrases():
    block = typeset("つぎの教室「地図で道を調べる」", Style(15), 62)
    assert lines(block) == ["つぎの教室「地図で道を", "調べる」"]


def test_balanced_lines_are_about_as_long():
    text = "スマホで写真をとって家族に送れるようになります"
    plain, balanced = typeset(text, Style(15), 95), typeset(text, Style(15, balanced=True), 95)
    assert len(plain.lines) == len(balanced.lines) == 2
    shorter = min(line.width for line in balanced.lines)
    assert shorter > min(line.width for line in plain.lines)


def test_text_shrinks_to_fit_its_height():
    block = typeset("写真を送る" * 6, Style(20, smallest=10), 60, 14)
    assert block.style.size < 20
    assert block.height <= 14.01


def test_unbroken_text_shrinks_before_it_breaks():
    style = Style(20, smallest=12, unbroken=True)
    kept = typeset("平日 午前9時〜午後5時", style, 60)
    broken = typeset("平日 午前9時〜午後5時（12時〜1時を除く）", style, 60)
    assert (len(kept.lines), kept.style.size) == (1, 15.5)
    assert (len(broken.lines), broken.style.size) == (3, 20)


def test_new_line_in_the_text_is_a_new_line():
    assert lines(typeset("一\n二", Style(12), 60)) == ["一", "二"]


def test_empty_text_takes_one_empty_line():
    assert lines(typeset("", Style(12), 60)) == [""]


def test_too_high_is_refused():
    with pytest.raises(Unprintable) as no:
        typeset("写真を送る" * 6, Style(20), 60, 14)
    assert str(no.value) == "が長すぎて、紙に入りません。短くしてください。"


@pytest.mark.parametrize(
    "chunk", ["0954-00-0000", "tonari.example/h/A7K3", "「{健康保険証|けんこう}」"]
)
def test_what_may_not_be_cut_is_refused_whole(chunk):
    with pytest.raises(Unprintable) as no:
        typeset(f"これは {chunk} です", Style(20), 22)
    shown = chunk.replace("{", "").replace("|けんこう}", "")
    assert str(no.value) == f"にある「{shown}」が長すぎます。短くしてください。"


def test_missing_character_is_refused():
    with pytest.raises(Unprintable) as no:
        typeset("山ཀ", Style(12), 60)
    assert str(no.value) == "にある文字「ཀ」は、印刷できません。別の文字に直してください。"


def readings(block):
    return [piece.ruby for line in block.lines for piece in line.pieces if piece.ruby]


def test_reading_below_7_points_is_left_out():
    assert readings(typeset("{写真|しゃしん}", Style(14), 60)) == ["しゃしん"]
    assert readings(typeset("{写真|しゃしん}", Style(13.5), 60)) == []


def test_reading_is_left_out_of_text_that_had_to_shrink():
    block = typeset("{写真|しゃしん}を送る" * 4, Style(14, smallest=12), 60, 14)
    assert readings(block) == []


def test_long_reading_makes_room_only_beyond_half_a_character():
    short, long = (typeset(f"を{{心|{r}}}を", Style(20), 60) for r in ("ここ", "こころざし"))
    over = (fonts.width("こころざし", 10, bold=False) - 20) / 2 - 5
    assert [block.lines[0].pieces[1].overhang for block in (short, long)] == [0, over]


def test_neighbouring_readings_never_run_into_each_other():
    block = typeset("{心|こころざ}{心|こころざ}", Style(20), 60)
    over = (fonts.width("こころざ", 10, bold=False) - 20) / 2
    assert [piece.overhang for piece in block.lines[0].pieces] == [over, over]


def test_reading_adds_height():
    assert typeset("{写真|しゃしん}", Style(20), 60).height > typeset("写真", Style(20), 60).height
