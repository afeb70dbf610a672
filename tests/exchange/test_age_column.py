import pytest

from exchange.age_column import AgeColumn, age_columns, column_problems
from exchange.problem import doubt, error
from models.age import Sex

FIVES = [f"{low}-{low + 4}歳" for low in range(0, 85, 5)]


def both(ages: list[str]) -> list[str]:
    return [f"{age}の{sex}" for age in ages for sex in ("男性", "女性")]


@pytest.mark.parametrize(
    ("heading", "sex", "low", "high"),
    [
        ("0-4歳の男性", "m", 0, 4),
        ("0~4歳の女性", "f", 0, 4),
        ("0歳〜4歳(男)", "m", 0, 4),
        ("女_65-69歳", "f", 65, 69),
        ("85歳以上の男性", "m", 85, None),
        ("0歳の女性", "f", 0, 0),
        ("年齢不詳の女性", "f", None, None),
        ("年齢不明", "x", None, None),
        ("15歳未満", "x", 0, 14),
        ("年少人口", "x", 0, 14),
        ("生産年齢人口(15-64歳)の男性", "m", 15, 64),
        ("老年人口(65歳以上)", "x", 65, None),
    ],
)
def test_heading_tells_sex_and_age(heading, sex, low, high):
    assert age_columns([heading]) == {heading: AgeColumn(Sex(sex), low, high)}


@pytest.mark.parametrize(
    "heading", ["総人口", "世帯数", "平均年齢", "65歳以上割合", "うち65歳以上", "65歳以上の男女"]
)
def test_other_heading_counts_nobody(heading):
    assert age_columns([heading]) == {}


@pytest.mark.parametrize(
    "repeating",
    [
        ["0-4歳", "65-69歳"],
        ["65歳以上の男性", "65歳以上の女性"],
        ["年少人口", "生産年齢人口", "老年人口"],
        ["0-4歳(男性)"],
    ],
)
def test_column_that_repeats_finer_ones_is_dropped(repeating):
    fine = both([*FIVES, "85歳以上"])

    assert list(age_columns([*fine, *repeating])) == fine


@pytest.mark.parametrize(
    "ages",
    [
        [*FIVES, "85歳以上"],
        [*FIVES, "85-89歳", "90-94歳", "95-99歳", "100歳以上", "年齢不詳"],
        [*(f"{age}歳" for age in range(100)), "100歳以上"],
    ],
)
def test_published_generations_are_complete(ages):
    assert column_problems(age_columns(both(ages)).values()) == []


def test_missing_age_is_an_error_for_each_sex():
    headings = [
        h for h in both([*FIVES, "85歳以上"]) if h not in ("65-69歳の男性", "85歳以上の女性")
    ]

    assert column_problems(age_columns(headings).values()) == [
        error(
            "男性の65〜69歳、女性の85歳以上の列が見つかりません。"
            "すべての年齢がそろった表をお選びください。"
        ),
    ]


def test_three_groups_are_too_coarse_for_figures_by_age():
    groups = age_columns(["年少人口", "生産年齢人口", "老年人口"])

    assert column_problems(groups.values()) == [
        error(
            "年齢の区切りが粗い列があります(15〜64歳、65歳以上)。"
            "5歳ごとの人口の表をお取り寄せください。"
        ),
        doubt("男女別になっていない年齢があります。男女を合わせて読みました。"),
    ]
