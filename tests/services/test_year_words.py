"""What may be said outside follows from what is published, and from nothing else."""

import pytest

from models.year_report import Standing
from services import year_words
from services.year_words import Next
from tests.handouts.yearly import CITY, OUT, PLACES

WAKABA = next(one for one in PLACES if one.name == "若葉町")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4人に届きました。", "●人に届きました。"),
        ("参加は０人でした。", "参加は●人でした。"),
        ("十二人、3 名、1,204人、12.5％", "●人、● 名、●人、●％"),
        ("数人しか来ていません。ひとりだけでした。", "●人しか来ていません。●人だけでした。"),
        ("52人（8.1％）、目標の30人に届きました。", "52人（8.1％）、目標の30人に届きました。"),
        ("市全体では314人でした。", "市全体では314人でした。"),
        ("担当を2名にする。職員3人で行く。", "担当を2名にする。職員3人で行く。"),
        ("2回開き、6週間前に決める。一人ひとりに電話する。", None),
        ("令和8年12月4日、9丁目、名簿を1枚", None),
    ],
)
def test_number_of_people_that_is_not_public_is_blotted_out(text, said):
    known = year_words.known(WAKABA, CITY)

    assert year_words.masked(text, known) == (text if said is None else said)


@pytest.mark.parametrize(
    ("people", "target", "standing"),
    [
        (20, 20, Standing.MET),
        (19, 20, Standing.SHORT),
        ("10未満", 10, Standing.SHORT),
        ("10未満", 9, Standing.UNSAID),  # it would tell that there are fewer, or exactly nine
        ("非公表", 900, Standing.UNSAID),
        (20, None, Standing.UNSAID),
    ],
)
def test_a_target_is_met_or_not_as_far_as_everybody_can_see(people, target, standing):
    assert year_words.standing(people, target, outgoing=OUT) is standing


@pytest.mark.parametrize(
    ("people", "seniors", "behind"),
    [
        (0, "―", True),
        (10, 1000, False),
        (9, 1000, True),
        ("10未満", 901, True),  # not even nine would be a half of 2 %
        ("10未満", 900, None),
        ("非公表", 90_000, None),
        (10, "―", None),
    ],
)
def test_a_town_is_behind_as_far_as_everybody_can_see(people, seniors, behind):
    assert year_words.is_behind(people, seniors, 2.0, outgoing=OUT, share=0.5) is behind


def test_sentences_say_what_was_reached_what_not_and_what_is_next():
    step = Next("山側の町で開く回数を増やす。", 260, 50)

    assert year_words.reached("令和7年度", CITY) == (
        "令和7年度は、65歳以上の市民314人（延べ640回）が教室・相談会に来ました。"
        "65歳以上の2.0％です。前の年度より66人、増えました。"
    )
    assert year_words.not_yet(PLACES) == (
        "山里町には、まだ届いていません（到達率が、市全体の半分より低い町です）。"
        "西川町では、教室を開いていません。目標を決めた8町のうち、4町が届きました。"
    )
    assert year_words.what_next("令和8年度", step) == (
        "令和8年度は、「山側の町で開く回数を増やす」に取り組みます。"
        "目標は、65歳以上の市民260人、教室50回です。"
    )


def test_sentences_say_no_more_than_is_public():
    hidden = CITY._replace(people="10未満", visits="非公表", rate=None)
    unsaid = [one._replace(is_behind=None, held=1, target=None) for one in PLACES]

    said = year_words.reached("令和7年度", hidden)
    assert said == "令和7年度に教室・相談会に来た65歳以上の市民は、10未満です。"
    assert year_words.not_yet(unsaid) == (
        "数を出した町は、到達率が市全体の半分より高くなりました。"
    )
    assert year_words.what_next("令和8年度", Next()) == (
        "令和8年度にすることは、これから決めます。"
    )
