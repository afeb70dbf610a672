import pytest

from models import AgeBand, District
from refusal import Refusal
from services import ticks
from services.ticks import Stranger

TOWNS = [District(code=code, name=code, position=at) for at, code in enumerate(["east", "west"])]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", []),
        ("　", []),
        ("3", [3]),
        ("1-8 10 12", [1, 2, 3, 4, 5, 6, 7, 8, 10, 12]),
        ("１－３、５，７", [1, 2, 3, 5, 7]),
        ("1 〜 3", [1, 2, 3]),
        ("1～3・9", [1, 2, 3, 9]),
        ("1ー3", [1, 2, 3]),
        ("10,2 2", [2, 10]),
        ("5-5", [5]),
    ],
)
def test_numbers_are_read_as_people_write_them(text, rows):
    assert ticks.numbers(text) == rows


@pytest.mark.parametrize("text", ["0", "8-1", "a", "1-", "1000", "1-2-3", "1.5"])
def test_numbers_name_what_cannot_be_read(text):
    with pytest.raises(Refusal, match=f"「{text}」が読めません"):
        ticks.numbers(f"1 {text}")


def test_strangers_are_town_and_age_band():
    assert ticks.strangers("15 23　07、8", towns=TOWNS) == [
        Stranger("east", AgeBand.A75),
        Stranger("west", AgeBand.A65),
        Stranger("", AgeBand.A85, is_resident=False),
        Stranger("", AgeBand.UNKNOWN),
    ]


@pytest.mark.parametrize("text", ["19", "10", "x", "1234"])
def test_stranger_that_cannot_be_read_is_named(text):
    with pytest.raises(Refusal, match=f"「{text}」が読めません"):
        ticks.strangers(text, towns=TOWNS)


def test_stranger_of_an_unknown_town_is_named():
    with pytest.raises(Refusal, match="「35」の町の番号は、1から2まで"):
        ticks.strangers("35", towns=TOWNS)


def test_instead_names_the_row_and_who_sat_there():
    assert ticks.instead("5=15 12 : 07", towns=TOWNS) == {
        5: Stranger("east", AgeBand.A75),
        12: Stranger("", AgeBand.A85, is_resident=False),
    }


@pytest.mark.parametrize("text", ["5", "=15", "5=", "0=15", "5=15 5=23", "a=15"])
def test_instead_that_cannot_be_read_is_refused(text):
    with pytest.raises(Refusal, match="が読めません"):
        ticks.instead(text, towns=TOWNS)
