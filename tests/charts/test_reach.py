import pytest

from charts import matrix, plan, pyramid, reach, trend
from charts.plan import Dot
from charts.pyramid import Step
from charts.reach import Bar, Cell
from charts.trend import Time, Year
from models import AgeBand, Sex

TOWNS = [
    Bar("若葉町", people=20, visits=50, rate=0.04, is_flagged=False),
    Bar("西川町", people=1, visits=1, rate=0.002, is_flagged=True),
    Bar("中央町", people=90, visits=120, rate=0.05, is_flagged=False),
]
CELLS = [Cell("若葉町", AgeBand.A70, 12), Cell("若葉町", AgeBand.UNKNOWN, 0)]


def marks(chart) -> list[str]:
    return [layer["mark"]["type"] for layer in chart.to_dict()["layer"]]


def texts(chart, layer: int = -1) -> list[dict]:
    """The rows behind a layer; layers of the same rows share them."""
    spec = chart.to_dict()
    return (spec["layer"][layer].get("data") or spec["data"])["values"]


def test_rates_are_ordered_from_the_highest():
    bars = reach.rates(TOWNS, city=0.03).to_dict()["layer"][1]

    assert bars["encoding"]["y"]["sort"] == ["中央町", "若葉町", "西川町"]


def test_rates_flag_by_a_sign_and_a_hollow_bar_not_by_colour_alone():
    chart = reach.rates(TOWNS, city=0.03)
    labels = [row["label"] for row in texts(chart, 3)]
    hollow = chart.to_dict()["layer"][2]

    assert labels == ["5.0%", "4.0%", "▲ 0.2%"]
    assert hollow["transform"] == [{"filter": "datum.is_flagged"}]
    assert (hollow["mark"]["color"], hollow["mark"]["strokeDash"]) == ("#ffffff", [5, 3])


def test_rates_carry_the_city_as_a_named_line():
    chart = reach.rates(TOWNS, city=0.03)

    assert marks(chart) == ["rule", "bar", "bar", "text", "text", "bar", "text"]
    assert texts(chart) == [{"value": 3.0, "label": "市全体 3.0%"}]


def test_rates_show_the_target_as_a_tick_and_in_the_sentence():
    chart = reach.rates([TOWNS[0]._replace(target=0.06), *TOWNS[1:]], city=0.03)
    ticks = chart.to_dict()["layer"][3:5]

    assert [one["mark"]["type"] for one in ticks] == ["tick", "tick"]
    assert [row["target"] for row in texts(chart, 3)] == [None, 6.0, None]
    assert "若葉町4.0%（目標6.0%）" in chart.to_dict()["description"]


def test_label_stands_behind_a_target_that_is_further_than_the_bar():
    chart = reach.rates([TOWNS[0]._replace(target=0.06)], city=0.03)

    assert texts(chart, 5)[0]["reach"] == 6.0


def test_rates_leave_out_what_has_no_rate():
    assert [one.name for one in reach.by_rate([*TOWNS, Bar("北原町", 1, 1, None, False)])] == [
        "中央町",
        "若葉町",
        "西川町",
    ]


def test_rates_tell_themselves_in_a_sentence():
    assert reach.rates(TOWNS, city=0.03).to_dict()["description"] == (
        "町ごとの到達率の棒グラフ。高い順に、中央町5.0%、若葉町4.0%、西川町0.2%。"
        "市全体は3.0%。届いていない町は西川町。"
    )


def test_rates_of_a_town_that_reached_nobody_can_be_drawn():
    nobody = [one._replace(rate=0.0) for one in TOWNS]

    assert texts(reach.rates(nobody, city=0.0), 3)[0]["value"] == 0


def test_ages_write_every_number_in_its_cell():
    chart = reach.ages(CELLS)

    assert [(row["column"], row["words"]) for row in texts(chart)] == [("70", "12"), ("不明", "0")]


def test_ages_keep_the_number_readable_on_dark_and_light():
    assert [row["ink"] for row in texts(reach.ages(CELLS))] == ["#ffffff", "#1a1a1a"]


def test_ages_show_the_bands_in_their_order():
    x = reach.ages(CELLS).to_dict()["layer"][0]["encoding"]["x"]

    assert x["sort"] == ["〜59", "60", "65", "70", "75", "80", "85〜", "不明"]


def test_people_and_visits_label_which_is_which():
    assert [row["label"] for row in texts(reach.people_and_visits(TOWNS[:1]))] == [
        "実 20人／延べ 50回"
    ]


AGE_RATES = [
    Cell("若葉町", AgeBand.A70, 12, 400),
    Cell("若葉町", AgeBand.A85, 0, 90),
    Cell("若葉町", AgeBand.U60, 0, 900),
    Cell("町がわからない", AgeBand.A70, 2),
]


def test_age_rates_are_per_cent_and_people_where_there_is_no_population():
    rows = texts(reach.age_rates(AGE_RATES, apart=["町がわからない"]))

    assert [(row["row"], row["column"], row["words"]) for row in rows] == [
        ("若葉町", "70", "3.0"),
        ("若葉町", "85〜", "0"),
        ("町がわからない", "70", "2人"),
    ]


def test_age_rates_point_out_of_whom_nobody_has_come():
    assert [row["is_flagged"] for row in texts(reach.age_rates(AGE_RATES))] == [False, True, False]


def test_unknown_district_stands_apart_below_the_others():
    y = reach.age_rates(AGE_RATES, apart=["町がわからない"]).to_dict()["layer"][0]["encoding"]["y"]

    assert y["scale"]["domain"] == ["若葉町", " ", "町がわからない"]


@pytest.mark.parametrize(
    "chart",
    [
        reach.rates(TOWNS, city=0.03),
        reach.ages(CELLS),
        reach.age_rates(AGE_RATES),
        reach.people_and_visits(TOWNS),
        matrix.draw([], "。", rows=[], columns=[], upright=True),
        pyramid.draw([Step(AgeBand.A65, Sex.MALE, 0, 10)], where="市全体"),
        trend.months([Time("4月", 3, 1)], what="来た人"),
        trend.years([Year("令和8年度", None)], what="来た人"),
        plan.draw([Dot("若葉町", 33.1, 130.0, 500, "4.0%", 1.0)]),
    ],
)
def test_every_chart_is_japanese_and_large(chart):
    spec = chart.to_dict()

    assert spec["config"]["axis"]["labelFontSize"] == spec["config"]["text"]["fontSize"] == 16
    assert spec["config"]["font"].startswith("BIZ UDPGothic")
    assert spec["description"].endswith("。")
