from itertools import combinations

import pytest
from sqlmodel import select

from database import reading, writing
from models import EventTemplate, Format, Phrase, guard, split

NUMBER = "123456789018"  # synthetic


def template(**texts: str) -> EventTemplate:
    return EventTemplate(format=Format.COURSE, **{"name": "ひな形"} | texts)


@pytest.mark.parametrize("at", range(1, 12))
@pytest.mark.parametrize("gap", ["", " ", "、", "-"])
def test_number_split_over_two_boxes_is_refused(at, gap):
    first, second = f"番号は{NUMBER[:at]}{gap}", f"{NUMBER[at:]}です"

    with pytest.raises(guard.ForbiddenNumber):
        split.check((second, "よろしく", first))


def test_row_with_a_number_over_two_columns_is_not_written():
    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.add(template(title="番号 1234 5678", note="9018 です"))

    with reading() as db:
        assert db.exec(select(EventTemplate)).all() == []


def test_row_changed_so_that_two_columns_make_a_number_is_not_written():
    with writing() as db:
        db.add(template(title="番号 1234 5678"))

    with pytest.raises(guard.ForbiddenNumber), writing() as db:
        db.exec(select(EventTemplate)).one().note = "9018 です"


ORDINARY = (
    "12月4日 10:00",
    "10:00〜11:30",
    "0000-00-1234",
    "iPhone 15",
    "定員12",
    "2026年度",
    "第2会議室",
    "〒843-8639",
    "1,000円",
)


@pytest.mark.parametrize("pair", list(combinations(ORDINARY, 2)))
def test_ordinary_texts_side_by_side_are_left_in_peace(pair):
    assert split.check(pair) is None


def test_half_a_number_in_two_rows_is_two_texts():
    with writing() as db:
        db.add_all([Phrase(name="その1", body="1234 5678"), Phrase(name="その2", body="9018")])
