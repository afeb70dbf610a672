from dataclasses import replace

import pytest

from handouts import slip
from handouts.slip import Errand
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import ERRAND, OTHER_ERRAND, SLIP

LONG = "期限の3か月前から、無料でできます。20分から30分ほどかかります。"
NOTHING = Errand("カードをなくした", (), (), "", (), "総合フリーダイヤル 0000-00-0000", "")
SLIPS = {
    "usual": SLIP,
    "real": replace(SLIP, fictional=False),
    "nothing to bring": replace(SLIP, errands=(NOTHING,)),
    "as long as it gets": replace(SLIP, errands=(replace(ERRAND, note=LONG * 5),)),
    "two": replace(SLIP, errands=(ERRAND, OTHER_ERRAND), codes="M05・M10", url=""),
    "three": replace(
        SLIP,
        errands=(replace(ERRAND, note=LONG * 5), OTHER_ERRAND, NOTHING),
        codes="M05・M10・M20",
        url="",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_nothing_a_person_needs_is_below_18_points(name):
    """Smaller are only the mark of invented data at the top and the line at the foot."""
    (page,) = lint.characters(slip.draw(SLIPS[name]))
    between = [c for c in page if 40 < c["top"] < 790]

    assert min(round(c["size"], 3) for c in between) >= 18


@pytest.mark.parametrize(
    "text",
    [
        "架空の見本データです",
        "電子証明書の更新（5年ごと）マイナンバーカード有効期限通知書（青い封筒。あれば）",
        "暗証番号①署名用（6文字以上）、②利用者証明用（4けた）わからないときは、",
        "行くところ市民課",
        "期限の3か月前から、無料でできます。",
        "この紙に、暗証番号やマイナンバーは書かないでください。",
        "行く前に、お電話くださいデジタル推進課（架空）平日8時30分〜17時15分0000-00-0000相談の種類M05",
        "①カメラを起動します②四角い模様を映します③出てきたtonari.exampleを押します",
        "またはtonari.example/where/M05",
        "令和8年11月1日に確かめました",
    ],
)
def test_slip_prints(text):
    assert text in lint.text(slip.draw(SLIP))


@pytest.mark.parametrize(
    "text",
    [
        "ア電子証明書の更新（5年ごと）イ健康保険証として使う登録",
        "マイナンバーカード有効期限通知書（青い封筒。あれば）スマホ暗証番号",
        "①署名用（6文字以上）、②利用者証明用（4けた）ア",
        "番号の種類③住民基本台帳用（4けた）",
        "ア市民課イお近くの教室・相談会か、市民課",
        "ア期限の3か月前から、無料でできます。",
    ],
)
def test_slip_of_two_errands_lists_once_what_both_need(text):
    assert text in lint.text(slip.draw(SLIPS["two"]))


def test_what_all_errands_share_is_told_without_letters():
    pdf = slip.draw(replace(SLIPS["two"], errands=(ERRAND, replace(OTHER_ERRAND, place="市民課"))))

    assert "行くところ市民課ア" in lint.text(pdf)


def test_note_without_room_becomes_a_request_to_telephone():
    printed = lint.text(slip.draw(SLIPS["three"]))

    assert "ほかにも注意があります。行く前に、お電話でおたずねください。" in printed
    assert "20分から30分" not in printed


def test_errand_without_things_and_pins_says_so():
    printed = lint.text(slip.draw(SLIPS["nothing to bring"]))

    assert "持ち物は、特にありません暗証番号使いません" in printed


def test_slip_of_a_city_without_a_number_asks_nobody_to_call():
    printed = lint.text(slip.draw(replace(SLIP, phone="")))

    assert "わからないときの窓口デジタル推進課（架空）" in printed
    assert "お電話ください" not in printed


def test_every_thing_to_bring_has_a_box_to_tick():
    one, two = (slip.draw(replace(SLIP, errands=(e,))) for e in (NOTHING, ERRAND))

    assert lint.squares(two) - lint.squares(one) == 2


def test_same_slip_gives_the_same_bytes():
    assert slip.draw(SLIP) == slip.draw(SLIP)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"bring": ("山ཀ",)},
            "持ち物にある文字「ཀ」は、印刷できません。別の文字に直してください。",
        ),
        ({"note": LONG * 12}, "1枚に入りません。種類を分けるか、説明を短くしてください。"),
        ({"place": "0" * 60}, f"行くところにある「{'0' * 60}」が長すぎます。短くしてください。"),
    ],
    ids=["glyph", "note", "place"],
)
def test_what_cannot_be_printed_right_is_refused(changes, sentence):
    with pytest.raises(Refusal) as no:
        slip.draw(replace(SLIP, errands=(replace(ERRAND, **changes),)))
    assert (
        str(no.value) == f"「持ち物メモ 電子証明書の更新（5年ごと）」を印刷できません。{sentence}"
    )


@pytest.mark.parametrize("count", [0, 4])
def test_none_and_four_errands_are_refused(count):
    with pytest.raises(Refusal, match="3種類までです。"):
        slip.draw(replace(SLIP, errands=(ERRAND,) * count))


def test_long_address_is_refused_before_the_code_gets_too_fine():
    with pytest.raises(Refusal, match="QRコードに入れる文字が長すぎます。"):
        slip.draw(replace(SLIP, url="https://tonari.example/" + "x" * 60))
