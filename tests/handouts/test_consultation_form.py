import tomllib
from dataclasses import replace

import pytest

from handouts import consultation_form
from handouts.consultation_form import ConsultationForm
from refusal import Refusal
from settings import ROOT
from tests.handouts import lint
from tests.handouts.samples import ROSTER, SHEET

ROWS = tomllib.loads((ROOT / "masters" / "consultation_kinds.toml").read_text("utf-8"))["kinds"]
FORM = ConsultationForm(
    when="12月4日(金)　中央公民館 2階 会議室",
    kinds=tuple({row["code"]: row["name"] for row in ROWS}.items()),
    towns=(*ROSTER.districts, "市外"),
    ages=ROSTER.age_bands,
    devices=("Android", "iPhone", "そのほか（ガラケーなど）", "わからない"),
    outcomes=("その場で解決", "持ち帰り", "窓口へ引き継ぎ", "市の外の窓口を案内", "中止"),
    city=SHEET.city,
    fictional=True,
)
FORMS = {
    "corner": FORM,
    "real": replace(FORM, fictional=False),
    "few": replace(FORM, kinds=FORM.kinds[:3]),
}


def test_form_asks_for_no_name_and_no_number():
    said = lint.text(consultation_form.draw(FORM))

    blank = lint.text(consultation_form.draw(FORMS["few"]))
    for field in ("お名前", "氏名", "住所", "生年月日", "電話番号"):
        assert field not in blank
    assert "暗証番号・マイナンバー・カードの番号は、この紙に書きません。聞きません。" in said
    assert "「後ろを向いています」と声をかけて" in said


def test_every_kind_can_be_ringed():
    said = lint.text(consultation_form.draw(FORM))

    assert [code for code, _ in FORM.kinds if code not in said] == []


def test_kinds_that_would_not_fit_are_refused():
    with pytest.raises(Refusal, match="1枚に入りません"):
        consultation_form.draw(replace(FORM, kinds=FORM.kinds * 2))
