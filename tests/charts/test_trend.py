from charts import trend
from charts.trend import Time, Year


def labels(chart) -> list[str]:
    return [one["label"] for one in chart.to_dict()["data"]["values"]]


def test_months_tell_first_timers_and_those_to_come():
    chart = trend.months(
        [Time("4月", 12, 5), Time("5月", 0, 0), Time("6月", 0, 0, "まだ")], what="人"
    )

    assert labels(chart) == ["12人（初めて5人）", "0人", "まだ"]


def test_years_of_the_plan_tell_what_is_known_of_them():
    plan = [
        Year("令和6年度", None, target=50),
        Year("令和8年度", 173, 0.011, 250),
        Year("令和9年度", None, is_ahead=True),
    ]

    assert trend.years_alt(plan, what="来た人") == (
        "来た人の棒グラフ。令和6年度記録なし・目標50人、令和8年度173人（1.1%）・目標250人、"
        "令和9年度これから。"
    )
