from itertools import combinations

from charts import plan
from charts.plan import LINE, Dot, Hall

TOWNS = [  # two of them nearer to each other than a name is long
    Dot("武雄町", 33.194, 130.021, 4500, "3.1%", 0.9),
    Dot("橘町", 33.185, 130.056, 700, "2.0%", 0.5),
    Dot("朝日町", 33.200, 130.027, 1500, "1.0%", 0.3),
    Dot("東川登町", 33.160, 130.000, 800, "0.1%", 0.0, is_flagged=True),
    Dot("北方町", 33.214, 130.071, 2200, "1.5%", 0.4),
]


def drawn(*halls: Hall) -> dict:
    return plan.draw(TOWNS, halls).to_dict()


def test_no_name_lies_on_another():
    names = drawn()["layer"][0]["data"]["values"]
    near = [
        (one["name"], other["name"])
        for one, other in combinations(names, 2)
        if abs(one["name_y"] - other["name_y"]) < 2 * LINE
        and abs(one["name_x"] - other["name_x"]) < 8 * (len(one["name"]) + len(other["name"]))
    ]

    assert near == []


def test_north_is_above_and_east_to_the_right():
    places = {one["name"]: (one["x"], one["y"]) for one in drawn()["layer"][0]["data"]["values"]}

    assert places["北方町"][1] < places["武雄町"][1] < places["東川登町"][1]
    assert places["東川登町"][0] < places["武雄町"][0] < places["北方町"][0]


def test_plan_fits_a_telephone():
    chart = drawn()

    assert (chart["width"], chart["height"] <= plan.MOST_HEIGHT) == (340, True)


def test_halls_are_crosses_only_where_their_place_is_known():
    shapes = [one["mark"].get("shape") for one in drawn(Hall(33.19, 130.02))["layer"]]

    assert shapes.count("cross") == 2  # one with a white rim
    assert "cross" not in [one["mark"].get("shape") for one in drawn()["layer"]]


def test_plan_tells_itself_in_a_sentence():
    assert plan.alt_text(TOWNS[3:]) == (
        "町のおおよその位置を丸で示した図。東川登町0.1%、北方町1.5%。届いていない町は東川登町。"
    )
