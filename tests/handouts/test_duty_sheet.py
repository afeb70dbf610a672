from dataclasses import replace

import pytest

from handouts import duty_sheet
from handouts.duty_sheet import DutySheet, Turn
from refusal import Refusal
from tests.handouts import lint

TURN = Turn(
    year="令和8年(2026年)",
    day="12月4日(金)",
    hours="午前10時〜11時30分",
    title="LINEで写真を送る",
    duty="講師",
    venue="中央公民館 和室（中央町）",
    address="となり市中央町1番地",
    access="鍵は事務室で受け取ります。",
    team="鈴木（補助）",
)
ALONE = replace(TURN, day="12月21日(月)", duty="補助", access="", address="", team="")
LONG = replace(
    TURN,
    hours="午前11時30分〜午後1時30分",
    title="ハザードマップポータルサイトで様々な災害のリスクを確認しよう",
    venue="となり市立 中央生涯学習センター 別館3階 第2大会議室（エレベーターがあります）",
    access="バス停「公民館前」から歩いて2分。駐車場は20台。鍵は事務室で受け取ります。" * 3,
)
SHEET = DutySheet(
    name="田中",
    printed_on="令和8年11月25日(水)",
    turns=(TURN, ALONE),
    url="https://tonari.example/staff/my_shifts",
    desk="デジタル推進課（架空）",
    phone="0000-00-0000",
    hours="平日 8時30分〜17時15分",
    city="となり市（架空）",
    fictional=True,
)
SHEETS = {
    "usual": SHEET,
    "empty": replace(SHEET, turns=(), fictional=False),
    "full": replace(SHEET, turns=(TURN, LONG, ALONE) * 4),
}


@pytest.mark.parametrize(
    "text",
    [
        "受け持ち表",
        "田中さん",
        "令和8年(2026年)",
        "12月4日(金)",
        "午前10時〜11時30分",
        "中央公民館和室（中央町）",
        "鍵は事務室で受け取ります。",
        "いっしょに:鈴木（補助）",
        "ひとりで受け持ちます",
        "0000-00-0000",
        "令和8年11月25日(水)印刷",
    ],
)
def test_duty_sheet_prints(text):
    assert text in lint.text(duty_sheet.draw(SHEET))


def test_nothing_to_do_is_said():
    assert "受け持ちは、まだありません" in lint.text(duty_sheet.draw(SHEETS["empty"]))


def test_every_page_has_the_telephone():
    pages = [
        "".join(c["text"] for c in page)
        for page in lint.characters(duty_sheet.draw(SHEETS["full"]))
    ]
    assert [page.count("0000-00-0000") for page in pages] == [1] * len(pages)
    assert len(pages) > 2


def test_what_cannot_be_printed_is_refused():
    with pytest.raises(Refusal, match="「受け持ち表 山ཀさん」を印刷できません"):
        duty_sheet.draw(replace(SHEET, name="山ཀ"))
