from dataclasses import replace

import pytest

from handouts import roster
from handouts.roster_rows import Guest
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import GUESTS, ROSTER, WAITING

ROSTERS = {
    "usual": ROSTER,
    "real": replace(ROSTER, fictional=False),
    "empty": replace(ROSTER, guests=(), waiting=(), walk_ins=0, staff=()),
    "full": replace(ROSTER, guests=GUESTS * 4, waiting=WAITING * 4, walk_ins=8),
    "long names": replace(
        ROSTER,
        url="https://tonari.city.takeo.lg.jp/h/MWWWM",
        title="はじめてのスマートフォン 電話とカメラとインターネットの使い方を知ろう",
        venue="となり市立 中央生涯学習センター 別館3階 第2大会議室（エレベーターがあります）",
        guests=(
            Guest(
                "FX9DKEU9",
                "勘解由小路　源左衛門之助",
                "かでのこうじ げんざえもんのすけ",
                "000-0000-0000",
                "A",
                needs="車いす・筆談・スマホ貸し出し希望。送迎バスを利用。付きそいの方が2名",
                status="待ち100",
                number=200,
            ),
        ),
    ),
}


def test_every_page_is_numbered_and_warns():
    printed = ["".join(c["text"] for c in p) for p in lint.characters(roster.draw(ROSTER))]
    assert [text.count("取り扱い注意：個人情報") for text in printed] == [1, 1]
    assert [text[-6:] for text in printed] == ["1／2ページ", "2／2ページ"]


def test_every_page_of_an_invented_roster_says_so():
    printed = ["".join(c["text"] for c in p) for p in lint.characters(roster.draw(ROSTER))]
    assert [text.count("架空の見本データです") for text in printed] == [1, 1]


@pytest.mark.parametrize(
    "text",
    [
        "1申込遅刻たかはしただし髙橋正0000-00-0001FX9DKEU9",
        "㈱①渡邉",
        "𠮷田㐂代子",
        "5申込遅刻参加証7AVJ9TUWお名前なし電話なしスマホを貸し出し7AVJ9TUW",
        "4申込遅刻おがさわらみちこ電話なし",
        "繰上げ",
        "組A",
        "席を待っている方（席があいたら、この順にご案内します）",
        "8待ち1遅刻はまだいさむ濵田勇",
        "定員10名申込7名キャンセル待ち2名",
        "担当田中（講師）、鈴木（補助）",
        "資料番号A7K3tonari.example/h/A7K3電話0000-00-0000",
        "中央町梅の木町川べり町",
        "85歳以上不明",
    ],
)
def test_roster_prints(text):
    assert text in lint.text(roster.draw(ROSTER))


def test_heading_never_stands_alone_at_the_foot_of_a_page():
    for count in range(6, 9):
        pdf = roster.draw(replace(ROSTER, guests=(GUESTS * 2)[:count], waiting=()))
        for page in lint.characters(pdf):
            text = "".join(c["text"] for c in page)
            before, band, after = text.partition("当日参加（お申し込みなしで来られた方）")
            assert not band or after.startswith("お名前")


def test_same_roster_gives_the_same_bytes():
    assert roster.draw(ROSTER) == roster.draw(ROSTER)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"guests": (Guest("FX9DKEU9", "山ཀ", number=1),)},
            "1のお名前にある文字「ཀ」は、印刷できません。別の文字に直してください。",
        ),
        (
            {"guests": (Guest("FX9DKEU9", "山口", phone="0" * 40, number=1),)},
            "1の電話番号にある「" + "0" * 40 + "」が長すぎます。短くしてください。",
        ),
        (
            {"guests": (Guest("https://tonari.example/c/FX9DKEU9", "山口", number=1),)},
            "QRコードに入れる文字が長すぎます。短くしてください。",
        ),
    ],
    ids=["glyph", "phone", "code"],
)
def test_what_cannot_be_printed_right_is_refused(changes, sentence):
    with pytest.raises(Refusal) as no:
        roster.draw(replace(ROSTER, **changes))
    assert str(no.value) == f"「出席名簿 LINEで写真を送る」を印刷できません。{sentence}"
