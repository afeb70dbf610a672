from dataclasses import replace

import pytest

from handouts import notice_sheet
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import NOTICE

MOVED = replace(
    NOTICE,
    heading="変更のお知らせ",
    headline="日にちと時間と会場が変わりました",
    sentence="12月4日(金) 午前10時〜11時30分 中央公民館の教室は、"
    "12月11日(金) 午後1時30分〜3時に、若葉公民館で行います。",
    facts=(
        ("これからの日時", "12月11日(金) 午後1時30分〜3時"),
        ("会場", "若葉公民館（若葉町）"),
        ("理由", "会場の都合のため"),
    ),
)
NOTICES = {
    "called off": NOTICE,
    "real": replace(NOTICE, fictional=False),
    "moved": MOVED,
    "as long as it gets": replace(
        MOVED,
        title="はじめてのスマートフォン" * 6,
        facts=(*MOVED.facts[:2], ("理由", "台風が近づいているため、" * 5)),
    ),
}


@pytest.mark.parametrize("name", NOTICES)
def test_notice_is_large_above_the_telephone(name):
    (page,) = lint.characters(notice_sheet.draw(NOTICES[name]))
    above = [c for c in page if 40 < c["top"] < 620]

    assert min(round(c["size"], 3) for c in above) >= 18


@pytest.mark.parametrize(
    "text",
    [
        "中止のお知らせ中止になりましたLINEで写真を送る",
        "はじめの予定12月4日(金)午前10時〜11時30分",
        "会場中央公民館（中央町）理由台風が近づいているため",
        "の教室は、行いません。お申し込みの方には、お電話でもお知らせします。",
        "こまったら、お電話ください0000-00-0000",
        "資料番号A7K3",
        "またはtonari.example/h/A7K3",
        "令和8年12月3日(木)のお知らせ",
    ],
)
def test_notice_prints(text):
    assert text in lint.text(notice_sheet.draw(NOTICE))


def test_same_notice_gives_the_same_bytes():
    assert notice_sheet.draw(NOTICE) == notice_sheet.draw(NOTICE)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "ཀ"}, "教室の名前にある文字「ཀ」は、印刷できません。"),
        ({"sentence": "行いません。" * 99}, "1枚に入りません。教室の名前を短くしてください。"),
    ],
)
def test_what_cannot_be_printed_right_is_refused(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        notice_sheet.draw(replace(NOTICE, **changes))
