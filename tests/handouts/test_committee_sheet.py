from dataclasses import replace

import pytest

from handouts import committee_sheet
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.yearly import COMMITTEE, COMMITTEES, PLACES, REPORT


@pytest.mark.parametrize(
    "text",
    [
        "DX推進委員会となり市（架空）令和7年度スマホ教室・相談会の報告",
        "第1版令和8年4月20日(月)公表人口は令和8年3月31日(火)現在公表3番",
        "届いた令和7年度は、65歳以上の市民314人（延べ640回）",
        "まだ山里町には、まだ届いていません",
        "次に令和8年度は、「山側の町で開く回数を増やす」に取り組みます。",
        "来た人（実人数）314人前の年度248人目標250人",
        "若葉町8.1％5.5％52118○30人",
        "西川町――10未満10未満△17人",
        "北原町―1.4％非公表非公表―",
        "▲山里町0.0％",
        "山里町29人、教室4回山里町で、年度内に3回以上開く。3回0人一部できました。",
        "10未満は1人以上10人未満",
        "①カメラを起動します②四角い模様を映します③出てきた名前を押しますtonari.example/figures",
        "電話0000-00-0000公表3番",
    ],
)
def test_sheet_prints(text):
    assert text in lint.text(committee_sheet.draw(COMMITTEE))


def test_chart_is_told_in_words():
    counts = lint.structure(committee_sheet.draw(COMMITTEE))

    assert (counts["/Figure"], counts["/Table"], counts["/H1"]) == (2, 2, 1)


def test_notes_that_find_no_room_are_counted():
    said = lint.text(committee_sheet.draw(COMMITTEES["many words"]))

    assert "ほかの12件の気づきと次にすることは、年度の冊子にあります。" in said


def test_far_too_many_towns_are_refused():
    report = REPORT._replace(places=PLACES * 4)

    with pytest.raises(Refusal, match="1枚に入りません。年度の冊子を印刷してください。"):
        committee_sheet.draw(replace(COMMITTEE, report=report))
