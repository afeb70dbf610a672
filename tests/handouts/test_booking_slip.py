from dataclasses import replace

import pytest

from handouts import booking_slip
from handouts.booking_slip import BookingSlips, Party
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import SHEET, URL

COUPLE = Party("見本　花子さん、見本　太郎さん")
WAITING = Party("𠮷田　㐂代子さん", "キャンセル待ちの2番目です。席があいたら、お電話します。")
SLIPS = BookingSlips(
    title="LINEで写真を送る",
    day="12月4日 金曜日",
    time="午前10時〜11時30分",
    facts=(
        ("教室", "LINEで写真を送る"),
        ("場所", "中央公民館 2階 会議室（中央町）"),
        ("持ち物", "スマートフォン（充電済み）・老眼鏡"),
        ("参加費", "無料"),
    ),
    parties=(COUPLE, WAITING),
    url=URL,
    code="A7K3",
    desk=SHEET.desk,
    phone=SHEET.phone,
    hours=SHEET.hours,
    city=SHEET.city,
    fictional=True,
)
FAMILY = Party("、".join(f"小笠原　髙之{mark}さん" for mark in "亮介郎丸助進"))
LONG = (
    ("教室", "はじめてのスマートフォンとインターネット講座　電源とボタン 第12回"),
    ("場所", "山ノ内町コミュニティセンター 3階 多目的研修室（山ノ内町）"),
    *SLIPS.facts[2:],
)
ALL = {
    "two": SLIPS,
    "one": replace(SLIPS, parties=(COUPLE,)),
    "real": replace(SLIPS, fictional=False),
    "long": replace(
        SLIPS, facts=LONG, parties=(FAMILY, replace(FAMILY, standing=WAITING.standing))
    ),
    "no telephone yet": replace(SLIPS, phone="", hours=""),
}


def test_slips_of_a_full_hall_are_two_on_a_page():
    pdf = booking_slip.draw(replace(SLIPS, parties=SLIPS.parties * 60))

    assert lint.count(pdf) == 60


@pytest.mark.parametrize(
    "text",
    [
        "申込のひかえ",
        "12月4日金曜日午前10時〜11時30分",
        "お名前見本花子さん、見本太郎さん",
        "持ち物スマートフォン（充電済み）・老眼鏡",
        "来られなくなったときは、お早めにお電話ください。0000-00-0000",
        "資料番号A7K3",
        "tonari.example/h/A7K3",
    ],
)
def test_slip_prints(text):
    assert text in lint.text(booking_slip.draw(ALL["one"]))


def test_who_waits_reads_that_there_is_no_seat_yet():
    said = [lint.text(booking_slip.draw(replace(SLIPS, parties=(one,)))) for one in SLIPS.parties]

    assert ["キャンセル待ち" in text for text in said] == [False, True]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "ཀ", "facts": (("教室", "ཀ"),)}, "印刷できません。"),
        ({"facts": LONG * 3}, "教室や会場の名前を短くしてください。"),
        ({"desk": "デジタル推進課" * 9}, "担当の名前を短くしてください。"),
        ({"url": "https://" + "a-long-host." * 8 + "example/h/A7K3"}, "印刷できません。"),
    ],
)
def test_what_cannot_be_printed_right_is_refused(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        booking_slip.draw(replace(SLIPS, **changes))
