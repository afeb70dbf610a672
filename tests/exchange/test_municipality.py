import pytest

from exchange.municipality import check_digit, read_code
from exchange.problem import Level

CITIES_OF_SAGA = (412015, 412023, 412031, 412040, 412058, 412066, 412074, 412082, 412091, 412104)


@pytest.mark.parametrize(
    "code", [*map(str, CITIES_OF_SAGA), "131148", "132071", "011002", "410004"]
)
def test_check_digit_is_that_of_the_published_code(code):
    assert check_digit(code[:5]) == code[5]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("412066", "412066"),
        ("41206", "412066"),
        ("412,066", "412066"),
        ("412066.0", "412066"),
        (" ４１２０６６ ", "412066"),
        ("11002", "011002"),
        ("12033", "012033"),
        ("01203", "012033"),
        ("13207", "132071"),
        ("990001", "990001"),  # the demo town (架空)
    ],
)
def test_code_is_restored_from_what_spreadsheets_make_of_it(text, code):
    assert read_code(text) == (code, [])


@pytest.mark.parametrize("text", ["412067", "4120", "480002", "abc", "412066-1"])
def test_wrong_code_is_a_doubt(text):
    code, problems = read_code(text)

    assert code == ""
    assert [problem.level for problem in problems] == [Level.DOUBT]


def test_no_code_is_no_problem():
    assert read_code("") == ("", [])


def test_code_that_reads_two_ways_is_a_doubt():
    code, problems = read_code("12319")  # 12319 of 千葉県, or 012319 恵庭市 without its zero

    assert code == "12319" + check_digit("12319")
    assert [problem.level for problem in problems] == [Level.DOUBT]
