from dataclasses import replace

import pytest

from handouts import certificate
from handouts.certificate import Certificates
from refusal import Refusal
from tests.handouts import lint
from tests.handouts.samples import SHEET

GIVEN = Certificates(
    names=("髙橋　正", "𠮷田　㐂代子", "アレクサンドラ・フェルナンデス・デ・ソウザ"),
    course="はじめてのスマートフォン",
    dates="全4回、令和8年12月4日から令和8年12月25日まで",
    day="令和8年12月25日",
    city=SHEET.city,
    desk=SHEET.desk,
    fictional=True,
)
LONG = "はじめてのスマートフォンとインターネット講座　電源とボタンからキャッシュレス決済まで"
ALL = {
    "series": GIVEN,
    "real": replace(GIVEN, fictional=False),
    "long course": replace(GIVEN, course=LONG),
}


@pytest.mark.parametrize(
    "text", ["修了証", "髙橋正様", "全4回", "令和8年12月25日", "となり市（架空）"]
)
def test_certificate_prints(text):
    assert text in lint.text(certificate.draw(GIVEN))


def test_nobody_is_no_reason_for_a_certificate():
    with pytest.raises(Refusal, match="出席を入力してから"):
        certificate.draw(replace(GIVEN, names=()))
