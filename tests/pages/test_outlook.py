import pytest

from tests.classes import district
from tests.consulted import handed_over


@pytest.fixture(autouse=True)
def _noon_in_the_town(town, stopped_clock):
    pass


def words(screen) -> str:
    shown = (*screen.markdown, *screen.info, *screen.get("html"), *screen.subheader)
    return " ".join(one.value for one in shown)


def test_empty_outlook_says_what_to_do(opened, sato):
    shown = words(opened("outlook", sato))

    assert "これから来る有効期限の記録が、まだありません" in shown
    assert "令和8年度の相談の記録は、まだありません" in shown


def test_year_and_renewals_are_told_with_their_arithmetic(opened, tanaka, sato):
    handed_over(tanaka, district_id=district("wakaba").id, expires=202803)
    handed_over(tanaka, "M07")
    shown = words(opened("outlook", sato))

    for part in (
        "令和8年度の相談は **延べ2件** です。",
        "期限がこれから来る記録は **1件**",
        "延べ1件（①の50.0%）",
        "2027年12月",
        "町は不明・市外",
        "10件未満",
    ):
        assert part in shown
    assert "町全体の更新の目安" not in shown


def test_town_is_told_only_with_its_assumptions(opened, tanaka, sato):
    handed_over(tanaka, expires=202803)
    screen = opened("outlook", sato)
    screen.number_input(key="o_people").set_value(10_000)
    screen.number_input(key="o_share").set_value(80.0).run()

    shown = words(screen)
    assert "**仮定** ① 人口は10,000人。② カードを持つ人は80.0％。" in shown
    assert "8,000枚 × 1件 ÷ 1件" in shown


def test_year_of_the_address_is_shown(opened, tanaka, sato):
    handed_over(tanaka, fiscal_year=2025)

    shown = words(opened("outlook", sato, year="令和7年度"))

    assert "令和7年度の相談は **延べ1件** です。" in shown
