from dataclasses import replace

from handouts import corner_list
from handouts.corner_list import CornerList, Sitting
from tests.handouts import lint

BUSY = Sitting(
    "午前10時30分",
    "2番の席",
    "見本　花子さん",
    "みほん　はなこ",
    "電子証明書の更新（5年ごと）、健康保険証としての登録、スマホ用電子証明書（Android）",
    "持ち物は伝えました\n耳が遠いので、大きな声で",
)
CORNER = CornerList(
    title="マイナンバーカード相談コーナー",
    when="令和8年12月4日(金) 午前10時〜11時30分",
    venue="中央公民館",
    closed="",
    sittings=(Sitting("午前10時", "1番の席"), BUSY),
    city="となり市",
    fictional=True,
)
LISTS = {
    "usual": CORNER,
    "real": replace(CORNER, fictional=False),
    "long": replace(CORNER, sittings=CORNER.sittings * 12),
    "closed": replace(
        CORNER,
        closed="12月4日(金)は停止日です（全国のシステム点検）。"
        "市民課の窓口でも、カードの手続きはできません。",
    ),
    "long title": replace(CORNER, title="北部地区合同 マイナンバーカードとスマホの相談コーナー"),
}


def test_who_is_awaited_has_a_box():
    awaited = sum(bool(one.name) for one in CORNER.sittings)

    assert lint.squares(corner_list.draw(CORNER)) == awaited


def test_every_page_is_numbered_and_warns():
    pages = [
        "".join(c["text"] for c in page)
        for page in lint.characters(corner_list.draw(LISTS["long"]))
    ]

    assert len(pages) > 1
    assert [page.count("取り扱い注意：個人情報") for page in pages] == [1] * len(pages)
