"""Cards of card size: the participation card and the name badge."""

from dataclasses import replace

import pytest

from handouts import card_grid, name_badge, participation_card
from handouts.name_badge import Badge, Badges
from handouts.participation_card import Card, Cards
from refusal import Refusal
from tests.handouts import lint

MM = 72 / 25.4
NAMES = (
    ("髙橋　正", "たかはし ただし"),
    ("𠮷田　㐂代子", "よしだ きよこ"),
    ("小笠原　美智子", "おがさわら みちこ"),
    ("勅使河原　権左衛門之助", "てしがわら ごんざえもんのすけ"),
    ("アレクサンドラ・フェルナンデス・デ・ソウザ", "アレクサンドラ フェルナンデス デ ソウザ"),
    ("", "みほん はなこ"),
    ("", ""),
)
CODES = [f"ACDEF{letter}" for letter in "GHJKMNP"]
PEOPLE = tuple(Card(code, name, kana) for code, (name, kana) in zip(CODES, NAMES, strict=True))
CARDS = Cards(PEOPLE, city="となり市（架空）", phone="0000-00-0000", fictional=True)
GUESTS = tuple(
    Badge(name, kana, code=code) for code, (name, kana) in zip(CODES, NAMES, strict=True)
)
BADGES = Badges(
    (*GUESTS, Badge("田中", role="講師")),
    title="LINEで写真を送る",
    city="となり市（架空）",
    fictional=True,
)
BLANK = replace(CARDS, cards=(Card(),) * 10, fictional=False)
SHEETS = {
    "cards": (participation_card.draw, CARDS, CODES),
    "blank cards": (participation_card.draw, BLANK, []),
    "badges": (name_badge.draw, BADGES, CODES),
    "empty badges": (name_badge.draw, replace(BADGES, badges=()), []),
}


def test_every_card_has_its_back_behind_it():
    """Turned over the long edge: what is left on the front is right on the back."""
    front, back = lint.characters(participation_card.draw(CARDS))

    def corner(page, code: str) -> tuple[int, int]:
        """Column and row of the card on which the number stands."""
        letters = code[:3] + code[3:]
        said = [c for c in page if c["size"] in (12, 18)]
        for at, c in enumerate(said):
            if "".join(one["text"] for one in said[at : at + 6]) == letters:
                x, y = c["x0"] / MM, c["top"] / MM
                return (
                    int((x - card_grid.LEFT) // card_grid.CARD_WIDTH),
                    int((y - card_grid.TOP) // card_grid.CARD_HEIGHT),
                )
        raise AssertionError(code)

    for number, code in enumerate(CODES):
        row, column = divmod(number, 2)
        assert (corner(front, code), corner(back, code)) == ((column, row), (1 - column, row))


def test_card_has_the_size_of_a_business_card_and_room_for_ten_stamps():
    pdf = participation_card.draw(replace(CARDS, cards=PEOPLE[:1]))

    assert (card_grid.CARD_WIDTH, card_grid.CARD_HEIGHT) == (91, 55)
    assert lint.squares(pdf) == participation_card.STAMPS


def test_blank_card_has_a_box_for_each_letter_of_its_number():
    pdf = participation_card.draw(replace(CARDS, cards=(Card(),)))

    assert lint.squares(pdf) == participation_card.STAMPS + participation_card.LETTERS


@pytest.mark.parametrize(("count", "pages"), [(1, 2), (10, 2), (11, 4), (120, 24)])
def test_cards_take_two_sides_for_every_ten(count, pages):
    pdf = participation_card.draw(replace(CARDS, cards=PEOPLE[:1] * count))

    assert lint.count(pdf) == pages


def test_last_sheet_of_badges_is_filled_up_to_be_written_on():
    many = replace(BADGES, badges=GUESTS[:1] * 11)

    pages = lint.characters(name_badge.draw(many))

    heads = ["".join(c["text"] for c in page).count("スマホ教室") for page in pages]
    assert heads == [10, 10]


def test_nobody_is_no_reason_for_a_sheet_of_cards():
    with pytest.raises(Refusal, match="お申し込みがあってから"):
        participation_card.draw(replace(CARDS, cards=()))
