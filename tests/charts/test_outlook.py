import pytest

from charts import outlook
from charts.outlook import Bar

BARS = [Bar("若葉町", 12), Bar("町は不明・市外", 1_234, is_marked=True), Bar("中央町", 0)]


def test_every_bar_carries_its_number():
    data = outlook.counts(BARS, unit="件", what="町ごとの相談").to_dict()

    assert "12件" in str(data)
    assert "▲ 1,234件" in str(data)


def test_what_is_pointed_out_is_hollow_and_dashed_not_only_coloured():
    layers = outlook.counts(BARS, unit="件", what="町ごとの相談").to_dict()["layer"]

    assert [one["mark"].get("strokeDash") for one in layers[:2]] == [None, [5, 3]]


def test_sentence_says_what_the_picture_says():
    chart = outlook.counts(BARS, unit="件", what="町ごとの相談")

    assert chart.to_dict()["description"] == (
        "町ごとの相談の棒グラフ。若葉町12件、町は不明・市外1,234件、中央町0件。▲は町は不明・市外。"
    )


@pytest.mark.parametrize("bars", [[], [Bar("若葉町", 0)]])
def test_nothing_to_show_is_drawn_all_the_same(bars):
    assert outlook.counts(bars, unit="件", what="相談").to_dict()["layer"]
