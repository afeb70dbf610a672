from dataclasses import replace

import pytest

from handouts import survey_sheet
from models.survey import Asked
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import SURVEY, TOWNS


def with_towns(*names: str):
    asked = [one for one in SURVEY.asked if one.column != "district_id"]
    asked.insert(8, Asked("district_id", "町", "お住まいの町", names))
    return replace(SURVEY, asked=tuple(asked))


SHEETS = {
    "usual": SURVEY,
    "real": replace(SURVEY, fictional=False),
    "twelve towns": with_towns(*(f"{name}町" for name in "一二三四五六七八九十東西")),
    "long names": replace(
        with_towns(*(f"東西{town}" for town in TOWNS)),
        title="はじめてのスマートフォン 電話とカメラとインターネットの使い方を知ろう",
        venue="となり市立 中央生涯学習センター 別館3階 第2大会議室",
    ),
    "no telephone": replace(SURVEY, phone=""),
}


@pytest.mark.parametrize("name", ["usual", "long names"])
def test_questions_and_choices_are_at_least_14_points(name):
    (page,) = lint.characters(survey_sheet.draw(SHEETS[name]))
    questions = [c for c in page if 90 < c["top"] < 690]
    assert min(round(c["size"], 2) for c in questions) >= 14


def test_every_choice_has_the_number_that_is_keyed_in():
    printed = lint.text(survey_sheet.draw(SURVEY))

    for one in SURVEY.asked:
        for at, choice in enumerate(one.choices, start=1):
            assert f"{one.number(at)}{choice}".replace(" ", "") in printed, choice
    assert "0市の外" in printed


def test_ten_towns_are_numbered_with_two_digits():
    printed = lint.text(survey_sheet.draw(SHEETS["twelve towns"]))

    assert "01一町" in printed
    assert "12西町" in printed
    assert "00市の外" in printed


@pytest.mark.parametrize(
    "text",
    [
        "お名前は書かないでください",
        "資料番号A7K3電話0000-00-0000",
        "またはtonari.example/h/A7K3",
        "暗証番号やマイナンバーは、書かないでください",
    ],
)
def test_sheet_prints(text):
    assert text in lint.text(survey_sheet.draw(SURVEY))


def test_same_sheet_gives_the_same_bytes():
    assert survey_sheet.draw(SURVEY) == survey_sheet.draw(SURVEY)


def test_sheet_with_too_many_towns_is_refused():
    with pytest.raises(Refusal, match="1枚に入りません"):
        survey_sheet.draw(with_towns(*(f"とても長い名前の町{number}" for number in range(60))))
