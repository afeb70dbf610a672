from dataclasses import replace

from handouts import sign_in_sheet
from handouts.sign_in_sheet import SignInSheet
from tests.handouts import lint
from tests.handouts.samples import GUESTS, ROSTER

SHEET = SignInSheet(
    title="LINEで写真を送る",
    when="12月4日(金) 午前10時〜11時30分",
    venue="中央町　中央公民館 2階 会議室",
    guests=GUESTS,
    city=ROSTER.city,
    fictional=True,
)
LONG = replace(
    GUESTS[0],
    name="アレクサンドラ・フェルナンデス・デ・ソウザ　𠮷田",
    kana="アレクサンドラ フェルナンデス デ ソウザ よしだ",
)
SHEETS = {
    "a class": SHEET,
    "real": replace(SHEET, fictional=False),
    "nobody yet": replace(SHEET, guests=()),
    "a full hall": replace(
        SHEET,
        guests=tuple(
            replace(LONG, code=f"{code}", number=at)
            for at, code in enumerate((f"C{one:05}" for one in range(1, 33)), start=1)
        ),
        title="はじめてのスマートフォンとインターネット講座　電源とボタン 第12回",
    ),
}


def test_names_and_numbers_are_large():
    sizes = {round(c["size"]) for page in lint.characters(sign_in_sheet.draw(SHEET)) for c in page}

    assert {26, 28} <= sizes


def test_list_on_the_table_shows_no_telephone_and_no_need():
    said = lint.text(sign_in_sheet.draw(SHEET))

    assert "髙橋正" in said
    for secret in ("0000-00-0001", "車いす", "耳が遠い"):
        assert secret not in said


def test_every_row_has_a_large_box():
    pdf = sign_in_sheet.draw(SHEET)

    assert lint.squares(pdf) == len(GUESTS) + SHEET.spare
