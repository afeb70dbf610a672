from dataclasses import replace
from functools import partial
from io import BytesIO

import pikepdf
import pytest

from handouts import (
    consultation_form,
    lesson_sheet,
    name_badge,
    notice_sheet,
    pack,
    roster,
    sign_in_sheet,
    survey_sheet,
)
from handouts.pack import Pack, Sheet
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import GUESTS, NOTICE, ROSTER, SHEET, SURVEY, URL, WAITING
from tests.handouts.test_cards import BADGES
from tests.handouts.test_consultation_form import FORM
from tests.handouts.test_sign_in_sheet import SHEET as SIGN_IN

PACK = Pack(
    title="LINEで写真を送る",
    when=ROSTER.when,
    venue=ROSTER.venue,
    team=ROSTER.staff,
    phone="デジタル推進課（架空） 0000-00-0000",
    city=SHEET.city,
    fictional=True,
)
SHEETS = (
    Sheet("出席名簿", "1部", partial(roster.add, roster=ROSTER)),
    Sheet("受付票", "1部", partial(sign_in_sheet.add, sheet=SIGN_IN)),
    Sheet("名札", "切り離します", partial(name_badge.add, badges=BADGES)),
    Sheet("てびき", "人数分コピーします", partial(lesson_sheet.add, sheet=SHEET)),
    Sheet("アンケート", "人数分コピーします", partial(survey_sheet.add, sheet=SURVEY)),
    Sheet("相談票", "人数分コピーします", partial(consultation_form.add, form=FORM)),
    Sheet("中止のお知らせ", "入口にはります", partial(notice_sheet.add, sheet=NOTICE)),
)
SAYS = sorted(
    [URL] * 4  # roster, lesson, survey and notice
    + [guest.code for guest in (*GUESTS, *GUESTS, *WAITING)]  # roster and list at the door
    + [badge.code for badge in BADGES.badges if badge.code]
)
LONG = replace(
    PACK,
    title="はじめてのスマートフォンとインターネット講座　電源とボタン 第12回",
    venue="山ノ内町　山ノ内町コミュニティセンター 3階 多目的研修室",
    team=tuple(f"小笠原　髙之{one}（補助）" for one in "亮介郎丸"),
)
PACKS = {"usual": (PACK, SHEETS, SAYS), "long names": (LONG, SHEETS[5:6] * 7, [])}


@pytest.fixture(scope="module")
def pdf():
    return pack.draw(PACK, SHEETS)


def test_every_sheet_has_its_bookmark_and_its_part_of_the_structure(pdf):
    with pikepdf.open(BytesIO(pdf)) as document, document.open_outline() as outline:
        marks = [str(one.title) for one in outline.root]

    assert marks == ["表紙", *(sheet.name for sheet in SHEETS)]
    assert lint.structure(pdf)["/Part"] == len(marks)


def test_cover_lists_what_follows_with_a_box_to_tick(pdf):
    cover = "".join(c["text"] for c in lint.characters(pdf)[0])

    assert [sheet.name in cover for sheet in SHEETS] == [True] * len(SHEETS)


def test_sheet_that_cannot_be_drawn_is_named():
    broken = Sheet("アンケート", "", partial(survey_sheet.add, sheet=replace(SURVEY, title="ཀ")))

    with pytest.raises(Refusal, match="「アンケート」を印刷できません"):
        pack.draw(PACK, [broken])
