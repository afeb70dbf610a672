import pytest

from exchange import figures
from exchange.problem import doubt, error


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("4315", 4315),
        ("4,315 ", 4315),
        ("４，３１５人", 4315),
        ("4315.0", 4315),
        ("58 040世帯", 58040),
        ("0", 0),
        ("-", 0),
        ("－", 0),
        ("―", 0),
        ("", None),
        ("X", None),
        ("***", None),
        ("…", None),
    ],
)
def test_number_is_read_as_printed_in_statistics(text, people):
    assert figures.number(text) == people


@pytest.mark.parametrize("text", ["-5", "△5", "12.5", "約100", "1e3", "9999999999", "五"])
def test_number_that_counts_no_people_is_refused(text):
    with pytest.raises(ValueError, match="not a number of people"):
        figures.number(text)


def test_read_names_what_is_wrong_and_what_is_missing():
    cells = {"総人口": "-1", "男性": "", "女性": "3", "世帯数": ""}

    numbers, problems = figures.read(cells, list(cells), may_be_blank={"世帯数"})

    assert numbers == {"総人口": None, "男性": None, "女性": 3, "世帯数": None}
    assert problems == [
        error("人数として読めない値があります: 総人口「-1」。"),
        doubt("人数が書かれていません: 男性。不明として扱います。"),
    ]


def test_read_counts_the_columns_it_does_not_name():
    cells = dict.fromkeys("甲乙丙丁戊", "")

    assert figures.read(cells, list(cells))[1] == [
        doubt("人数が書かれていません: 甲、乙、丙 ほか2列。不明として扱います。")
    ]
