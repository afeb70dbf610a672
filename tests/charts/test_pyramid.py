from charts import pyramid
from charts.pyramid import Step
from models import AgeBand, Sex

STEPS = [
    Step(AgeBand.A65, Sex.MALE, 3, 100),
    Step(AgeBand.A65, Sex.FEMALE, 0, 120),
    Step(AgeBand.A85, Sex.FEMALE, 6, 80),
]


def values(chart) -> list[dict]:
    return chart.to_dict()["layer"][0].get("data", chart.to_dict().get("data"))["values"]


def test_men_go_to_the_left_and_women_to_the_right():
    rows = values(pyramid.draw(STEPS, where="市全体"))

    assert [(one["population"], one["people"], one["label"]) for one in rows] == [
        (-100, -3, "3.0%"),
        (120, 0, "▲ 0"),
        (80, 6, "7.5%"),
    ]


def test_oldest_stand_at_the_top():
    y = pyramid.draw(STEPS, where="市全体").to_dict()["layer"][0]["encoding"]["y"]

    assert y["sort"] == ["85〜", "65〜69"]


def test_pyramid_tells_itself_in_a_sentence():
    assert pyramid.alt_text(STEPS[:1], where="若葉町") == (
        "若葉町の人口と来た人を、年代と男女で比べた図。65〜69歳の男性は100人のうち3人。"
    )
