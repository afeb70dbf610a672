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


@pytest.fixture(scope="module", params=SHEETS)
def sample(request):
    return SHEETS[request.param], survey_sheet.draw(SHEETS[request.param])


def test_sheet_is_tagged_for_screen_readers(sample):
    assert lint.tagging(sample[1]) == []


def test_sheet_brings_its_fonts(sample):
    assert lint.fonts(sample[1]) == []


def test_sheet_has_no_character_on_another(sample):
    assert lint.collisions(sample[1]) == []


def test_sheet_keeps_to_the_part_that_printers_print(sample):
    assert lint.out_of_reach(sample[1]) == []


def test_sheet_leaves_the_quiet_zone_empty(sample):
    assert lint.near_symbols(sample[1]) == []


def test_sheet_is_one_page(sample):
    assert len(lint.characters(sample[1])) == 1


@pytest.mark.parametrize("dpi", [72, 110, 300])
def test_qr_code_says_the_page_of_the_survey(sample, dpi):
    assert lint.payloads(sample[1], dpi) == [sample[0].url]


def test_questions_and_choices_are_at_least_14_points(sample):
    (page,) = lint.characters(sample[1])
    questions = [c for c in page if 90 < c["top"] < 690]
    assert min(c["size"] for c in questions) >= 14


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
