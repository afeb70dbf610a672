from dataclasses import replace

import pytest

from handouts import month_sheet
from handouts.month_sheet import Class, MonthSheet
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import SHEET, URL

CLASS = Class("12月4日(金)", "午前10時〜11時30分", "LINEで写真を送ろう", "中央公民館 2階 会議室")
MONTH = MonthSheet(
    town="中央町",
    month="令和8年12月",
    classes=(
        CLASS,
        replace(CLASS, day="12月11日(金)", title="はじめてのスマートフォン　電源とボタン"),
        replace(CLASS, day="12月18日(金)", mark="中止"),
    ),
    near=(replace(CLASS, place="若葉公民館（若葉町）"),),
    apply="お申し込みは、お電話で",
    edition="令和8年11月20日(金)現在",
    url=URL,
    code="A7K3",
    desk=SHEET.desk,
    phone=SHEET.phone,
    hours=SHEET.hours,
    city=SHEET.city,
    fictional=True,
)
MONTHS = {
    "a town": MONTH,
    "real": replace(MONTH, fictional=False),
    "nothing in the town": replace(MONTH, classes=()),
    "nothing at all": replace(MONTH, classes=(), near=()),
    "several pages": replace(MONTH, classes=MONTH.classes * 7),
}


@pytest.mark.parametrize(("times", "pages"), [(1, 1), (2, 1), (7, 2), (14, 4)])
def test_schedule_takes_as_many_pages_as_it_needs(times, pages):
    printed = month_sheet.draw(replace(MONTH, classes=MONTH.classes * times))

    assert lint.count(printed) == pages
    assert lint.text(printed).count("中止") == times


def test_schedule_needs_no_colour_but_for_the_way_back_to_help():
    """A copy of a copy is read in every house of the street."""
    pdf = month_sheet.draw(replace(MONTH, fictional=False))
    (page,) = lint.characters(pdf)
    colours = {c["non_stroking_color"] for c in page if 160 < c["top"] < 600}

    assert len(colours) == 1


def test_schedule_without_classes_says_so():
    assert "この月は、町内の教室がありません。" in lint.text(
        month_sheet.draw(replace(MONTH, classes=()))
    )


def test_schedule_of_far_too_many_classes_is_refused():
    with pytest.raises(Refusal, match="町ごとに印刷してください"):
        month_sheet.draw(replace(MONTH, classes=MONTH.classes * 40))
