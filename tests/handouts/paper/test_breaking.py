import pytest

from handouts.paper.breaking import (
    FREE,
    INSIDE_KATAKANA,
    INSIDE_PHRASE,
    INSIDE_WORD,
    NO_END,
    NO_START,
    gaps,
)


def cut(text):
    """The text with a bar where a line may end between phrases."""
    return "".join(
        ("|" if gap == FREE else "") + c for c, gap in zip(text, gaps(text), strict=True)
    )


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("つぎの教室「地図で道を調べる」", "つぎの|教室|「地図で|道を|調べる」"),
        ("車いす・筆談・スマホ貸し出し", "車いす・|筆談・|スマホ貸し出し"),
        ("中央公民館 2階 会議室", "中央公民館 |2階 |会議室"),
    ],
)
def test_lines_end_between_phrases(text, cuts):
    assert cut(text) == cuts


@pytest.mark.parametrize(
    "together",
    [
        "0954-00-0000",
        "tonari.example/h/A7K3",
        "午前10時",
        "1時30分",
        "20台",
        "4日(金)",
        "令和8年12月25日",
        "3日（火・祝）",
    ],
)
def test_what_belongs_together_is_never_cut(together):
    found = gaps(f"は{together}を")
    assert found[2 : len(together) + 1] == [None] * (len(together) - 1)


@pytest.mark.parametrize("character", sorted(NO_START - set("!),.:;?]}")))
def test_no_line_starts_with(character):
    assert gaps(f"漢{character}字")[1] is None


@pytest.mark.parametrize("character", sorted(NO_END - set("([{$#@")))
def test_no_line_ends_with(character):
    assert gaps(f"漢{character}字")[2] is None


def test_start_of_a_text_is_no_line_end():
    assert gaps("漢字")[0] is None


def test_word_start_costs_less_than_a_cut_word_and_that_less_than_one_in_katakana():
    costs = gaps("スマホ貸出")

    assert [costs[3], costs[4], costs[1]] == [INSIDE_PHRASE, INSIDE_WORD, INSIDE_KATAKANA]


def test_piece_with_a_reading_is_one_piece():
    assert len(gaps(["健康保険", "を", "使う"])) == 3
