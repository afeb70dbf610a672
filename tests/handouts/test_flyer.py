from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from handouts import flyer
from handouts.flyer_parts import Day
from refusal import Refusal
from tests.handouts import lint, symbols
from tests.handouts.samples import FLYER

WEEKLY = tuple(
    Day(f"12月{day}日(金)", "", about)
    for day, about in (
        (4, "電話のかけ方"),
        (11, "{写真|しゃしん}を送る"),
        (18, "道を調べる"),
        (25, "詐欺に気をつける"),
    )
)
SERIES = replace(
    FLYER,
    title="スマホ教室（全4回）",
    days=WEEKLY,
    facts=(("時間", "毎回 午後1時30分〜3時"), *FLYER.facts[:2]),
)
FLYERS = {
    "one class": (flyer.draw, FLYER),
    "real": (flyer.draw, replace(FLYER, fictional=False)),
    "series": (flyer.draw, SERIES),
    "as many dates as fit": (flyer.draw, replace(SERIES, days=WEEKLY * 2, facts=SERIES.facts[:2])),
    "poster": (flyer.draw_poster, replace(FLYER, facts=FLYER.facts[:2])),
    "poster of a series": (flyer.draw_poster, SERIES),
    "long words": (
        flyer.draw,
        replace(
            FLYER,
            title="はじめてのスマートフォンとインターネット講座",
            host="となり市老人クラブ連合会 主催",
        ),
    ),
}


def test_poster_is_a3_with_a_code_that_is_read_from_a_metre():
    pdf = flyer.draw_poster(SERIES)
    (code,) = symbols.of(pdf)

    with pikepdf.open(BytesIO(pdf)) as document:
        width, height = (float(v) / 72 * 25.4 for v in document.pages[0].MediaBox[2:])
    assert (round(width), round(height)) == (297, 420)
    assert code.module >= 2.4


@pytest.mark.parametrize(
    "text",
    [
        "となり市主催はじめての方、大歓迎！LINEで写真しゃしんを送ろう",
        "参加費無料",
        "12月4日(金)午前10時〜11時30分",
        "定員12名（先着順）",
        "お申し込みは、お電話で",
        "0000-00-0000",
        "資料番号A7K3",
        "tonari.example/h/A7K3",
        "①カメラを起動します②四角い模様を映します",
    ],
)
def test_flyer_prints(text):
    assert text in lint.text(flyer.draw(FLYER))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": "ཀ"}, "題名にある文字「ཀ」は、印刷できません。"),
        ({"days": WEEKLY * 5}, "日にちを分けるか、文章を短くしてください。"),
        ({"desk": "デジタル推進課" * 9}, "担当の名前を短くしてください。"),
        ({"url": "https://" + "a-long-host." * 8 + "example/h/A7K3"}, "印刷できません。"),
    ],
)
def test_what_cannot_be_printed_right_is_refused(changes, sentence):
    with pytest.raises(Refusal, match=sentence):
        flyer.draw(replace(FLYER, **changes))
