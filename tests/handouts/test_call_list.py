from dataclasses import replace

import pytest

from handouts import call_list
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import CALLS

LISTS = {
    "usual": CALLS,
    "real": replace(CALLS, fictional=False),
    "empty": replace(CALLS, homes=()),
    "long": replace(CALLS, homes=CALLS.homes * 12),
    "long names": replace(
        CALLS,
        homes=(
            replace(
                CALLS.homes[1],
                names="勘解由小路　源左衛門之助さん、勘解由小路　千代さん、参加証ACDEFGの方",
                remarks=("お昼は畑に出ています。夕方5時から6時のあいだにかけてください",),
                things=CALLS.homes[1].things * 3,
            ),
        ),
    ),
}


def test_every_household_has_three_boxes():
    assert lint.squares(call_list.draw(CALLS)) == 3 * len(CALLS.homes)


def test_every_page_is_numbered_and_warns():
    pdf = call_list.draw(LISTS["long"])
    pages = ["".join(c["text"] for c in page) for page in lint.characters(pdf)]
    count = len(pages)

    assert count > 1
    assert [page.count("取り扱い注意：個人情報") for page in pages] == [1] * count
    assert [page[-6:] for page in pages] == [f"{n}／{count}ページ" for n in range(1, count + 1)]


@pytest.mark.parametrize(
    "text",
    [
        "電話リスト令和8年11月24日(火)3軒",
        "1待人来子さん000-000-0001",
        "佐藤トメさん佐藤清さん0000-00-0002夕方にかけてください耳が遠いので、大きな声で",
        "変更・中止のお知らせ12月11日(金)午後1時30分梅の木町公民館「文字を打つ」2名あしたの教室",
        "3𠮷田㐂代子さん電話なし",
        "伝えた不在辞退",
    ],
)
def test_list_prints(text):
    assert text in lint.text(call_list.draw(CALLS))


def test_empty_list_says_so():
    assert "いま電話するところは、ありません" in lint.text(call_list.draw(LISTS["empty"]))


def test_telephone_number_is_at_least_18_points():
    sizes = {
        c["size"] for page in lint.characters(call_list.draw(CALLS)) for c in page if c["size"] > 16
    }

    assert 24 in {round(size) for size in sizes}


def test_what_cannot_be_printed_is_refused():
    with pytest.raises(Refusal, match="1番のお名前にある文字「ཀ」は、印刷できません"):
        call_list.draw(replace(CALLS, homes=(replace(CALLS.homes[0], names="山ཀ"),)))
