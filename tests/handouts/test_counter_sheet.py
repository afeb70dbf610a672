from dataclasses import replace

import pytest

from handouts import counter_sheet
from tests.handouts import lint
from tests.handouts.samples import COUNTER_WEEK

LONGEST = replace(
    COUNTER_WEEK.new[0],
    number="100000",
    waited="1,234開庁日",
    kinds=COUNTER_WEEK.new[0].kinds * 2,
    note="長い文がつづきます。" * 11,
    last="11月19日(木) 電話しました（かけ直すお約束をした） " + "聞いたこと" * 16,
    contact=(("name", "勘解由小路　源左衛門之助さん"), ("how", "夕方の5時から6時のあいだに" * 4)),
)
SHEETS = {
    "usual": COUNTER_WEEK,
    "real": replace(COUNTER_WEEK, fictional=False),
    "empty": replace(COUNTER_WEEK, new=(), older=()),
    "long": replace(COUNTER_WEEK, new=COUNTER_WEEK.new * 9),
    "long words": replace(COUNTER_WEEK, older=(LONGEST,)),
}


def test_every_row_has_three_boxes():
    rows = (*COUNTER_WEEK.new, *COUNTER_WEEK.older)

    assert lint.squares(counter_sheet.draw(COUNTER_WEEK)) == 3 * len(rows)


def test_every_page_is_numbered_and_warns():
    pages = [
        "".join(c["text"] for c in page)
        for page in lint.characters(counter_sheet.draw(SHEETS["long"]))
    ]
    count = len(pages)

    assert count > 1
    assert [page.count("取り扱い注意：個人情報") for page in pages] == [1] * count
    assert [page[-6:] for page in pages] == [f"{n}／{count}ページ" for n in range(1, count + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "窓口への引き継ぎ一覧令和8年11月23日(月)〜11月29日(日)",
        "この週に引き継いだもの（2件）",
        "前の週までに引き継ぎ、まだ終わっていないもの（1件）",
        "M05電子証明書の更新（5年ごと）M07暗証番号を忘れた・ロックがかかった",
        "待人来子さん000-000-0001夕方に",
        "連絡の希望なし",
        "受取電話終了",
        "11月19日(木)電話しました（不在）",
    ],
)
def test_sheet_prints(text):
    assert text in lint.text(counter_sheet.draw(COUNTER_WEEK))
