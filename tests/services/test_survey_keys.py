import pytest

from models.survey import AGE, HEARD, RATED, SEX, WISHES, Asked
from refusal import Refusal
from services import survey_keys

TOWNS = Asked("district_id", "町", "お住まいの町", tuple("東西南北"))
ASKED = [*RATED, AGE, SEX, TOWNS, HEARD, WISHES]
RINGS = {
    "times": (1,),
    "satisfaction": (2,),
    "understanding": (1,),
    "pace": (3,),
    "alone": (1,),
    "recommend": (1,),
    "age_band": (4,),
    "sex": (1,),
    "district_id": (3,),
    "heard": (2,),
    "wishes": (1, 7),
}


@pytest.mark.parametrize(
    "typed",
    [
        "1213114132.17",
        "１２１３１１４１３２．１７",
        "121 311 413 2 - 71",
        "1213114132+17",
        "1213114132。17",
        "1213114132 / 1 7 ",
    ],
)
def test_one_digit_a_ring_is_read_in_the_order_of_the_sheet(typed):
    assert survey_keys.read(typed, asked=ASKED) == RINGS


def test_zero_is_no_answer():
    assert survey_keys.read("000000000", asked=ASKED) == dict.fromkeys(RINGS, ())


def test_wishes_without_kikkake():
    found = survey_keys.read("121311413.17", asked=ASKED)

    assert (found["heard"], found["wishes"]) == ((), (1, 7))


def test_ten_towns_take_two_digits():
    towns = Asked("district_id", "町", "お住まいの町", tuple("一二三四五六七八九十"))
    found = survey_keys.read(
        "12131141" + "10" + "2.17", asked=[*RATED, AGE, SEX, towns, HEARD, WISHES]
    )

    assert found == RINGS | {"district_id": (10,)}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "数字を入れてください。"),
        (
            "1213",
            "数字が足りません。次は5番「自分で」です。答えがない質問は0を入れてください。",
        ),
        ("1214", "「速さ」に4番はありません。紙と見比べてください。"),
        ("121311415", "「町」に5番はありません。紙と見比べてください。"),
        ("1213114138", "「きっかけ」に8番はありません。紙と見比べてください。"),
        ("12131141322", "「きっかけ」に、同じ番号が2つあります。22"),
        (
            "1213114132.1.7",
            "区切りの点が多すぎます。点は「やってみたいこと」の前に1つだけです。",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_the_name_of_the_question(typed, sentence):
    with pytest.raises(Refusal) as no:
        survey_keys.read(typed, asked=ASKED)
    assert str(no.value) == sentence


def test_questions_of_several_answers_have_one_digit_each():
    assert [one.width for one in ASKED if one.many] == [1, 1]
